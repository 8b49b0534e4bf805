/** Whether a labelled submission came to what its package expects of it. Pure. */
import type { TestResult } from '#contract/judging.js';
import type { LabelledSubmission, Requirement } from '#contract/package.js';
import { globMatches } from '#judge/packages/submissions-yaml.js';

export interface Outcome {
  verdict: string;
  score: number | null;
  tests: readonly Pick<TestResult, 'name' | 'verdict' | 'cpuMs' | 'judgeMessage'>[];
}

export interface Judgement {
  asExpected: boolean;
  /** Why it is a surprise, or what is worth knowing. */
  note: string;
}

/** Verdicts of ours that a package's word covers as well: memory runs out as a run-time error elsewhere, and waiting is time. */
const COVERS: Record<string, readonly string[]> = {
  'runtime-error': ['memory-limit-exceeded', 'security-violation', 'output-limit-exceeded'],
  'time-limit-exceeded': ['idleness-limit-exceeded'],
  'wrong-answer': ['output-limit-exceeded'],
};

/** `tleFactor`: by how much a submission that must be too slow exceeds the limit (the format's safety margin). */
export function judgeExpectation(label: LabelledSubmission, outcome: Outcome, time: { limitMs: number | null; tleFactor: number }): Judgement {
  const faults: string[] = [];
  if (label.expected.length > 0 && !isOneOf(label.expected, outcome.verdict)) faults.push(`Expected ${label.expected.join(' or ')}, got ${outcome.verdict}.`);
  const range = label.expectedScore;
  if (range !== null && !(outcome.score !== null && outcome.score >= range[0] && outcome.score <= range[1])) faults.push(`Expected a score from ${range[0]} to ${range[1]}, got ${outcome.score ?? 'none'}.`);
  for (const requirement of label.requirements ?? []) {
    const fault = unmet(requirement, outcome);
    if (fault !== null) faults.push(fault);
  }
  if (faults.length > 0) return { asExpected: false, note: faults.join(' ') };
  return { asExpected: true, note: remark(label, outcome, time) };
}

function isOneOf(words: readonly string[], verdict: string): boolean {
  return words.some((word) => word === verdict || COVERS[word]?.includes(verdict) === true);
}

function unmet(requirement: Requirement, outcome: Outcome): string | null {
  const { tests: pattern, permitted, required, message, score } = requirement;
  const tests = outcome.tests.filter((test) => test.verdict !== 'skipped' && (pattern === null || globMatches(pattern, test.name)));
  const where = pattern === null ? '' : ` on ${pattern}`;
  const stray = permitted && tests.find((test) => !isOneOf(permitted, test.verdict));
  if (stray) return `Test ${stray.name} is ${stray.verdict}, permitted${where} ${permitted.join(', ') || 'nothing'}.`;
  if (required && !tests.some((test) => isOneOf(required, test.verdict))) return `No test${where} is ${required.join(' or ')}.`;
  if (message !== undefined && !tests.some((test) => test.judgeMessage?.toLowerCase().includes(message.toLowerCase()) === true)) return `No judge message${where} has "${message}".`;
  if (score && pattern === null && !(outcome.score !== null && outcome.score >= score[0] && outcome.score <= score[1])) return `Expected a score from ${score[0]} to ${score[1]}, got ${outcome.score ?? 'none'}.`;
  return null;
}

function remark(label: LabelledSubmission, outcome: Outcome, { limitMs, tleFactor }: { limitMs: number | null; tleFactor: number }): string {
  if (label.expected.length > 0 && !label.expected.includes(outcome.verdict)) return `${outcome.verdict} counts as ${label.expected.join(' or ')} here.`;
  const slowest = Math.max(0, ...outcome.tests.map((test) => test.cpuMs));
  if (limitMs !== null && outcome.verdict === 'accepted' && slowest > limitMs / 2) return `It uses ${Math.round((100 * slowest) / limitMs)} % of the time limit: another machine may find it too slow.`;
  if (limitMs !== null && outcome.verdict === 'time-limit-exceeded' && slowest < limitMs * Math.min(tleFactor, 1.2)) return 'It exceeds the time limit by less than the margin of the format.';
  return '';
}
