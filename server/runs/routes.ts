/** Runs over HTTP: everybody their own. */
import { selectOptionalRun } from '#database/runs.js';
import { notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { mayWatchRun } from './policy.js';
import { presentRun } from './present.js';
import { startRun } from './run.js';

export function runRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('createRun', ({ caller, body, response }) => startRun(services, caller, body, (tx, answer) => recordInTransaction(response, tx, answer)));

  routes.route('getRun', async ({ caller, params }) => {
    const found = await selectOptionalRun(db, params.id);
    if (found === null || !mayWatchRun(caller, found.run)) throw notFound('run');
    return presentRun(db, found);
  });
}
