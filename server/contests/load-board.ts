/** Reads what a contest's boards are made of, page by page: a field of ten thousand has half a million submissions, and others are answered between. */
import { setImmediate } from 'node:timers/promises';
import { selectContestGroups, selectFailedFirst, type JudgedTests } from '#database/contest-groups.js';
import { selectContestResults, type ContestResult } from '#database/contest-results.js';
import { selectOptionalContest, selectPackageScoring, type FullContest } from '#database/contests.js';
import type { Querier } from '#database/connect.js';
import { listBoardParticipants, type BoardPerson } from '#database/participants.js';
import { Board, type BoardAttempt, type BoardParticipant } from './board.js';
import { ofContest } from './formats/points.js';
import { groupPoints } from './group-points.js';
import { isHidden, ownSeconds, type Timed } from './times.js';

/** A result with what a board makes of it. */
export interface LoadedResult {
  attempt: BoardAttempt;
  submittedAt: Date;
}

export interface Materials {
  contest: FullContest;
  /** What each problem gives at most, by label. */
  points: ReadonlyMap<string, number | null>;
  /** What its package gives, by label. */
  packagePoints: ReadonlyMap<string, number | null>;
  /** Labels of those whose scores are costs. */
  lowerIsBetter: ReadonlySet<string>;
  people: BoardPerson[];
}

const RESULTS_AT_ONCE = 5_000;

/** Null: there is no such contest. */
export async function readMaterials(db: Querier, contestId: string): Promise<Materials | null> {
  const contest = await selectOptionalContest(db, contestId);
  if (contest === null) return null;
  // One after the other: in a transaction all go over one connection.
  const people = await listBoardParticipants(db, contestId);
  const scoring = await selectPackageScoring(db, contest.problems.map(({ problemId }) => problemId));
  const most = new Map(contest.problems.map(({ label, problemId }) => [label, scoring.get(problemId)?.most ?? null]));
  return {
    contest, people, packagePoints: most, points: new Map(contest.problems.map(({ label, points }) => [label, points ?? most.get(label) ?? null])),
    lowerIsBetter: new Set(contest.problems.flatMap(({ label, problemId }) => (scoring.get(problemId)?.lowerIsBetter ? [label] : []))),
  };
}

/** A board without any attempt. Who is hidden is out of competition: whoever looks, the others have the same ranks, and the same ones were first. */
export function emptyBoard({ contest: { contest, problems }, points, lowerIsBetter, people }: Materials, { hidden }: { hidden: boolean }): Board {
  const costs = lowerIsBetter.size === 0 ? undefined : lowerIsBetter.size < problems.length ? 'some' : 'all';
  const terms = { rules: contest.rules, seconds: ownSeconds(contest), lowerIsBetter: costs } as const;
  return new Board(contest.format, terms, problems.map(({ label }) => ({ label, points: points.get(label) ?? null, lowerIsBetter: lowerIsBetter.has(label) })), onBoard(people, { hidden }));
}

/** `hidden`: for the jury, which is told besides who is disqualified. */
export function onBoard(people: Materials['people'], { hidden }: { hidden: boolean }): BoardParticipant[] {
  return people
    .filter((person) => hidden || !person.hidden)
    .map(({ id, name, affiliation, group, disqualified, ...person }) => ({ id, name, affiliation, group, unofficial: person.unofficial || person.hidden, ...(hidden && disqualified ? { disqualified: true as const } : {}) }));
}

/** Who has come since, where nothing else is different that a board is made of. Null: something is. */
export function newPeople(before: Materials, now: Materials): Materials['people'] | null {
  if (basisOf(before) !== basisOf(now)) return null;
  const known = new Map(before.people.map((person) => [person.id, JSON.stringify(person)]));
  const added = now.people.filter(({ id }) => !known.has(id));
  if (now.people.length - added.length !== before.people.length) return null;
  return now.people.every((person) => (known.get(person.id) ?? JSON.stringify(person)) === JSON.stringify(person)) ? added : null;
}

function basisOf({ contest: { contest, problems }, points, packagePoints, lowerIsBetter }: Materials): string {
  const { seq: _seq, publicSeq: _public, shapeSeq: _shape, ratedSeq: _rated, ratedEnd: _end, ...rest } = contest;
  return JSON.stringify([rest, problems, [...points], [...packagePoints], [...lowerIsBetter]]);
}

/** Every result up to this seq, in pages. What changes meanwhile has a later seq, and is for whoever reads after this one. */
export async function* resultsUpTo(db: Querier, materials: Materials, upTo: number): AsyncGenerator<LoadedResult[]> {
  for (let after = -1; ; ) {
    const results = await selectContestResults(db, materials.contest.contest.id, { after, upTo, limit: RESULTS_AT_ONCE });
    yield await withAttempts(db, materials, results);
    if (results.length < RESULTS_AT_ONCE) return;
    after = results.at(-1)!.seq;
    await setImmediate();
  }
}

/** Every result after one seq up to another, at once. */
export async function resultsBetween(db: Querier, materials: Materials, after: number, upTo: number): Promise<LoadedResult[]> {
  return withAttempts(db, materials, await selectContestResults(db, materials.contest.contest.id, { after, upTo }));
}

async function withAttempts(db: Querier, materials: Materials, results: readonly ContestResult[]): Promise<LoadedResult[]> {
  const { contest } = materials.contest;
  const groups = contest.format === 'ioi' && contest.rules.best === 'groups' ? await selectContestGroups(db, results.filter(({ verdict }) => verdict !== null).map(({ submissionId }) => submissionId)) : null;
  const failedFirst = contest.format === 'codeforces' ? await selectFailedFirst(db, results.filter(({ verdict }) => verdict !== null && verdict !== 'accepted').map(({ submissionId }) => submissionId)) : null;
  return results.map(({ submissionId, participantId, label, submittedAt, atMs, verdict, score, passedPretests }) => {
    const judged = groups?.get(submissionId);
    return { submittedAt, attempt: { submission: submissionId, participant: participantId, label, atMs, verdict, ...pointsOf(materials, label, score, judged), ...(failedFirst?.has(submissionId) ? { failedFirst: true } : {}), ...(passedPretests === true && verdict !== 'accepted' ? { failedSystemTest: true } : {}) } };
  });
}

/** What an attempt gives, as the contest counts it. */
export function pointsOf({ points, packagePoints }: Pick<Materials, 'points' | 'packagePoints'>, label: string, score: number | null, judged: JudgedTests | null | undefined): Pick<BoardAttempt, 'score' | 'groups'> {
  const counted = (given: number) => ofContest(given, points.get(label) ?? null, packagePoints.get(label) ?? null);
  return { score: score === null ? null : counted(score), ...(judged ? { groups: Object.fromEntries(Object.entries(groupPoints(judged)).map(([name, given]) => [name, counted(given)])) } : {}) };
}

/** As the public sees them: what is hidden waits for its verdict. */
export function masked(contest: Timed, results: readonly LoadedResult[]): BoardAttempt[] {
  return results.map(({ attempt, submittedAt }) => (isHidden(contest, submittedAt) ? { ...attempt, verdict: null, score: null, groups: undefined, failedFirst: undefined, failedSystemTest: undefined } : attempt));
}
