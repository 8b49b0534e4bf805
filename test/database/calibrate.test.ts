import { expect, it } from 'vitest';
import { calibrateTimeLimit, type Measured } from '#database/calibrate.js';

const legacy = { format: 'legacy', timeMultipliers: { acceptedToLimit: 5, limitToTimeLimitExceeded: 2, resolutionMs: 1000 } } as const;
const modern = { format: '2025-09', timeMultipliers: { acceptedToLimit: 2, limitToTimeLimitExceeded: 1.5, resolutionMs: 100 } } as const;
const took = (...cpuMs: number[]): Measured => ({ path: 'accepted/a.cpp', verdict: 'accepted', tests: cpuMs.map((ms) => ({ cpuMs: ms, verdict: 'accepted' })) });

it.each([
  ['one second at least, in the legacy format', legacy, [took(3)], 1000],
  ['no least in the present one but its resolution', modern, [took(3)], 100],
  ['a run without any CPU time', modern, [took(0)], 100],
  ['the slowest test of the slowest submission', legacy, [took(10, 390), took(410, 20)], 3000],
  ['exactly at a step of the resolution', legacy, [took(400)], 2000],
  ['just above a step', legacy, [took(400.1)], 3000],
  ['a product that binary cannot hold', { format: '2025-09', timeMultipliers: { acceptedToLimit: 3, limitToTimeLimitExceeded: 2, resolutionMs: 100 } } as const, [took(33.3333333333333333), took(0.1)], 100],
  ['nothing to measure', legacy, [], 10_000],
  ['only failures', legacy, [{ ...took(50), verdict: 'wrong-answer' as const }], 10_000],
  ['a judging that was cancelled', legacy, [{ ...took(), verdict: null }], 10_000],
])('%s', (_case, content, measured, expected) => {
  expect(calibrateTimeLimit(content, measured).timeLimitMs).toBe(expected);
});

it('leaves out what was not accepted, and says so', () => {
  const calibration = calibrateTimeLimit(legacy, [took(100), { path: 'accepted/slow.py', verdict: 'runtime-error', tests: [{ cpuMs: 9000, verdict: 'runtime-error' }] }]);
  expect(calibration).toMatchObject({ timeLimitMs: 1000, slowestAcceptedMs: 100 });
  expect(calibration.note).toContain('accepted/slow.py (runtime-error)');
});
