/** A problem that is being written becomes a version of a problem: its package goes the way of every package that comes in. */
import { dirname } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Publish } from '#contract/publication.js';
import type { Visibility } from '#contract/problem.js';
import { lockAuthored, type FoundAuthored } from '#database/authoring.js';
import { noteChanges } from '#database/authoring-history.js';
import { markPublished } from '#database/authoring-people.js';
import type { Querier, Transaction } from '#database/connect.js';
import { notify } from '#database/notify.js';
import { changeProblem, selectOptionalProblem } from '#database/problems.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { importPackage, type ImportReport } from '../problems/import-package.js';
import { mayEditProblem } from '../problems/policy.js';
import { recordImport } from '../problems/record-import.js';
import type { Services } from '../services.js';
import type { Arranged } from './arrange.js';
import { packageEntries } from './package/layout.js';
import { withPackageFile } from './package/write-package.js';

interface Wanted {
  caller: Caller;
  found: FoundAuthored;
  arranged: Arranged;
  visibility: Visibility | undefined;
  publish: Publish | undefined;
  importId: string | undefined;
  record: (tx: Querier, answer: ImportReport) => Promise<void>;
}

/** @throws ApiError `package-rejected` with every fault of the package; checkAuthored says which parts they are about */
export async function publishAuthored(services: Services, { caller, found, arranged, visibility, publish, importId, record }: Wanted): Promise<ImportReport> {
  const { db, config } = services;
  const { authored } = found;
  const onto = found.slug === null ? null : await selectOptionalProblem(db, found.slug);
  if (onto !== null && !mayEditProblem(caller, onto.problem)) throw new ApiError('forbidden', 'It is published as a problem that you may not edit.');
  const { slug, tags, difficulty } = arranged.settings.content;
  const fileName = `${onto?.problem.slug ?? slug ?? arranged.statements[0]?.content.name ?? 'problem'}.zip`;
  return withPackageFile(db, config.dataFolder, packageEntries(arranged), async (zipPath) =>
    recordImport(services, { id: importId, accountId: caller.id, problemId: onto?.problem.id ?? null, fileName, size: (await stat(zipPath)).size }, ({ progress, complete }) =>
      importPackage(services, {
        zipPath, name: fileName, createdBy: caller.id, ownerId: authored.ownerId ?? undefined, temporaryFolder: dirname(zipPath), progress, visibility, publish,
        slug: onto?.problem.slug ?? slug ?? undefined,
        onto: onto === null ? 'new problem' : 'problem that is there',
        async record(tx, answer) {
          const published = await selectOptionalProblem(tx, answer.slug);
          if (published === null || !(await lockAuthored(tx as Transaction, authored.id))) throw notFound('problem being written');
          await changeProblem(tx, published.problem.id, { tags, difficulty });
          await markPublished(tx as Transaction, { authoredId: authored.id, problemId: published.problem.id, version: answer.version });
          await noteChanges(tx as Transaction, { authoredId: authored.id, accountId: caller.id, reason: 'published', version: answer.version, changes: [] });
          await notify(tx, 'authoring_changed', { id: authored.id, by: caller.username });
          await record(tx, answer);
          await complete(tx, answer);
        },
      }),
    ),
  );
}
