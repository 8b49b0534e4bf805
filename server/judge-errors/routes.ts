/** What the judge failed at: where staff see why, and send it to be judged again. */
import type { JudgeError } from '#contract/judge-error.js';
import { inTransaction } from '#database/connect.js';
import { listJudgeErrors, lockStillFailed, type JudgeErrorRow } from '#database/judge-errors.js';
import { rejudgeSubmission } from '#database/submissions.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';

export function judgeErrorRoutes(routes: Routes, { db }: Services): void {
  routes.route('listJudgeErrors', async ({ query }) => {
    const { items, nextCursor } = await listJudgeErrors(db, { problem: query.problem }, { cursor: query.cursor, limit: query.limit });
    return { items: items.map(presentJudgeError), nextCursor };
  });

  routes.route('judgeAgain', async ({ body }) => {
    const queued: string[] = [];
    await inTransaction(db, async (tx) => {
      // Two who press at once wait for each other, and the second finds nothing left.
      for (const id of await lockStillFailed(tx, [...new Set(body.submissions)])) if ((await rejudgeSubmission(tx, id)) !== null) queued.push(id);
    });
    return { queued };
  });
}

function presentJudgeError({ submittedAt, finishedAt, reason, ...row }: JudgeErrorRow): JudgeError {
  return { ...row, submittedAt: submittedAt.toISOString(), finishedAt: finishedAt.toISOString(), reason: reason ?? '' };
}
