/** Contents of files of problems being written, tests by the archive, and statements as they would be shown. */
import { pipeline } from 'node:stream/promises';
import { keepBlobs, selectKeptBlobs } from '#database/authoring.js';
import { openBlob, readBlobStart, storeBlob } from '#database/blobs.js';
import { notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import { describeFile } from '../problems/describe-file.js';
import type { Services } from '../services.js';
import { written, writtenParts } from './access.js';
import { addTests } from './add-tests.js';
import { previewInTurn, previewStatement } from './preview.js';

export function fileRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('addAuthoredFile', async ({ caller, params, upload }) => {
    const { authored } = await written(db, caller, params.id);
    const blob = await storeBlob(db, upload.path);
    await keepBlobs(db, authored.id, [blob.hash]);
    return { ...blob, name: upload.fileName.toWellFormed().replaceAll('\u0000', '') };
  });

  routes.route('getAuthoredFile', async ({ caller, params, query, request, response }) => {
    const { authored } = await written(db, caller, params.id);
    const size = (await selectKeptBlobs(db, authored.id, [params.hash])).get(params.hash);
    if (size === undefined) throw notFound('file');
    describeFile(response, query.name ?? 'file');
    response.set({ ETag: `"${params.hash}${query.start === undefined ? '' : `-${query.start}`}"`, 'Cache-Control': 'private, no-cache' });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (query.start !== undefined) {
      response.send(await readBlobStart(db, params.hash, query.start));
      return;
    }
    response.set('Content-Length', String(size));
    await pipeline(openBlob(db, params.hash), response).catch((error: unknown) => {
      // A client that goes away is no error.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
    });
  });

  routes.route('addAuthoredTests', async ({ caller, params, body, upload }) => {
    const { authored } = await written(db, caller, params.id);
    return addTests(services, { authoredId: authored.id, caller, zipPath: upload.path, group: body.group });
  });

  routes.route('previewAuthoredStatement', async ({ caller, params, body }) => {
    const { found, arranged } = await writtenParts(db, caller, params.id);
    return previewInTurn(caller.id, () => previewStatement(db, found.authored.id, arranged, body));
  });
}
