/**
 * What the tests of a submission come to, and which test is still needed to know it.
 *
 * Pass-fail problems have the verdict of their first failing test. Scoring problems follow the tree of test groups of
 * the package format: a group's items are its own tests and its subgroups, in the order of the package.
 */
import type { ProblemPackage, TestCase, TestGroup } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { groupScoreFault, testScoreFault } from './score-bounds.js';

/** Of one test; score and multiplier are those that a custom validator wrote, if it did. */
export interface TestOutcome {
  verdict: Verdict;
  score: number | null;
  multiplier: number | null;
}

/** By index of the test in the package, from 0. Undefined: not judged yet. */
export type OutcomeOf = (index: number) => TestOutcome | undefined;

export interface Grade {
  verdict: Verdict;
  /** Null where the problem does not score. */
  score: number | null;
  /** Points of each test that counted, by index; scoring problems only. */
  testScores: ReadonlyMap<number, number>;
  /** What each group came to, by name; scoring problems only. A group that was not looked at is absent. */
  groups: ReadonlyMap<string, { verdict: Verdict; score: number }>;
  /** A fault of the package that shows only now, as a missing score. */
  fault: string | null;
}

/** A call of the package's grader: https://icpc.io/problem-package-format/spec/legacy.html#graders */
export interface GraderCall {
  group: string;
  arguments: readonly string[];
  /** One line for each result of the group. */
  input: string;
}

/** What the package's grader said; undefined: it was not asked yet. */
export type GraderAnswer = (call: GraderCall) => string | undefined;

/** The next test that must be run, or the grader's call that must be made, before more is known. */
export type Grading = { kind: 'needs'; index: number } | { kind: 'needs-grader'; call: GraderCall } | { kind: 'settled'; grade: Grade };

export interface GradedPackage extends Pick<ProblemPackage, 'types' | 'groups'>, Partial<Pick<ProblemPackage, 'format'>> {
  tests: readonly Pick<TestCase, 'group' | 'points'>[];
}

export function gradeSubmission(problem: GradedPackage, outcomeOf: OutcomeOf, graderAnswer: GraderAnswer = () => undefined): Grading {
  if (problem.types.includes('scoring')) return new GroupGrader(problem, outcomeOf, graderAnswer).grade();
  const plain = problem.groups.every((group) => group.verdictAggregation === 'first-error' && group.onReject === 'break' && !group.grader);
  if (plain) return gradePassFail(problem, outcomeOf);
  const grading = new GroupGrader(problem, outcomeOf, graderAnswer).grade();
  return grading.kind === 'settled' ? { kind: 'settled', grade: { ...grading.grade, score: null, testScores: new Map(), groups: new Map() } } : grading;
}

function gradePassFail(problem: GradedPackage, outcomeOf: OutcomeOf): Grading {
  for (const index of problem.tests.keys()) {
    const outcome = outcomeOf(index);
    if (!outcome) return { kind: 'needs', index };
    if (outcome.verdict !== 'accepted') return settled(outcome.verdict);
  }
  return settled('accepted');
}

function settled(verdict: Verdict): Grading {
  return { kind: 'settled', grade: { verdict, score: null, testScores: new Map(), groups: new Map(), fault: null } };
}

interface Item {
  verdict: Verdict;
  score: number;
}

/** Thrown out of the recursion where something is not there yet. */
class Needs extends Error {
  constructor(readonly what: Exclude<Grading, { kind: 'settled' }>) {
    super('Something is needed first');
  }
}

class GroupGrader {
  private readonly groups: ReadonlyMap<string, TestGroup>;
  private readonly items = new Map<string, ({ test: number } | { group: string })[]>();
  private readonly testScores = new Map<number, number>();
  private readonly passed = new Map<string, boolean>();
  private readonly results = new Map<string, Item>();
  private readonly scoring: boolean;
  private readonly bounded: boolean;
  private readonly points: readonly (number | undefined)[];
  private fault: string | null = null;

  constructor(
    problem: GradedPackage,
    private readonly outcomeOf: OutcomeOf,
    private readonly graderAnswer: GraderAnswer,
  ) {
    this.scoring = problem.types.includes('scoring');
    this.bounded = this.scoring && problem.format === '2025-09';
    this.points = problem.tests.map((test) => test.points);
    this.groups = new Map(problem.groups.map((group) => [group.name, group]));
    for (const [index, test] of problem.tests.entries()) {
      this.itemsOf(test.group).push({ test: index });
      this.linkUpwards(test.group);
    }
  }

  grade(): Grading {
    try {
      const root = this.group('');
      const score = root.verdict === 'accepted' ? root.score : 0;
      return { kind: 'settled', grade: { verdict: root.verdict === 'skipped' ? this.firstRejected() : root.verdict, score, testScores: this.testScores, groups: this.results, fault: this.fault } };
    } catch (needs) {
      if (needs instanceof Needs) return needs.what;
      throw needs;
    }
  }

  /** Why nothing that counts was run: a test that had to be passed first was not. */
  private firstRejected(): Verdict {
    for (const index of this.points.keys()) {
      const verdict = this.outcomeOf(index)?.verdict;
      if (verdict !== undefined && isRejected(verdict)) return verdict;
    }
    return 'wrong-answer';
  }

  private itemsOf(name: string): ({ test: number } | { group: string })[] {
    let items = this.items.get(name);
    if (!items) this.items.set(name, (items = []));
    return items;
  }

  private linkUpwards(name: string): void {
    if (name === '') return;
    const above = parent(name);
    const items = this.itemsOf(above);
    if (items.some((item) => 'group' in item && item.group === name)) return;
    items.push({ group: name });
    this.linkUpwards(above);
  }

  private group(name: string): Item {
    const result = this.aggregated(name);
    this.results.set(name, result);
    return result;
  }

  private aggregated(name: string): Item {
    const group = this.groups.get(name);
    if (!group) throw new Error(`The package has no test group ${JSON.stringify(name)}`);
    const missing = group.requirePass.find((required) => !this.allAccepted(required));
    if (missing !== undefined) return { verdict: 'skipped', score: 0 };
    const judged: Item[] = [];
    for (const item of this.itemsOf(name)) {
      if ('group' in item && this.groups.get(item.group)?.verdictAggregation === 'ignore') {
        this.group(item.group);
        continue;
      }
      const ignored = name === '' && group.ignoreSample && 'group' in item && item.group === 'sample';
      const result = 'test' in item ? this.test(item.test, group) : this.group(item.group);
      if (ignored) continue;
      judged.push(result);
      if (isRejected(result.verdict) && group.onReject === 'break') break;
    }
    if (group.grader) return this.graded(name, group.grader, judged);
    const score = aggregateScores(group, judged);
    if (this.bounded) this.fault ??= groupScoreFault(group, score);
    return { verdict: aggregateVerdicts(group, judged), score };
  }

  private graded(group: string, args: readonly string[], judged: readonly Item[]): Item {
    const call: GraderCall = { group, arguments: args, input: judged.map(({ verdict, score }) => `${graderCode(verdict)} ${score}\n`).join('') };
    const answer = this.graderAnswer(call);
    if (answer === undefined) throw new Needs({ kind: 'needs-grader', call });
    const match = /^\s*(AC|WA|TLE|RTE|MLE|OLE|JE)\s+([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*$/.exec(answer);
    if (!match?.[1]) {
      this.fault ??= `The grader of group ${JSON.stringify(group)} must print a verdict and a score, as in "AC 10", not ${JSON.stringify(answer.slice(0, 100))}`;
      return { verdict: 'judge-error', score: 0 };
    }
    const code = match[1];
    // Our verdicts are finer than the grader's codes.
    const verdict = judged.find((item) => graderCode(item.verdict) === code)?.verdict ?? VERDICT_OF_CODE[code] ?? 'judge-error';
    return { verdict, score: Number(match[2]) };
  }

  /** Whether every test below the group is accepted; tests that nothing else asked for are asked for here. */
  private allAccepted(name: string): boolean {
    const known = this.passed.get(name);
    if (known !== undefined) return known;
    const passed = this.itemsOf(name).every((item) => ('test' in item ? this.outcome(item.test).verdict === 'accepted' : this.allAccepted(item.group)));
    this.passed.set(name, passed);
    return passed;
  }

  private outcome(index: number): TestOutcome {
    const outcome = this.outcomeOf(index);
    if (!outcome) throw new Needs({ kind: 'needs', index });
    return outcome;
  }

  private test(index: number, group: TestGroup): Item {
    const { verdict, score, multiplier } = this.outcome(index);
    const most = this.points[index] ?? group.acceptScore;
    if (this.bounded && verdict === 'accepted' && this.counts(group) && group.scoreAggregation !== 'pass-fail') this.fault ??= testScoreFault(group.name, most, { score, multiplier });
    const points = verdict === 'accepted' ? (score ?? this.acceptScore(group, most, multiplier)) : (group.rejectScore ?? 0);
    this.testScores.set(index, points);
    return { verdict, score: points };
  }

  /** Samples that are ignored owe no score, nor does any test where there are no scores. */
  private counts(group: TestGroup): boolean {
    return this.scoring && !(group.name === 'sample' && this.groups.get('')?.ignoreSample === true);
  }

  private acceptScore(group: TestGroup, points: number | null, multiplier: number | null): number {
    if (points === null && this.counts(group)) {
      this.fault ??= `Group ${JSON.stringify(group.name)} needs a score from the output validator, which gave none`;
      return 0;
    }
    return (points ?? 0) * (multiplier ?? 1);
  }
}

/** https://icpc.io/problem-package-format/spec/legacy.html#default-grader-specification */
const WORST_FIRST: readonly Verdict[] = [
  'judge-error', 'compile-error', 'security-violation', 'runtime-error', 'memory-limit-exceeded', 'time-limit-exceeded', 'idleness-limit-exceeded', 'output-limit-exceeded', 'wrong-answer',
];

const GRADER_CODES: Readonly<Record<Verdict, string>> = {
  'judge-error': 'JE', 'compile-error': 'JE', 'security-violation': 'RTE', 'memory-limit-exceeded': 'RTE', 'output-limit-exceeded': 'WA', 'time-limit-exceeded': 'TLE', 'idleness-limit-exceeded': 'TLE',
  'runtime-error': 'RTE', 'wrong-answer': 'WA', accepted: 'AC', skipped: 'WA',
};
const VERDICT_OF_CODE: Readonly<Record<string, Verdict>> = { AC: 'accepted', WA: 'wrong-answer', TLE: 'time-limit-exceeded', RTE: 'runtime-error', MLE: 'memory-limit-exceeded', OLE: 'output-limit-exceeded', JE: 'judge-error' };

function graderCode(verdict: Verdict): string {
  return GRADER_CODES[verdict];
}

function parent(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
}

function isRejected(verdict: Verdict): boolean {
  return verdict !== 'accepted' && verdict !== 'skipped';
}

/** Of items none of which was rejected. */
function untold(verdicts: readonly Verdict[]): Verdict {
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'skipped') ? 'skipped' : 'accepted';
}

function aggregateVerdicts(group: TestGroup, items: readonly Item[]): Verdict {
  const verdicts = items.map((item) => item.verdict);
  const rejected = verdicts.filter(isRejected);
  switch (group.verdictAggregation) {
    case 'always-accept':
    case 'ignore':
      return 'accepted';
    case 'accept-if-any-accepted':
      return verdicts.includes('accepted') ? 'accepted' : (rejected[0] ?? untold(verdicts));
    case 'first-error':
      return rejected[0] ?? untold(verdicts);
    case 'worst-error':
      return WORST_FIRST.find((verdict) => rejected.includes(verdict)) ?? 'accepted';
  }
}

function aggregateScores(group: TestGroup, items: readonly Item[]): number {
  const scores = items.map((item) => item.score);
  if (scores.length === 0) return 0;
  switch (group.scoreAggregation) {
    case 'pass-fail':
      return items.every((item) => item.verdict === 'accepted') ? (group.maxScore ?? 0) : 0;
    case 'sum':
      return scores.reduce((sum, score) => sum + score, 0);
    case 'min':
      return Math.min(...scores);
    case 'max':
      return Math.max(...scores);
    case 'average':
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  }
}
