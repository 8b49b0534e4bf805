/** The system test of a contest, over HTTP. */
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { editableContest } from './find.js';
import { startSystemTest } from './pretests.js';

export function systemTestRoutes(routes: Routes, { db }: Services): void {
  routes.route('startSystemTest', async ({ caller, params, response }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return startSystemTest(db, caller, full, (tx, answer) => recordInTransaction(response, tx, answer));
  });
}
