/** Problems being written, over HTTP: the problems themselves, and who writes them. Their parts, files, history and packages have files of their own. */
import { Readable } from 'node:stream';
import { MOST_COLLABORATORS } from '#contract/authoring.js';
import { selectOptionalAccountByLogin } from '#database/accounts.js';
import { insertAuthored, keepBlobs, listAuthored, selectParts } from '#database/authoring.js';
import { addCollaborator, deleteAuthored, removeCollaborator } from '#database/authoring-people.js';
import { selectLastGeneration } from '#database/authoring-generations.js';
import { storeBlob } from '#database/blobs.js';
import { inTransaction } from '#database/connect.js';
import { ApiError } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { authorOf, shared, written, writtenParts } from './access.js';
import { arrange } from './arrange.js';
import { STATEMENT_TO_FILL, firstParts } from './begin.js';
import { fileRoutes } from './file-routes.js';
import { generationRoutes } from './generation-routes.js';
import { historyRoutes } from './history-routes.js';
import { packageRoutes } from './package-routes.js';
import { partRoutes } from './part-routes.js';
import { presentAuthored, presentSummary } from './present.js';

export function authoringRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('listAuthored', async ({ caller, query }) => {
    const { items, nextCursor } = await listAuthored(db, { accountId: caller.role === 'admin' && query.own !== true ? undefined : caller.id }, { cursor: query.cursor, limit: query.limit });
    const summaries = await Promise.all(items.map(async (found) => presentSummary(found, arrange(await selectParts(db, found.authored.id, ['settings', 'order', 'statement', 'group', 'test'])))));
    return { items: summaries, nextCursor };
  });

  routes.route('createAuthored', async ({ caller, body, response }) => {
    const source = await storeBlob(db, Readable.from([Buffer.from(STATEMENT_TO_FILL)]));
    return inTransaction(db, async (tx) => {
      const parts = firstParts({ name: body.name, language: body.language, slug: body.slug, types: body.types, author: caller.username, source });
      const answer = await insertAuthored(tx, { owner: authorOf(caller), parts });
      await keepBlobs(tx, answer.id, [source.hash]);
      await recordInTransaction(response, tx, answer);
      return answer;
    });
  });

  routes.route('getAuthored', async ({ caller, params }) => {
    const { found, parts } = await writtenParts(db, caller, params.id);
    return presentAuthored(found, parts, await selectLastGeneration(db, found.authored.id), caller);
  });

  routes.route('deleteAuthored', async ({ caller, params }) => {
    const { authored } = await shared(db, caller, params.id);
    await deleteAuthored(db, authored.id);
  });

  routes.route('getCollaborators', async ({ caller, params }) => people(await written(db, caller, params.id)));

  routes.route('addCollaborator', async ({ caller, params }) => {
    const found = await shared(db, caller, params.id);
    const account = await selectOptionalAccountByLogin(db, params.username);
    if (account === null || account.role === 'student') throw new ApiError('validation-failed', 'There is no instructor of this name.', [{ path: 'username', message: 'No instructor has this username' }]);
    if (found.collaborators.length >= MOST_COLLABORATORS) throw new ApiError('conflict', `A problem has at most ${MOST_COLLABORATORS} collaborators.`);
    if (account.id !== found.authored.ownerId) await inTransaction(db, (tx) => addCollaborator(tx, { authoredId: found.authored.id, accountId: account.id, by: caller.username }));
    return people(await written(db, caller, params.id));
  });

  routes.route('removeCollaborator', async ({ caller, params }) => {
    const found = await written(db, caller, params.id);
    const leaving = found.collaborators.find(({ username }) => username.toLowerCase() === params.username.toLowerCase());
    if (leaving?.id !== caller.id) await shared(db, caller, params.id);
    if (leaving) await inTransaction(db, (tx) => removeCollaborator(tx, { authoredId: found.authored.id, accountId: leaving.id, by: caller.username }));
    return { ...people(found), collaborators: found.collaborators.filter((each) => each !== leaving).map(({ username }) => username) };
  });

  partRoutes(routes, services);
  fileRoutes(routes, services);
  historyRoutes(routes, services);
  generationRoutes(routes, services);
  packageRoutes(routes, services);
}

function people({ owner, collaborators }: Awaited<ReturnType<typeof written>>) {
  return { owner, collaborators: collaborators.map(({ username }) => username) };
}
