/** The history of problems being written: snapshots, what is different between two, and the way back. */
import type { AuthoredContent } from '#contract/authoring.js';
import { changeParts, lockAuthored, selectParts, type PartChange } from '#database/authoring.js';
import { listSnapshots, selectOptionalSnapshot, selectPast } from '#database/authoring-history.js';
import { inTransaction } from '#database/connect.js';
import { notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { authorOf, written } from './access.js';
import { presentSnapshot } from './present.js';
import { restoredChanges } from './restore.js';

export function historyRoutes(routes: Routes, { db }: Services): void {
  routes.route('listSnapshots', async ({ caller, params, query }) => {
    const { authored } = await written(db, caller, params.id);
    const { items, nextCursor } = await listSnapshots(db, authored.id, { cursor: query.cursor, limit: query.limit });
    return { items: items.map(presentSnapshot), nextCursor };
  });

  routes.route('compareSnapshot', async ({ caller, params, query }) => {
    const { authored } = await written(db, caller, params.id);
    const snapshot = await selectOptionalSnapshot(db, authored.id, params.snapshot);
    if (snapshot === null) throw notFound('snapshot');
    const state = await selectPast(db, authored.id, snapshot.number);
    if (query.against === 'before') return { changes: differences(await selectPast(db, authored.id, snapshot.number - 1), state) };
    if (query.against === 'now') return { changes: differences(state, new Map((await selectParts(db, authored.id)).map(({ id, content }) => [id, content]))) };
    const other = await selectOptionalSnapshot(db, authored.id, query.against);
    if (other === null) throw notFound('snapshot');
    return { changes: differences(state, await selectPast(db, authored.id, other.number)) };
  });

  routes.route('restoreSnapshot', async ({ caller, params, body }) => {
    const { authored } = await written(db, caller, params.id);
    const changed = await inTransaction(db, async (tx): Promise<PartChange[]> => {
      if (!(await lockAuthored(tx, authored.id))) throw notFound('problem being written');
      const snapshot = await selectOptionalSnapshot(tx, authored.id, params.snapshot);
      if (snapshot === null) throw notFound('snapshot');
      const changes = restoredChanges(await selectParts(tx, authored.id), await selectPast(tx, authored.id, snapshot.number), body.parts);
      if (changes.length > 0) await changeParts(tx, { authoredId: authored.id, author: authorOf(caller), reason: 'restored', changes });
      return changes;
    });
    return { changed: changed.map(({ id }) => id) };
  });
}

type State = ReadonlyMap<string, AuthoredContent>;

function differences(before: State, after: State) {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const change = was === null ? ('added' as const) : is === null ? ('removed' as const) : ('changed' as const);
    return [{ change, before: was && { id, content: was }, after: is && { id, content: is } }];
  });
}
