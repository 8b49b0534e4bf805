/** Packages of problems that are being written: out as a file, to be looked at by the importer, as a new version; and in. */
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { insertAuthored, lockAuthored } from '#database/authoring.js';
import { noteChanges } from '#database/authoring-history.js';
import { inTransaction } from '#database/connect.js';
import { selectOptionalProblem } from '#database/problems.js';
import { selectOptionalArchive } from '#database/staff-problems.js';
import { keepBlobs, type Author } from '#database/authoring.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import { mayEditProblem, maySeeProblem } from '../problems/policy.js';
import type { Services } from '../services.js';
import { authorOf, writtenParts } from './access.js';
import { checkPackage } from './check-package.js';
import { packageEntries } from './package/layout.js';
import { packageStream } from './package/write-package.js';
import { publishAuthored } from './publish.js';
import { withBlobFile } from './read/blob-file.js';
import { readAuthored, type ReadAuthored } from './read/read-authored.js';

export function packageRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('exportAuthored', async ({ caller, params, response }) => {
    const { found, arranged } = await writtenParts(db, caller, params.id);
    const stream = packageStream(db, packageEntries(arranged));
    await inTransaction(db, async (tx) => {
      if (await lockAuthored(tx, found.authored.id)) await noteChanges(tx, { authoredId: found.authored.id, accountId: caller.id, reason: 'exported', changes: [] });
    });
    response.attachment(`${found.slug ?? arranged.settings.content.slug ?? 'problem'}.zip`).type('application/zip');
    await pipeline(stream, response).catch((error: unknown) => {
      // A client that goes away is no error.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
    });
  });

  routes.route('checkAuthored', async ({ caller, params }) => {
    const { arranged } = await writtenParts(db, caller, params.id);
    return checkPackage(services, arranged);
  });

  routes.route('publishAuthored', async ({ caller, params, body, response }) => {
    const { found, arranged } = await writtenParts(db, caller, params.id);
    return publishAuthored(services, { caller, found, arranged, visibility: body.visibility, publish: body.publish, importId: body.importId, record: (tx, answer) => recordInTransaction(response, tx, answer) });
  });

  routes.route('createAuthoredFromPackage', async ({ caller, upload, response }) => {
    const read = await readAuthored(db, { zip: upload.path, name: upload.fileName, temporaryFolder: dirname(upload.path) });
    return insertRead(authorOf(caller), read, undefined, (tx, answer) => recordInTransaction(response, tx, answer));
  });

  routes.route('createAuthoredFromProblem', async ({ caller, params, query, response }) => {
    const found = await selectOptionalProblem(db, params.slug);
    if (found === null || !maySeeProblem(caller, found.problem)) throw notFound('problem');
    if (!mayEditProblem(caller, found.problem)) throw new ApiError('forbidden', 'Only its owner, those who write it and admins may do this with a problem.');
    const version = query.version ?? found.version.number;
    const hash = await selectOptionalArchive(db, found.problem.id, version);
    if (hash === null) throw notFound('version');
    const read = await withBlobFile(services, hash, (zip, temporaryFolder) => readAuthored(db, { zip, name: found.problem.slug, temporaryFolder }));
    return insertRead(authorOf(caller), withProblem(read, found.problem), { id: found.problem.id, version }, (tx, answer) => recordInTransaction(response, tx, answer));
  });

  function insertRead(owner: Author, { parts, losses, hashes }: ReadAuthored, problem: { id: string; version: number } | undefined, record: (tx: Parameters<typeof recordInTransaction>[1], answer: unknown) => Promise<void>) {
    return inTransaction(db, async (tx) => {
      const { id } = await insertAuthored(tx, { owner, parts, ...(problem ? { problem } : {}) });
      await keepBlobs(tx, id, [...hashes]);
      const answer = { id, losses };
      await record(tx, answer);
      return answer;
    });
  }
}

/** Its tags and difficulty may have been changed since its package came in. */
function withProblem(read: ReadAuthored, { slug, tags, difficulty }: { slug: string; tags: string[]; difficulty: number | null }): ReadAuthored {
  return { ...read, parts: read.parts.map((part) => (part.content.kind === 'settings' ? { ...part, content: { ...part.content, slug, tags: tags.slice(0, 20), difficulty: difficulty ?? part.content.difficulty } } : part)) };
}
