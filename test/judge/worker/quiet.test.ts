import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Quiet } from '#judge/worker/quiet.js';

describe('quiet', () => {
  it('comes when those at work have ended, and holds the others back until it is over', async () => {
    const quiet = new Quiet();
    const said: string[] = [];
    const work = (name: string, ms: number) => quiet.work(async () => {
      said.push(`${name} begins`);
      await sleep(ms);
      said.push(`${name} ends`);
      return name;
    });
    const early = [work('a', 30), work('b', 60)];
    const alone = quiet.inQuiet(async () => {
      said.push('quiet begins');
      await sleep(20);
      said.push('quiet ends');
    }, 5_000);
    const late = work('c', 1);
    expect(await alone).toBe(true);
    expect(await Promise.all([...early, late])).toEqual(['a', 'b', 'c']);
    expect(said).toEqual(['a begins', 'b begins', 'a ends', 'b ends', 'quiet begins', 'quiet ends', 'c begins', 'c ends']);
  });

  it('is at once where nobody works', async () => {
    let came = false;
    expect(await new Quiet().inQuiet(() => Promise.resolve(void (came = true)), 0)).toBe(true);
    expect(came).toBe(true);
  });

  it('gives up where somebody works for too long, and holds nobody back then', async () => {
    const quiet = new Quiet();
    let end!: () => void;
    const long = quiet.work(() => new Promise<void>((resolve) => (end = resolve)));
    expect(await quiet.inQuiet(() => Promise.reject(new Error('it was not quiet')), 20)).toBe(false);
    expect(await quiet.work(() => Promise.resolve('at work'))).toBe('at work');
    end();
    await long;
    expect(await quiet.inQuiet(() => Promise.resolve(), 1_000)).toBe(true);
  });

  it('ends when what needed it, or what it waits for, fails', async () => {
    const quiet = new Quiet();
    const failing = quiet.work(() => sleep(20).then(() => Promise.reject(new Error('work'))));
    const alone = quiet.inQuiet(() => Promise.reject(new Error('quiet')), 5_000);
    await expect(failing).rejects.toThrow('work');
    await expect(alone).rejects.toThrow('quiet');
    expect(await quiet.work(() => Promise.resolve('at work'))).toBe('at work');
  });
});
