/** Rejudgings as staff see them. Nobody else sees them at all. */
import type { Rejudging, RejudgingProgress, RejudgingSummary } from '#contract/rejudging.js';
import type { Querier } from '#database/connect.js';
import { selectMatrix, selectOutcomes, selectPeople, selectTimeChanges } from '#database/rejudging-diff.js';
import { rejudgingState, selectOptionalRejudging, selectRejudgingCounts, type ListedRejudging, type RejudgingCounts } from '#database/rejudging-list.js';

const NOTHING: RejudgingCounts = { total: 0, done: 0, failed: 0, changed: 0 };

export function presentRejudgingSummary({ rejudging, problem, contest, version, username }: ListedRejudging, counts: RejudgingCounts = NOTHING): RejudgingSummary {
  return {
    id: rejudging.id,
    state: rejudgingState(rejudging, counts),
    ...counts,
    problem: problem?.slug ?? null,
    problemName: problem?.name ?? null,
    contest: contest?.slug ?? null,
    contestName: contest?.name ?? null,
    version: version?.number ?? null,
    reason: rejudging.reason,
    user: username,
    createdAt: rejudging.createdAt.toISOString(),
    endedAt: (rejudging.appliedAt ?? rejudging.cancelledAt)?.toISOString() ?? null,
  };
}

export async function presentRejudging(db: Querier, found: ListedRejudging): Promise<Rejudging> {
  const { id, filter } = found.rejudging;
  const [counts, outcomes, matrix, people, times] = await Promise.all([selectRejudgingCounts(db, [id]), selectOutcomes(db, id), selectMatrix(db, id), selectPeople(db, id), selectTimeChanges(db, id)]);
  return {
    ...presentRejudgingSummary(found, counts.get(id)),
    filter,
    endedBy: found.endedBy,
    outcomes,
    waitsForTimeLimit: found.version !== null && found.version.timeLimitMs === null,
    matrix,
    people,
    times,
  };
}

/** Null: there is none. */
export async function rejudgingProgress(db: Querier, id: string): Promise<RejudgingProgress | null> {
  const found = await selectOptionalRejudging(db, id);
  if (found === null) return null;
  const counts = (await selectRejudgingCounts(db, [id])).get(id) ?? NOTHING;
  return { id, state: rejudgingState(found.rejudging, counts), ...counts };
}
