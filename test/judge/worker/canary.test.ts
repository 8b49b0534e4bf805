/** A host cannot be made to drift, so here the times of the runs are given; that a real judge measures itself, judge-process.test.ts sees. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CanaryKeeper } from '#judge/worker/canary.js';

let folder: string;
let file: string;
let made = 0;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'arbiter-canary-'))));
beforeEach(() => void (file = join(folder, `${made++}.json`)));
afterAll(() => rmSync(folder, { recursive: true }));

/** Measures once on a host whose cores take so many ms, one in four runs being disturbed by something else. */
async function measure(core: Record<number, number>, identity = 'program and processor') {
  const log: string[] = [];
  const keeper = new CanaryKeeper({
    file, identity,
    cores: Object.entries(core).map(([number, ms]) => ({ core: Number(number), run: (runs) => Promise.resolve(Array.from({ length: runs }, (_, run) => (run % 4 === 1 ? ms * 3 : ms))) })),
    log: (message) => log.push(message),
  });
  await keeper.measure();
  return { ...keeper.state, log };
}

describe('the canary', () => {
  it('takes the first figures of a host as its baseline, over restarts of the judge', async () => {
    expect(await measure({ 0: 20, 1: 21 })).toMatchObject({ baselineMs: 20, lastMs: 20, steady: true, log: [] });
    expect(await measure({ 0: 21, 1: 21 })).toMatchObject({ baselineMs: 20, lastMs: 21, steady: true, log: [] });
    expect(await measure({ 0: 30, 1: 21 })).toMatchObject({ baselineMs: 20, lastMs: 30, steady: false });
    expect(await measure({ 0: 20.5, 1: 21 })).toMatchObject({ baselineMs: 20, lastMs: 20.5, steady: true });
  });

  it.each([[22, true], [22.1, false], [18, true], [17.9, false]])('finds a host that takes %s ms instead of 20 steady: %s', async (ms, steady) => {
    await measure({ 0: 20 });
    const { log, ...found } = await measure({ 0: ms });
    expect(found).toMatchObject({ lastMs: ms, steady });
    expect(log).toHaveLength(steady ? 0 : 1);
  });

  it('tells of the core that differs most, each being measured against itself', async () => {
    await measure({ 0: 20, 1: 40, 2: 30 });
    expect(await measure({ 0: 20, 1: 34, 2: 31 })).toMatchObject({ baselineMs: 40, lastMs: 34, steady: false });
  });

  it('begins anew with another program or processor, and where the file is lost or spoilt', async () => {
    await measure({ 0: 20 });
    expect(await measure({ 0: 30 }, 'another processor')).toMatchObject({ baselineMs: 30, steady: true });
    for (const spoilt of ['', '{"identity":"pro', '{"identity":"program and processor","baselines":{"0":null}}', '[]', 'null']) {
      writeFileSync(file, spoilt);
      expect(await measure({ 0: 10 })).toMatchObject({ baselineMs: 10, lastMs: 10, steady: true });
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ identity: 'program and processor', baselines: { 0: 10 } });
    }
  });

  it('that fails is told of, and leaves what was known', async () => {
    const log: string[] = [];
    let runs = () => Promise.resolve([20]);
    const keeper = new CanaryKeeper({ file, identity: 'x', cores: [{ core: 0, run: () => runs() }], log: (message) => log.push(message) });
    await keeper.measure();
    runs = () => Promise.reject(new Error('no jail'));
    await keeper.measure();
    expect(keeper.state).toMatchObject({ lastMs: 20, steady: true });
    expect(log).toEqual(['The canary could not be measured']);
  });
});
