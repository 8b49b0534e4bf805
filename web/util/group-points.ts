/** What is known of each test group while its tests come in. Once a submission is finished, the server's word counts. */
import type { Submission, VisibleGroup } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';

type Test = Pick<Submission['tests'][number], 'index' | 'verdict' | 'score'>;

export interface GroupNow {
  group: VisibleGroup;
  /** 0 for the root. */
  depth: number;
  /** Tests in it and below it. */
  total: number;
  done: number;
  accepted: number;
  /** Index of the first of its tests that was run and is not accepted. */
  firstFailed: number | undefined;
  verdict: Verdict | undefined;
  /** Undefined while it can still change. */
  score: number | undefined;
}

/** In the order of the tree. Groups without tests are left out, unless it is told of none which tests it has: then the server's word is all that there is. */
export function groupsNow(groups: readonly VisibleGroup[], tests: readonly Test[]): GroupNow[] {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const byIndex = new Map(tests.map((test) => [test.index, test]));
  const rows: GroupNow[] = [];
  const known = new Map<string, GroupNow>();
  const told = groups.some((group) => group.tests.length > 0);
  const walk = (name: string, depth: number): GroupNow | undefined => {
    const group = byName.get(name);
    if (!group) return undefined;
    const place = rows.length;
    const below = group.groups.flatMap((each) => walk(each, depth + 1) ?? []);
    const own = group.tests.map((index) => byIndex.get(index));
    const row = told ? summed(group, depth, own, below, known) : untold(group, depth);
    known.set(name, row);
    if (row.total > 0 || !told) rows.splice(place, 0, row);
    return row;
  };
  walk('', 0);
  return rows;
}

const untold = (group: VisibleGroup, depth: number): GroupNow => ({ group, depth, total: 0, done: 0, accepted: 0, firstFailed: undefined, verdict: group.verdict, score: group.points?.score });

function summed(group: VisibleGroup, depth: number, own: readonly (Test | undefined)[], below: readonly GroupNow[], known: ReadonlyMap<string, GroupNow>): GroupNow {
  const run = own.filter((test) => test !== undefined && test.verdict !== 'skipped') as Test[];
  const failed = run.filter((test) => test.verdict !== 'accepted').map((test) => test.index);
  const firstFailed = [...failed, ...below.flatMap((row) => row.firstFailed ?? [])].sort((a, b) => a - b)[0];
  const sum = (of: (row: GroupNow) => number, first: number) => below.reduce((total, row) => total + of(row), first);
  const row = {
    group, depth, firstFailed,
    total: sum((each) => each.total, own.length),
    done: sum((each) => each.done, own.filter(Boolean).length),
    accepted: sum((each) => each.accepted, run.length - failed.length),
  };
  return { ...row, verdict: group.verdict ?? soFar(row), score: group.points?.score ?? points(group, own, below, known) };
}

/** A verdict that can be told before the end: nothing failed and nothing is left. */
function soFar({ done, total, accepted }: Pick<GroupNow, 'done' | 'total' | 'accepted'>): Verdict | undefined {
  return total > 0 && done === total && accepted === total ? 'accepted' : undefined;
}

function points(group: VisibleGroup, own: readonly (Test | undefined)[], below: readonly GroupNow[], known: ReadonlyMap<string, GroupNow>): number | undefined {
  const rules = group.points;
  // The package's grader is asked at the end.
  if (!rules || rules.graded) return undefined;
  if (rules.requirePass.some((name) => known.get(name)?.firstFailed !== undefined)) return 0;
  const counted = below.filter((row) => row.group.points?.counts === true);
  if (rules.scoreAggregation === 'pass-fail') {
    if (own.some((test) => test !== undefined && test.verdict !== 'accepted') || counted.some((row) => row.firstFailed !== undefined && row.group.points?.verdictAggregation === 'first-error')) return 0;
    const all = own.every((test) => test?.verdict === 'accepted') && counted.every((row) => row.done === row.total && row.accepted === row.total);
    return all ? (rules.possible ?? undefined) : undefined;
  }
  const items = [...own.map((test) => pointsOfTest(test, rules)), ...counted.map((row) => row.score)];
  const scores = items.filter((score) => score !== undefined);
  if (rules.scoreAggregation === 'min' && scores.some((score) => score <= 0)) return Math.min(...scores);
  if (scores.length < items.length || scores.length === 0) return undefined;
  const total = scores.reduce((sum, score) => sum + score, 0);
  return { sum: total, average: total / scores.length, min: Math.min(...scores), max: Math.max(...scores) }[rules.scoreAggregation];
}

function pointsOfTest(test: Test | undefined, rules: NonNullable<VisibleGroup['points']>): number | undefined {
  if (!test || test.verdict === 'skipped') return undefined;
  if (test.verdict !== 'accepted') return rules.rejectScore ?? 0;
  return test.score ?? rules.acceptScore ?? undefined;
}

/** Runs of consecutive numbers: [1,2,3,7] → [[1,3],[7,7]]. */
export function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
