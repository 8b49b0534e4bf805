/** The tree of a problem's test groups with what each came to. */
import type { GraderAnswers, TestResult } from '#contract/judging.js';
import type { ProblemPackage, TestGroup } from '#contract/package.js';
import type { VisibleGroup } from '#contract/submission.js';
import { gradeSubmission, type Grade } from '#judge/core/grade.js';

type GroupedPackage = Pick<ProblemPackage, 'types' | 'tests' | 'groups'> & Partial<Pick<ProblemPackage, 'objective'>>;

/** The root first, then each group after the one that it is in. `results`, and what the package's grader said: of a finished judging; empty where there is none. */
export function presentGroups(problem: GroupedPackage, results: readonly TestResult[], answers: GraderAnswers | null): VisibleGroup[] {
  const scoring = problem.types.includes('scoring');
  const grade = results.length > 0 ? regrade(problem, results, answers) : null;
  const rules = new Map(problem.groups.map((group) => [group.name, group]));
  const tree = treeOf(problem);
  const possible = (name: string) => (problem.objective === 'min' ? null : mostPoints(name, tree, rules));
  return [...tree].map(([name, { tests, groups }]) => {
    const graded = grade?.groups.get(name);
    const group = rules.get(name);
    return {
      name,
      tests,
      groups,
      ...(graded ? { verdict: graded.verdict } : {}),
      ...(scoring && group ? { points: { ...pointsOf(group, rules.get('')), possible: possible(name), ...(graded ? { score: graded.score } : {}) } } : {}),
    };
  });
}

/** The grade that the judge gave, group by group: the points of each test and the grader's answers are stored, so that none is found anew. */
function regrade(problem: GroupedPackage, results: readonly TestResult[], answers: GraderAnswers | null): Grade | null {
  const outcomes = new Map(results.map((result) => [result.index - 1, result]));
  const grading = gradeSubmission(problem, (index) => {
    const result = outcomes.get(index);
    return result && result.verdict !== 'skipped' ? { verdict: result.verdict, score: result.score, multiplier: null } : undefined;
  }, ({ group }) => answers?.[group]);
  return grading.kind === 'settled' && grading.grade.verdict !== 'judge-error' ? grading.grade : null;
}

interface Node {
  /** From 1. */
  tests: number[];
  groups: string[];
}

function treeOf(problem: GroupedPackage): Map<string, Node> {
  const tree = new Map<string, Node>([['', { tests: [], groups: [] }]]);
  const node = (name: string): Node => {
    const known = tree.get(name);
    if (known) return known;
    const above = node(name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '');
    above.groups.push(name);
    const made: Node = { tests: [], groups: [] };
    tree.set(name, made);
    return made;
  };
  for (const [at, test] of problem.tests.entries()) node(test.group).tests.push(at + 1);
  return tree;
}

function pointsOf(group: TestGroup, root: TestGroup | undefined): Omit<NonNullable<VisibleGroup['points']>, 'score' | 'possible'> {
  const { acceptScore, rejectScore, scoreAggregation, verdictAggregation, requirePass, grader } = group;
  const counts = verdictAggregation !== 'ignore' && !(group.name === 'sample' && root?.ignoreSample === true);
  return { counts, acceptScore, rejectScore, scoreAggregation, verdictAggregation, requirePass, ...(grader ? { graded: true } : {}) };
}

/** The most points that a group can give; null: unbounded, or as its validator pleases. */
function mostPoints(name: string, tree: ReadonlyMap<string, Node>, rules: ReadonlyMap<string, TestGroup>): number | null {
  const [group, node] = [rules.get(name), tree.get(name)];
  if (!group || !node) return null;
  if (group.maxScore !== null || group.grader) return group.maxScore;
  if (group.scoreAggregation === 'pass-fail') return 0;
  const counted = node.groups.filter((each) => {
    const below = rules.get(each);
    return below !== undefined && pointsOf(below, rules.get('')).counts;
  });
  const items = [...node.tests.map(() => group.acceptScore), ...counted.map((each) => mostPoints(each, tree, rules))];
  const known = items.filter((most) => most !== null);
  if (known.length < items.length) return null;
  if (known.length === 0) return 0;
  const sum = known.reduce((total, most) => total + most, 0);
  return { sum, min: Math.min(...known), max: Math.max(...known), average: sum / known.length }[group.scoreAggregation];
}
