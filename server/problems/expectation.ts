/** Whether a labelled submission came to what its package expects of it. Pure. */
import type { TestResult } from '#contract/judging.js';
import type { LabelledSubmission, Requirement } from '#contract/package.js';
import { globMatches } from '#judge/packages/submissions-yaml.js';

export interface Outcome {
  verdict: string;
  score: number | null;
  tests: readonly Pick<TestResult, 'name' | 'verdict' | 'score' | 'cpuMs' | 'judgeMessage'>[];
  /** By name of the group, as far as they are known. */
  groupScores?: ReadonlyMap<string, number>;
}

export interface Judgement {
  asExpected: boolean;
  /** Why it is a surprise, or what is worth knowing. */
  note: string;
}

export interface TimeRule {
  /** CPU time; null: not known yet. */
  limitMs: number | null;
  /** How many times what the slowest accepted submission takes the limit is to be, by the format. */
  acFactor: number;
  /** How many times the limit a submission takes that must be too slow: the format's safety margin. */
  tleFactor: number;
}

/** Verdicts of ours that a package's word covers as well: memory runs out as a run-time error elsewhere, and waiting is time. */
const COVERS: Record<string, readonly string[]> = {
  'runtime-error': ['memory-limit-exceeded'],
  'time-limit-exceeded': ['idleness-limit-exceeded'],
};

export function judgeExpectation(label: LabelledSubmission, outcome: Outcome, time: TimeRule): Judgement {
  // Our own failure proves nothing, not even where anything goes.
  if (outcome.verdict === 'judge-error') return { asExpected: false, note: 'The judge failed, so it is not known what it would come to.' };
  const faults = new Set<string>();
  const requirements = label.requirements ?? [];
  if (label.expected.length > 0 && !isOneOf(label.expected, outcome.verdict)) faults.add(`Expected ${label.expected.join(' or ')}, got ${outcome.verdict}.`);
  // Without a single run, what is permitted on tests would hold of itself.
  if (outcome.verdict === 'compile-error' && requirements.length > 0 && !label.expected.includes('compile-error')) faults.add('It does not compile, so nothing is known of its tests.');
  const range = label.expectedScore;
  if (range !== null && !isWithin(range, outcome.score)) faults.add(outsideOf(range, outcome.score));
  for (const requirement of requirements) for (const fault of unmet(requirement, outcome)) faults.add(fault);
  if (faults.size > 0) return { asExpected: false, note: [...faults].join(' ') };
  return { asExpected: true, note: [...remarks(label, outcome, time)].join(' ') };
}

function isWithin([least, most]: readonly [number, number], score: number | null): boolean {
  return score !== null && score >= least && score <= most;
}

function outsideOf([least, most]: readonly [number, number], score: number | null): string {
  return `Expected a score ${least === most ? `of ${least}` : `from ${least} to ${most}`}, got ${score ?? 'none'}.`;
}

function isOneOf(words: readonly string[], verdict: string): boolean {
  return words.some((word) => word === verdict || COVERS[word]?.includes(verdict) === true);
}

function* unmet(requirement: Requirement, outcome: Outcome): Generator<string> {
  const { tests: pattern, permitted, required, message, score } = requirement;
  const tests = outcome.tests.filter((test) => test.verdict !== 'skipped' && (pattern === null || globMatches(pattern, test.name)));
  const where = pattern === null ? '' : ` on ${pattern}`;
  const stray = permitted && tests.find((test) => !isOneOf(permitted, test.verdict));
  if (stray) yield `Test ${stray.name} is ${stray.verdict}, permitted${where}: ${permitted.join(', ') || 'nothing'}.`;
  if (required && !tests.some((test) => isOneOf(required, test.verdict))) yield `No test${where} is ${required.join(' or ')}.`;
  if (message !== undefined && !tests.some((test) => test.judgeMessage?.toLowerCase().includes(message.toLowerCase()) === true)) yield `No judge message${where} has "${message}".`;
  if (score && pattern === null && !isWithin(score, outcome.score)) yield outsideOf(score, outcome.score);
  const single = score && outcome.tests.find((test) => test.name === pattern);
  if (single && !isWithin(score, single.score)) yield `Test ${single.name}: ${outsideOf(score, single.score)}`;
  for (const [name, points] of score ? groupsNamed(pattern, outcome) : []) if (score && !isWithin(score, points)) yield `Group ${name}: ${outsideOf(score, points)}`;
}

/** A score is demanded of a group, not of the tests in it. */
function groupsNamed(pattern: string | null, { groupScores }: Outcome): [string, number][] {
  return [...(groupScores ?? [])].filter(([name]) => pattern !== null && name.split('/').length === pattern.split('/').length && globMatches(pattern, name));
}

function* remarks(label: LabelledSubmission, outcome: Outcome, { limitMs, acFactor, tleFactor }: TimeRule): Generator<string> {
  const { expected } = label;
  const [word] = expected;
  if (word !== undefined && (COVERS[word]?.includes(outcome.verdict) === true || !expected.includes(outcome.verdict))) yield `${outcome.verdict} counts as ${isOneOf([word], outcome.verdict) ? word : expected.join(' or ')} here.`;
  const slowest = Math.max(0, ...outcome.tests.map((test) => test.cpuMs));
  const percent = limitMs === null ? 0 : Math.round((100 * slowest) / limitMs);
  if (limitMs !== null && outcome.verdict === 'accepted' && slowest * acFactor > limitMs) yield `It uses ${percent} % of the time limit, more than the format's margin leaves it (${Math.round(100 / acFactor)} %): another machine may find it too slow.`;
  // A verification lets programs run to this margin, but to twice the limit at most, so that who would have been done before is seen.
  if (limitMs !== null && outcome.verdict === 'time-limit-exceeded' && slowest < limitMs * Math.min(tleFactor, 2)) yield `It needs ${percent} % of the time limit, less than the format's margin for what is too slow (${Math.round(100 * Math.min(tleFactor, 2))} %): another machine may accept it.`;
  for (const { tests: pattern, score } of label.requirements ?? []) {
    if (pattern === null) continue;
    if (!outcome.tests.some((test) => globMatches(pattern, test.name))) yield `${pattern} matches no test that was run.`;
    else if (score && !outcome.tests.some((test) => test.name === pattern) && groupsNamed(pattern, outcome).length === 0) yield `The score of ${pattern} is not checked.`;
  }
}
