import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTime } from '#judge/sandbox/timeouts.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Watches a run that uses `share` of the cores' time. Tells when it was stopped, for what, and how often its CPU time was read. */
function watch(limits: { cpu: number; wall: number; cores: number }, share: number, forMs: number) {
  const start = performance.now();
  let reads = 0;
  let stopped: { atMs: number; cause: string } | null = null;
  const cpuMs = () => {
    reads++;
    return (performance.now() - start) * share * limits.cores;
  };
  const end = watchTime({ cpuLimitMs: limits.cpu, wallLimitMs: limits.wall, cores: limits.cores, cpuMs }, (cause) => (stopped = { atMs: performance.now() - start, cause }));
  vi.advanceTimersByTime(forMs);
  end();
  expect(vi.getTimerCount()).toBe(0);
  return { stopped, reads };
}

describe('watchTime', () => {
  it.each([
    ['a busy loop, at the limit, with one look', { cpu: 1_000, wall: 3_000, cores: 1 }, 1, { atMs: 1_000, cause: 'cpu-limit' }, 1],
    ['two busy cores, at half of the time', { cpu: 1_000, wall: 3_000, cores: 2 }, 1, { atMs: 500, cause: 'cpu-limit' }, 1],
    ['a sleeper, at the wall limit', { cpu: 1_000, wall: 3_000, cores: 1 }, 0, { atMs: 3_000, cause: 'wall-limit' }, 4],
    ['what is over both at the wall limit, for its CPU time', { cpu: 2_000, wall: 1_000, cores: 1 }, 2, { atMs: 1_000, cause: 'cpu-limit' }, 1],
    ['one that was kept from its core, for its CPU time later', { cpu: 1_000, wall: 3_000, cores: 1 }, 0.3, { atMs: 3_334, cause: 'cpu-limit' }, 30],
    ['one that hardly works, at the wall limit', { cpu: 1_000, wall: 3_000, cores: 1 }, 0.1, { atMs: 3_000, cause: 'wall-limit' }, 20],
    ['one that is busy but never gets there, at four times the wall limit', { cpu: 1e6, wall: 1_000, cores: 1 }, 0.5, { atMs: 4_000, cause: 'wall-limit' }, 20],
  ])('stops %s', (_, limits, share, expected, looks) => {
    const { stopped, reads } = watch(limits, share, 10_000);
    expect(stopped).toEqual(expected);
    expect(reads).toBeLessThanOrEqual(looks);
  });

  it('needs few looks at a run that works half of the time', () => {
    const { stopped, reads } = watch({ cpu: 1_000, wall: 10_000, cores: 1 }, 0.5, 10_000);
    expect(stopped).toMatchObject({ cause: 'cpu-limit' });
    expect(reads).toBeLessThan(15);
  });

  it('leaves a run alone that ends in time, and no timer behind', () => {
    expect(watch({ cpu: 1_000, wall: 3_000, cores: 1 }, 1, 900).stopped).toBeNull();
  });

  it('takes limits that Node cannot count to', () => {
    expect(watch({ cpu: 1e13, wall: 1e13, cores: 1 }, 0, 1_000).stopped).toBeNull();
  });
});
