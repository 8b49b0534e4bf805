import type { Submission } from '#contract/submission.js';

type Test = Submission['tests'][number];

export interface ComparedTest {
  index: number;
  name: string;
  left: Test | undefined;
  right: Test | undefined;
  /** It ran on both sides, with another verdict. */
  verdictDiffers: boolean;
  /** It was reached on one side only: that tells of another test, not of this one. */
  onOneSide: boolean;
  /** Where both ran and one took clearly more than the other: which one took less. */
  faster: 'left' | 'right' | undefined;
  smaller: 'left' | 'right' | undefined;
}

/** Differences smaller than these are noise: a fifth, and 10 ms or 1 MiB. */
const LEAST_SHARE = 0.2;
const LEAST_MS = 10;
const LEAST_KIB = 1024;

export function comparedTests(left: Pick<Submission, 'tests' | 'testsTotal'>, right: Pick<Submission, 'tests' | 'testsTotal'>): ComparedTest[] {
  const [a, b] = [byIndex(left.tests), byIndex(right.tests)];
  const total = Math.max(left.testsTotal, right.testsTotal, left.tests.length, right.tests.length);
  return Array.from({ length: total }, (_, at) => {
    const [x, y] = [a.get(at + 1), b.get(at + 1)];
    const [ranLeft, ranRight] = [ran(x), ran(y)];
    return {
      index: at + 1,
      name: x?.name ?? y?.name ?? '',
      left: x,
      right: y,
      verdictDiffers: ranLeft !== undefined && ranRight !== undefined && ranLeft.verdict !== ranRight.verdict,
      onOneSide: (ranLeft === undefined) !== (ranRight === undefined),
      faster: less(ranLeft?.cpuMs, ranRight?.cpuMs, LEAST_MS),
      smaller: less(ranLeft?.peakMemoryKib, ranRight?.peakMemoryKib, LEAST_KIB),
    };
  });
}

const ran = (test: Test | undefined): Test | undefined => (test && test.verdict !== 'skipped' ? test : undefined);
const byIndex = (tests: readonly Test[]) => new Map(tests.map((test) => [test.index, test]));

function less(a: number | undefined, b: number | undefined, least: number): 'left' | 'right' | undefined {
  if (a === undefined || b === undefined || Math.abs(a - b) < Math.max(least, Math.max(a, b) * LEAST_SHARE)) return undefined;
  return a < b ? 'left' : 'right';
}
