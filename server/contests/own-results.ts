/** How far somebody is with each problem of a contest, as far as they may know. */
import type { ContestProblem } from '#contract/contest.js';
import { selectOwnResults } from '#database/contest-results.js';
import type { Database } from '#database/connect.js';
import type { ContestRow } from '#database/contests.js';
import type { ParticipantRow } from '#database/participants.js';
import { endOf } from './times.js';

/** By the ids of problems. Where a contest keeps results until its end, only that there are submissions. */
export async function ownResults(db: Database, contest: Pick<ContestRow, 'feedback' | 'startsAt' | 'durationSeconds'>, mine: ParticipantRow | null, now: Date): Promise<Map<string, NonNullable<ContestProblem['own']>>> {
  if (mine === null) return new Map();
  const kept = contest.feedback === 'none' && now < endOf(contest);
  const results = await selectOwnResults(db, mine.id);
  return new Map(results.map(({ problemId, accepted, judged }) => [problemId, kept ? 'submitted' : accepted ? 'solved' : judged ? 'tried' : 'submitted']));
}
