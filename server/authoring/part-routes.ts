/** Parts of problems that are being written, each saved by itself. */
import { randomUUID } from 'node:crypto';
import type { AuthoredContent } from '#contract/authoring.js';
import { changeParts, lockAuthored, selectOptionalPart, selectParts, type PartChange, type PartRow } from '#database/authoring.js';
import { inTransaction } from '#database/connect.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { authorOf, written } from './access.js';
import { arrange } from './arrange.js';
import { checkAdded, checkSaved, orderWith } from './check-change.js';
import { presentPart } from './present.js';
import { takeContent } from './take-content.js';

export function partRoutes(routes: Routes, { db }: Services): void {
  routes.route('getAuthoredPart', async ({ caller, params }) => {
    const { authored } = await written(db, caller, params.id);
    const part = await selectOptionalPart(db, authored.id, params.part);
    if (part === null) throw notFound('part');
    return presentPart(part);
  });

  routes.route('saveAuthoredPart', async ({ caller, params, body }) => {
    const { authored } = await written(db, caller, params.id);
    const before = await selectOptionalPart(db, authored.id, params.part);
    if (before === null) throw notFound('part');
    // Before its files are kept: what will be refused shall cost nothing.
    if (before.revision !== body.revision) throw conflict(before);
    const content = await takeContent(db, authored.id, body.content, before.content);
    const saved = await inTransaction(db, async (tx) => {
      checkSaved(before.content, content, arrange(content.kind === 'order' ? await selectParts(tx, authored.id) : [before, ...(await selectParts(tx, authored.id, ['settings', 'order']))]));
      const rows = await changeParts(tx, { authoredId: authored.id, author: authorOf(caller), changes: [{ id: params.part, content, basedOn: body.revision }] });
      return rows?.[0] ?? null;
    });
    if (saved !== null) return presentPart(saved);
    throw conflict(await selectOptionalPart(db, authored.id, params.part));
  });

  routes.route('addAuthoredPart', async ({ caller, params, body, response }) => {
    const { authored } = await written(db, caller, params.id);
    checkAdded(body.content as AuthoredContent, 0);
    const content = await takeContent(db, authored.id, body.content, null);
    const added = await inTransaction(db, async (tx) => {
      // Two that add the same come one after the other.
      if (!(await lockAuthored(tx, authored.id))) throw notFound('problem being written');
      const parts = await selectParts(tx, authored.id);
      checkAdded(content, parts.length);
      refuseTwice(content, parts);
      const id = randomUUID();
      const changes: PartChange[] = [{ id, content }];
      const order = parts.find((part) => part.kind === 'order');
      if ((content.kind === 'test' || content.kind === 'group') && order?.content.kind === 'order') {
        changes.push({ id: order.id, content: orderWith(order.content, { id, kind: content.kind, group: body.group, at: body.at }), basedOn: order.revision });
      }
      const rows = await changeParts(tx, { authoredId: authored.id, author: authorOf(caller), changes });
      if (rows === null) return null;
      const answer = { part: presentPart(rows.find((row) => row.id === id)!), order: presentedOrder(rows) };
      await recordInTransaction(response, tx, answer);
      return answer;
    });
    if (added === null) throw new ApiError('conflict', 'Another has changed the order meanwhile. Try again.');
    return added;
  });

  routes.route('deleteAuthoredPart', async ({ caller, params, query }) => {
    const { authored } = await written(db, caller, params.id);
    const deleted = await inTransaction(db, async (tx) => {
      const parts = await selectParts(tx, authored.id);
      const part = parts.find(({ id }) => id === params.part);
      if (part === undefined) throw notFound('part');
      const { content } = part;
      if (content.kind === 'settings' || content.kind === 'order' || (content.kind === 'group' && content.place !== 'group')) throw new ApiError('validation-failed', 'This part is always there.');
      const changes: PartChange[] = [{ id: part.id, content: null, basedOn: query.revision }];
      const order = parts.find(({ kind }) => kind === 'order');
      if ((content.kind === 'test' || content.kind === 'group') && order?.content.kind === 'order') {
        const gone = order.content.groups.find(({ id }) => id === part.id)?.tests ?? [];
        changes.push(...gone.map((id) => ({ id, content: null })));
        const groups = order.content.groups.filter(({ id }) => id !== part.id).map(({ id, tests }) => ({ id, tests: tests.filter((test) => test !== part.id) }));
        changes.push({ id: order.id, content: { kind: 'order', groups }, basedOn: order.revision });
      }
      return changeParts(tx, { authoredId: authored.id, author: authorOf(caller), changes });
    });
    if (deleted !== null) return { order: presentedOrder(deleted) };
    throw conflict(await selectOptionalPart(db, authored.id, params.part));
  });
}

function presentedOrder(rows: readonly PartRow[]) {
  const order = rows.find(({ kind }) => kind === 'order');
  return order ? presentPart(order) : null;
}

/** One statement of a language, and one file of a path. */
function refuseTwice(content: AuthoredContent, parts: readonly PartRow[]): void {
  const twin = parts.find(({ content: other }) => {
    if (content.kind === 'statement') return other.kind === 'statement' && other.language === content.language;
    return content.kind === 'asset' && other.kind === 'asset' && other.place === content.place && other.language === content.language && other.path === content.path;
  });
  if (twin) throw new ApiError('conflict', content.kind === 'statement' ? 'There is a statement in this language already.' : 'There is a file of this name already.', [{ path: 'part', message: twin.id }]);
}

function conflict(now: PartRow | null): ApiError {
  if (now === null) return new ApiError('conflict', 'Another has deleted this part meanwhile.');
  return new ApiError('conflict', 'Another has saved this part meanwhile.', [
    { path: 'revision', message: String(now.revision) },
    { path: 'changedAt', message: now.changedAt.toISOString() },
    { path: 'changedBy', message: now.changedByName ?? '' },
  ]);
}
