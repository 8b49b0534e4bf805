import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCanary, runCanary } from '#judge/sandbox/canary.js';
import { type Bench, makeBench } from './bench.js';

let bench: Bench;
beforeAll(async () => void (bench = await makeBench('canary')), 120_000);
afterAll(() => bench.close());

it('runs in a jail like any program, and is made once', async () => {
  const program = await buildCanary(join(bench.stateDir, 'bin'));
  expect(await buildCanary(join(bench.stateDir, 'bin'))).toEqual(program);
  const times = await runCanary(bench.sandbox, program, 3);
  expect(times).toHaveLength(3);
  // Long enough to be measured, short enough to be run between two judgings.
  for (const ms of times) expect(ms).toBeGreaterThanOrEqual(2);
  expect(Math.min(...times)).toBeLessThan(200);
  await bench.expectNothingLeft();
});

it('that cannot do its work is our failure', async () => {
  await expect(runCanary(bench.sandbox, { path: '/bin/false', identity: '' }, 1)).rejects.toThrow('the canary ended otherwise');
});
