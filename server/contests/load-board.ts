/** Reads what a contest's boards are made of, page by page: a field of ten thousand has half a million submissions, and others are answered between. */
import { setImmediate } from 'node:timers/promises';
import { selectContestGroups, selectFailedFirst } from '#database/contest-groups.js';
import { selectContestResults, type ContestResult } from '#database/contest-results.js';
import { selectOptionalContest, selectPackagePoints, type FullContest } from '#database/contests.js';
import type { Querier } from '#database/connect.js';
import { listBoardParticipants, type ParticipantRow } from '#database/participants.js';
import { Board, type BoardAttempt } from './board.js';
import { groupPoints } from './group-points.js';
import { isHidden, type Timed } from './times.js';

/** A result with what a board makes of it. */
export interface LoadedResult {
  attempt: BoardAttempt;
  submittedAt: Date;
}

export interface Materials {
  contest: FullContest;
  /** What each problem gives at most, by label. */
  points: ReadonlyMap<string, number | null>;
  people: Pick<ParticipantRow, 'id' | 'name' | 'affiliation' | 'group' | 'unofficial' | 'hidden'>[];
}

const RESULTS_AT_ONCE = 5_000;

/** Null: there is no such contest. */
export async function readMaterials(db: Querier, contestId: string): Promise<Materials | null> {
  const contest = await selectOptionalContest(db, contestId);
  if (contest === null) return null;
  // One after the other: in a transaction all go over one connection.
  const people = await listBoardParticipants(db, contestId);
  const packagePoints = await selectPackagePoints(db, contest.problems.map(({ problemId }) => problemId));
  return { contest, people, points: new Map(contest.problems.map(({ label, problemId, points }) => [label, points ?? packagePoints.get(problemId) ?? null])) };
}

/** A board without any attempt. */
export function emptyBoard({ contest: { contest, problems }, points, people }: Materials, { hidden }: { hidden: boolean }): Board {
  const shown = people.filter((person) => hidden || !person.hidden).map(({ id, name, affiliation, group, unofficial }) => ({ id, name, affiliation, group, unofficial }));
  return new Board(contest.format, contest.rules, problems.map(({ label }) => ({ label, points: points.get(label) ?? null })), shown);
}

/** Every result up to this seq, in pages. What changes meanwhile has a later seq, and is for whoever reads after this one. */
export async function* resultsUpTo(db: Querier, contest: FullContest, upTo: number): AsyncGenerator<LoadedResult[]> {
  for (let after = -1; ; ) {
    const results = await selectContestResults(db, contest.contest.id, { after, upTo, limit: RESULTS_AT_ONCE });
    yield await withAttempts(db, contest, results);
    if (results.length < RESULTS_AT_ONCE) return;
    after = results.at(-1)!.seq;
    await setImmediate();
  }
}

/** Every result after one seq up to another, at once. */
export async function resultsBetween(db: Querier, contest: FullContest, after: number, upTo: number): Promise<LoadedResult[]> {
  return withAttempts(db, contest, await selectContestResults(db, contest.contest.id, { after, upTo }));
}

async function withAttempts(db: Querier, { contest }: FullContest, results: readonly ContestResult[]): Promise<LoadedResult[]> {
  const groups = contest.format === 'ioi' && contest.rules.best === 'groups' ? await selectContestGroups(db, results.filter(({ verdict }) => verdict !== null).map(({ submissionId }) => submissionId)) : null;
  const failedFirst = contest.format === 'codeforces' ? await selectFailedFirst(db, results.filter(({ verdict }) => verdict !== null && verdict !== 'accepted').map(({ submissionId }) => submissionId)) : null;
  return results.map(({ submissionId, participantId, label, submittedAt, atMs, verdict, score, passedPretests }) => {
    const judged = groups?.get(submissionId);
    return { submittedAt, attempt: { submission: submissionId, participant: participantId, label, atMs, verdict, score, ...(judged ? { groups: groupPoints(judged) } : {}), ...(failedFirst?.has(submissionId) ? { failedFirst: true } : {}), ...(passedPretests === true && verdict !== 'accepted' ? { failedSystemTest: true } : {}) } };
  });
}

/** As the public sees them: what is hidden waits for its verdict. */
export function masked(contest: Timed, results: readonly LoadedResult[]): BoardAttempt[] {
  return results.map(({ attempt, submittedAt }) => (isHidden(contest, submittedAt) ? { ...attempt, verdict: null, score: null, groups: undefined, failedFirst: undefined, failedSystemTest: undefined } : attempt));
}
