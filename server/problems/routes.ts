/**
 * Problems over HTTP. A package comes in whole and goes out byte for byte; of its files only those of the statement and
 * the attachments are handed to people, and only where they may see the problem.
 */
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { openBlob, selectOptionalBlob, type StoredBlob } from '#database/blobs.js';
import { changeProblem, deleteProblem, listProblems, type ProblemAndVersion } from '#database/problems.js';
import { selectAllProblems } from '#database/problem-list.js';
import { selectOptionalArchive } from '#database/staff-problems.js';
import { isStaff, type Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Upload } from '../http/upload.js';
import type { Services } from '../services.js';
import { importPackage, type ImportReport, type PackageImport } from './import-package.js';
import { describeFile } from './describe-file.js';
import { seenProblem } from './access.js';
import { mayDeleteProblem, mayEditProblem } from './policy.js';
import { presentListed, presentProblem, publicFiles } from './present.js';
import { recordImport } from './record-import.js';

const DAY_SECONDS = 86_400;

export function problemRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('listProblems', async ({ caller, query }) => {
    const viewer = { accountId: caller?.id ?? null, seesPrivate: isStaff(caller) };
    const { items, nextCursor } = await listProblems(db, viewer, { search: query.search, tag: query.tag }, { cursor: query.cursor, limit: query.limit });
    return { items: items.map((row) => presentListed(row, caller)), nextCursor };
  });

  routes.route('listAllProblems', async ({ caller }) => {
    const problems = await selectAllProblems(db, { accountId: caller?.id ?? null, seesPrivate: isStaff(caller) });
    return { items: caller === null ? problems.map(({ status: _status, ...problem }) => problem) : problems };
  });

  routes.route('getProblem', async ({ caller, params }) => presentProblem(db, await seenProblem(db, caller, params.slug), caller));

  routes.route('importProblem', async ({ caller, body, upload, response }) =>
    takeIn({ caller, upload, response, importId: body.importId, problemId: null }, { slug: body.slug, visibility: body.visibility, publish: body.publish, onto: 'new problem' }),
  );

  routes.route('putPackage', async ({ caller, params, body, upload, response }) => {
    const { problem } = await editable(caller, params.slug);
    return takeIn({ caller, upload, response, importId: body.importId, problemId: problem.id }, { slug: problem.slug, publish: body.publish, onto: 'problem that is there' });
  });

  routes.route('changeProblem', async ({ caller, params, body }) => {
    const { problem, published } = await editable(caller, params.slug);
    const { visibility, tags, difficulty } = body;
    if (visibility === 'public' && !published) throw new ApiError('conflict', 'No version of this problem is published yet, so it cannot be made public. Publish a version first: by itself once it is proved, or with an override.', [{ path: 'visibility', message: 'No version is published yet' }]);
    await changeProblem(db, problem.id, { ...(visibility === undefined ? {} : { visibility, opensWhenPublished: false }), ...(tags === undefined ? {} : { tags }), ...(difficulty === undefined ? {} : { difficulty }) });
    return presentProblem(db, await seenProblem(db, caller, params.slug), caller);
  });

  routes.route('deleteProblem', async ({ caller, params }) => {
    const { problem } = await editable(caller, params.slug);
    if (!mayDeleteProblem(caller, problem)) throw new ApiError('forbidden', 'Only its owner and admins may delete a problem.');
    if (!(await deleteProblem(db, problem.id))) throw new ApiError('conflict', 'People have submitted to this problem. Make it private instead.');
  });

  routes.route('getPackage', async ({ caller, params, query, response }) => {
    const { problem, version } = await editable(caller, params.slug);
    const hash = query.version === undefined ? version.archiveHash : await selectOptionalArchive(db, problem.id, query.version);
    if (hash === null) throw notFound('version');
    const archive = await selectBlob(hash);
    response.attachment(`${problem.slug}.zip`).type('application/zip');
    await send(response, archive);
  });

  routes.route('getStatementFile', async ({ caller, params, request, response }) => {
    const { problem, version } = await seenProblem(db, caller, params.slug);
    const file = publicFiles(version.package).find((each) => each.hash === params.hash);
    if (!file) throw notFound('file');
    const blob = await selectBlob(file.hash);
    describeFile(response, file.path);
    const { visibility } = problem;
    // The address names the content. Of a private problem each use asks whether it may still be seen.
    response.set({ ETag: `"${file.hash}"`, 'Cache-Control': visibility === 'public' ? `public, max-age=${DAY_SECONDS}, immutable` : 'private, no-cache' });
    if (request.fresh) response.status(304).end();
    else await send(response, blob);
  });

  async function editable(caller: Caller, slug: string): Promise<ProblemAndVersion> {
    const found = await seenProblem(db, caller, slug);
    if (!mayEditProblem(caller, found.problem)) throw new ApiError('forbidden', 'Only its owner and admins may do this with a problem.');
    return found;
  }

  /** The file is here: from now on it goes on whether its sender stays or not. */
  function takeIn(by: { caller: Caller; upload: Upload; response: Response; importId: string | undefined; problemId: string | null }, wanted: Pick<PackageImport, 'slug' | 'visibility' | 'publish' | 'onto'>): Promise<ImportReport> {
    const { caller, upload, response } = by;
    return recordImport(services, { id: by.importId, accountId: caller.id, problemId: by.problemId, fileName: upload.fileName, size: upload.size }, ({ progress, complete }) =>
      importPackage(services, {
        ...wanted, zipPath: upload.path, name: upload.fileName, createdBy: caller.id, temporaryFolder: dirname(upload.path), progress,
        async record(tx, answer) {
          await recordInTransaction(response, tx, answer);
          await complete(tx, answer);
        },
      }),
    );
  }

  /** Before any header is set: an error must not be sent as if it were the file. */
  async function selectBlob(hash: string): Promise<StoredBlob> {
    const blob = await selectOptionalBlob(db, hash);
    if (blob === null) throw new Error(`No blob ${hash} is stored`);
    return blob;
  }

  async function send(response: Response, blob: StoredBlob): Promise<void> {
    response.set('Content-Length', String(blob.size));
    await pipeline(openBlob(db, blob.hash), response).catch((error: unknown) => {
      // A client that goes away is no error.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
    });
  }
}
