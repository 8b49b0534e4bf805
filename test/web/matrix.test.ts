import { describe, expect, it } from 'vitest';
import type { VerificationRow } from '#contract/problem.js';
import { columnsOf, greyZoneOf, surprisesFirst } from '../../web/util/matrix.js';

const test = (index: number, cpuMs: number): VerificationRow['tests'][number] => ({ index, name: `secret/${index}`, verdict: 'accepted', cpuMs, peakMemoryKib: 1 });

/** Of the format of 2025-09, and of the legacy one. */
const MODERN = { acceptedToLimit: 2, limitToTimeLimitExceeded: 1.5 };
const LEGACY = { acceptedToLimit: 5, limitToTimeLimitExceeded: 2 };

describe('the grey zone of the time limit', () => {
  it.each([
    ['accepted', 400, MODERN, null],
    ['accepted', 400, LEGACY, 'near'],
    ['accepted', 501, MODERN, 'near'],
    ['accepted', 999, MODERN, 'near'],
    ['time-limit-exceeded', 1100, MODERN, 'just over'],
    ['time-limit-exceeded', 1499, MODERN, 'just over'],
    ['time-limit-exceeded', 1500, MODERN, null],
    ['time-limit-exceeded', 1500, LEGACY, 'just over'],
    ['wrong-answer', 900, MODERN, null],
  ] as const)('of %s after %d of 1000 ms with %j is %s', (verdict, cpuMs, margins, zone) => expect(greyZoneOf({ verdict, tests: [test(1, 3), test(2, cpuMs)] }, 1000, margins)?.zone ?? null).toBe(zone));

  it('is not known without a limit or a test', () => {
    expect(greyZoneOf({ verdict: 'accepted', tests: [test(1, 900)] }, null, MODERN)).toBeNull();
    expect(greyZoneOf({ verdict: 'accepted', tests: [] }, 1000, MODERN)).toBeNull();
  });
});

it('has a column for each test that any submission was run on, in the order of the package', () => {
  expect(columnsOf([{ tests: [test(3, 1)] }, { tests: [test(1, 1), test(3, 1)] }, { tests: [] }])).toEqual([{ index: 1, name: 'secret/1' }, { index: 3, name: 'secret/3' }]);
});

it('shows surprises first, then what could not be judged', () => {
  const rows = [{ asExpected: true, state: 'finished' }, { asExpected: null, state: 'unjudgeable' }, { asExpected: false, state: 'finished' }] as const;
  expect(surprisesFirst([...rows])).toEqual([rows[2], rows[1], rows[0]]);
});
