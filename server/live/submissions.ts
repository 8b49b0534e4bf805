/** Submissions on the live channel: one of them, or one's own submissions to a problem, of which nobody has to know the ids. */
import type { Progress } from '#contract/live.js';
import type { Database } from '#database/connect.js';
import { selectOptionalProblem } from '#database/problems.js';
import { judgingState } from '#database/queue.js';
import { listSubmissions, selectOptionalSubmission, type FullSubmission } from '#database/submissions.js';
import { ApiError } from '../http/errors.js';
import { seenProblem } from '../problems/access.js';
import { isWithheld, shownProgress } from '../submissions/feedback.js';
import { viewOf, type SubmissionView } from '../submissions/policy.js';
import { feedbackFor, presentSubmission } from '../submissions/present.js';
import { join, type LiveSocket } from './socket.js';

/** Of those that are under way when a problem begins to be watched. */
const MOST_UNDER_WAY = 20;

/** Of a submission: its problem, and the accounts to whom it is their own. */
export interface SubmittedTo {
  problemId: string;
  accountIds: string[];
}
export const submittedTo = ({ submission, problem, team }: FullSubmission): SubmittedTo => ({ problemId: problem.id, accountIds: [...(submission.accountId === null ? [] : [submission.accountId]), ...team] });

export const roomOf = (id: string, view: Exclude<SubmissionView, null>) => `submission:${id}:${view}`;
const problemRoom = (problemId: string, accountId: string) => `problem:${problemId}:${accountId}`;
export const problemRooms = (of: SubmittedTo | undefined): string[] => of?.accountIds.map((accountId) => problemRoom(of.problemId, accountId)) ?? [];

/** Each answers with the code of the refusal; null: it is watched. */
export function submissionWatches(db: Database, progressOf: (id: string) => Progress | null) {
  async function watch(socket: LiveSocket, id: string): Promise<string | null> {
    const first = await selectOptionalSubmission(db, id);
    const view = first && viewOf(socket.data.caller, first);
    if (!first || !view) return 'not-found';
    const refused = await join(socket, roomOf(first.submission.id, view));
    if (refused !== null) return refused;
    // Read again: what happened before joining was told to a room without us.
    const found = await selectOptionalSubmission(db, id);
    if (!found) return 'not-found';
    await tellPresent(socket, found, view);
    return null;
  }

  async function watchProblem(socket: LiveSocket, slug: string): Promise<string | null> {
    const { caller } = socket.data;
    if (caller === null) return 'not-signed-in';
    const seen = await seenProblem(db, caller, slug).catch((error: unknown) => {
      if (error instanceof ApiError) return null;
      throw error;
    });
    if (seen === null) return 'not-found';
    const refused = await join(socket, problemRoom(seen.problem.id, caller.id));
    if (refused !== null) return refused;
    for (const state of ['queued', 'judging'] as const) {
      const { items } = await listSubmissions(db, { accountId: caller.id, problemSlug: slug, state }, { limit: MOST_UNDER_WAY });
      for (const { submission } of items) {
        const found = await selectOptionalSubmission(db, submission.id);
        if (found) await tellPresent(socket, found, 'owner');
      }
    }
    return null;
  }

  async function leaveProblem(socket: LiveSocket, slug: string): Promise<void> {
    const { caller } = socket.data;
    const found = caller && (await selectOptionalProblem(db, slug));
    if (caller && found) await socket.leave(problemRoom(found.problem.id, caller.id));
  }

  async function tellPresent(socket: LiveSocket, found: FullSubmission, view: 'owner' | 'staff'): Promise<void> {
    const state = judgingState(found.judging);
    const feedback = await feedbackFor(db, found);
    if (state === 'finished' || isWithheld(view, feedback.contest, found.judging.verdict)) {
      socket.emit('submission:finished', await presentSubmission(db, found, view));
      return;
    }
    // One that waits (again) has done nothing, whatever was said of it before.
    const known = state === 'judging' ? progressOf(found.submission.id) : null;
    const progress = known ?? { id: found.submission.id, state, testsDone: 0, testsTotal: found.version.package.tests.length, latest: [] };
    socket.emit('submission:progress', view === 'staff' ? progress : shownProgress(feedback, found.version.package.tests, progress));
  }

  return { watch, watchProblem, leaveProblem };
}
