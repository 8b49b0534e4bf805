/** What a contest format is: attempts of one participant on one problem in, a cell out; cells in, a total and its order out. All pure. */
import type { ContestRules } from '#contract/contest.js';
import type { Verdict } from '#contract/verdict.js';

export interface Attempt {
  /** Milliseconds since the participant's start. */
  atMs: number;
  /** Null: not judged yet, or hidden. */
  verdict: Verdict | null;
  score: number | null;
  /** Points by test group, where the rules ask for them. */
  groups?: Readonly<Record<string, number>> | undefined;
  /** It failed on the first test already; known where the format asks. */
  failedFirst?: boolean | undefined;
  /** Accepted on the pretests, and not on all tests. */
  failedSystemTest?: boolean | undefined;
}

export interface Cell {
  /** That count, the solving one included. */
  tries: number;
  pending: number;
  solvedAtMs: number | null;
  score: number | null;
  /** What the total counts of it: time with its penalties, in ms. 0 where it gives nothing. */
  penaltyMs: number;
  /** When its score became better for the last time; null: it gives nothing. */
  gainedAtMs: number | null;
  /** Its score is a cost. */
  lowerIsBetter?: true;
}

export interface Total {
  solved: number;
  score: number;
  penaltySeconds: number;
  /** Sorted by these, smaller first; equal ones share a rank. */
  order: number[];
}

/** What a format goes by of a problem. */
export interface FormatProblem {
  /** What it gives at most; null: as its package says. */
  points: number | null;
  /** Its scores are costs: the lowest of what was accepted is the best. */
  lowerIsBetter?: boolean | undefined;
}

/** What it goes by of the contest. */
export interface FormatContest {
  rules: ContestRules;
  /** How long each participant has. */
  seconds: number;
  /** Of how many of its problems that is so; absent: of none. */
  lowerIsBetter?: 'some' | 'all' | undefined;
}

export interface Format {
  /** `attempts` in the order in which they were made. */
  cell(attempts: readonly Attempt[], problem: FormatProblem, contest: FormatContest): Cell;
  total(cells: readonly Cell[], contest: FormatContest): Total;
}

export const MINUTE_MS = 60_000;

/** A failure of ours is nobody's try; nor is what did not compile, unless the rules say so. */
export function counts({ verdict }: Attempt, rules: ContestRules): boolean {
  return verdict !== null && verdict !== 'judge-error' && verdict !== 'skipped' && (verdict !== 'compile-error' || rules.compileErrorsCount);
}

/** Time up to a solved problem, which formats count with its penalties. */
export const NOTHING: Cell = { tries: 0, pending: 0, solvedAtMs: null, score: null, penaltyMs: 0, gainedAtMs: null };

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
