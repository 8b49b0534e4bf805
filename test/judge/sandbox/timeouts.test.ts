import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTime } from '#judge/sandbox/timeouts.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Watches a run that uses `share` of the cores' time. Tells when it was stopped, for what, and how often its CPU time was read. */
async function watch(limits: { cpu: number; wall: number; cores: number; waits?: number; late?: number }, share: number, forMs: number) {
  const start = performance.now();
  let reads = 0;
  let stopped = null as { atMs: number; cause: string } | null;
  const cpuMs = () => {
    reads++;
    return (performance.now() - start) * share * limits.cores;
  };
  const end = watchTime({ cpuLimitMs: limits.cpu, wallLimitMs: limits.wall, cores: limits.cores, cpuMs, waitedMs: () => (performance.now() - start) * (limits.waits ?? 0), ranMs: () => Promise.resolve(performance.now() - start - (limits.late ?? 0)) }, (cause) => (stopped = { atMs: performance.now() - start, cause }));
  await vi.advanceTimersByTimeAsync(forMs);
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
    ['one that others kept from its core for most of the time, for its CPU time later', { cpu: 1_000, wall: 3_000, cores: 1, waits: 0.9 }, 0.1, { atMs: 10_000, cause: 'cpu-limit' }, 90],
    ['one that hardly works, at the wall limit', { cpu: 1_000, wall: 3_000, cores: 1 }, 0.1, { atMs: 3_000, cause: 'wall-limit' }, 20],
    ['a sleeper that was let go 500 ms after our go, at its own wall limit', { cpu: 1_000, wall: 3_000, cores: 1, late: 500 }, 0, { atMs: 3_500, cause: 'wall-limit' }, 5],
    ['one that is busy but never gets there, at four times the wall limit', { cpu: 1e6, wall: 1_000, cores: 1 }, 0.5, { atMs: 4_000, cause: 'wall-limit' }, 20],
  ])('stops %s', async (_, limits, share, expected, looks) => {
    const { stopped, reads } = await watch(limits, share, 10_000);
    expect(stopped).toMatchObject({ cause: expected.cause });
    // A faked immediate takes a millisecond.
    expect(stopped!.atMs - expected.atMs).toBeGreaterThanOrEqual(0);
    expect(stopped!.atMs - expected.atMs).toBeLessThan(5);
    expect(reads).toBeLessThanOrEqual(looks);
  });

  it('needs few looks at a run that works half of the time', async () => {
    const { stopped, reads } = await watch({ cpu: 1_000, wall: 10_000, cores: 1 }, 0.5, 10_000);
    expect(stopped).toMatchObject({ cause: 'cpu-limit' });
    expect(reads).toBeLessThan(15);
  });

  it('leaves a run alone that ends in time, and no timer behind', async () => {
    expect((await watch({ cpu: 1_000, wall: 3_000, cores: 1 }, 1, 900)).stopped).toBeNull();
  });

  it('takes limits that Node cannot count to', async () => {
    expect((await watch({ cpu: 1e13, wall: 1e13, cores: 1 }, 0, 1_000)).stopped).toBeNull();
  });
});

describe('watchTime, where the judge itself stood still', () => {
  const limits = { cpuLimitMs: 1_000, wallLimitMs: 100, cores: 1, cpuMs: () => 0, waitedMs: () => 0, ranMs: () => Promise.resolve(Infinity) };
  const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  beforeEach(() => void vi.useRealTimers());

  it('hears first what the run has said meanwhile', async () => {
    const path = join(tmpdir(), `arbiter-standstill-${process.pid}`);
    const server = createServer((socket) => socket.write('E'));
    server.listen(path);
    const socket = connect(path);
    const said: string[] = [];
    const endOfWatch = watchTime(limits, (cause) => said.push(cause));
    socket.on('data', () => {
      said.push('ended');
      endOfWatch();
    });
    await once(server, 'connection');
    standStill(250);
    await sleep(300);
    socket.destroy();
    server.close();
    rmSync(path, { force: true });
    expect(said).toEqual(['ended']);
  });

  it('gives a run that goes on its wall time again', async () => {
    const started = performance.now();
    const stopped = new Promise<string>((resolve) => watchTime(limits, resolve));
    standStill(700);
    expect(await Promise.race([stopped, sleep(50, 'goes on')])).toBe('goes on');
    expect(await stopped).toBe('wall-limit');
    expect(performance.now() - started).toBeGreaterThan(790);
  });
});
