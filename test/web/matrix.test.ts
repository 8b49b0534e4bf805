import { describe, expect, it } from 'vitest';
import type { VerificationRow } from '#contract/problem.js';
import { columnsOf, greyZoneOf, surprisesFirst } from '../../web/util/matrix.js';

const test = (index: number, cpuMs: number): VerificationRow['tests'][number] => ({ index, name: `secret/${index}`, verdict: 'accepted', cpuMs, peakMemoryKib: 1 });

describe('the grey zone of the time limit', () => {
  it.each([
    ['accepted', 400, null],
    ['accepted', 501, 'near'],
    ['accepted', 999, 'near'],
    ['time-limit-exceeded', 1100, 'just over'],
    ['time-limit-exceeded', 1200, null],
    ['wrong-answer', 900, null],
  ] as const)('of %s after %d of 1000 ms is %s', (verdict, cpuMs, zone) => expect(greyZoneOf({ verdict, tests: [test(1, 3), test(2, cpuMs)] }, 1000)?.zone ?? null).toBe(zone));

  it('is not known without a limit or a test', () => {
    expect(greyZoneOf({ verdict: 'accepted', tests: [test(1, 900)] }, null)).toBeNull();
    expect(greyZoneOf({ verdict: 'accepted', tests: [] }, 1000)).toBeNull();
  });
});

it('has a column for each test that any submission was run on, in the order of the package', () => {
  expect(columnsOf([{ tests: [test(3, 1)] }, { tests: [test(1, 1), test(3, 1)] }, { tests: [] }])).toEqual([{ index: 1, name: 'secret/1' }, { index: 3, name: 'secret/3' }]);
});

it('shows surprises first, then what could not be judged', () => {
  const rows = [{ asExpected: true, state: 'finished' }, { asExpected: null, state: 'unjudgeable' }, { asExpected: false, state: 'finished' }] as const;
  expect(surprisesFirst([...rows])).toEqual([rows[2], rows[1], rows[0]]);
});
