/** Ratings over HTTP. */
import { listRatings } from '#database/ratings.js';
import { isStaff } from '../http/caller.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';

export function ratingRoutes(routes: Routes, { db }: Services): void {
  routes.route('listRatings', async ({ caller, query }) => {
    const { items, nextCursor } = await listRatings(db, { accountId: caller.id, seesHidden: isStaff(caller) }, query);
    return { items: items.map(({ accountId: _accountId, lastEndedAt, ...row }) => ({ ...row, lastContestAt: lastEndedAt.toISOString() })), nextCursor };
  });
}
