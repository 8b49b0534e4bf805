/** The cache on a real disk, without compilers: test/judge/steps/compile.test.ts has those. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptCompilation } from '#judge/steps/compile-cache.js';
import { DiskCompileCache } from '#judge/worker/compile-cache.js';

const MIB = 1024 * 1024;
const key = (digit: string) => digit.repeat(64);
let folder: string;
let said: string[];
beforeEach(() => {
  folder = join(mkdtempSync('/tmp/compile-cache-'), 'compiled');
  said = [];
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const open = (maxBytes = 100 * MIB) => DiskCompileCache.open({ folder, maxBytes, log: (message) => said.push(message) });

function compilation(content: string | Buffer = 'program'): KeptCompilation {
  return {
    result: { ok: true, log: 'a warning\nü', cpuMs: 12.5, wallMs: 20 },
    files: [
      { path: 'empty', mode: 0o777, ofJail: false, modifiedSeconds: 1, content: null },
      { path: 'empty-file', mode: 0o644, ofJail: false, modifiedSeconds: 2, content: Buffer.alloc(0) },
      { path: 'a\nb/.program', mode: 0o755, ofJail: true, modifiedSeconds: 3, content: Buffer.from(content as string) },
    ],
  };
}

/** Counts how often something was made. */
function maker(keep: KeptCompilation | null = compilation()) {
  const maker = { times: 0, make: () => (maker.times++, Promise.resolve({ made: 'made', keep })) };
  return maker;
}

/** Whether it was there; makes it otherwise. */
async function isThere(cache: DiskCompileCache, name: string, size = 1): Promise<boolean> {
  return 'kept' in (await cache.get(key(name), maker(compilation(Buffer.alloc(size))).make));
}

describe('a compilation', () => {
  it('is made once and then had as it was', async () => {
    const cache = await open();
    const once = maker();
    expect(await cache.get(key('a'), once.make)).toEqual({ made: 'made' });
    expect(await cache.get(key('a'), once.make)).toEqual({ kept: compilation() });
    expect(once.times).toBe(1);
    expect(await cache.get(key('b'), once.make)).toEqual({ made: 'made' });
    expect(cache.counts).toEqual({ hits: 1, misses: 2, evictions: 0 });
  });

  it('is still there for the next judge, and nobody else can read it', async () => {
    await (await open()).get(key('a'), maker().make);
    writeFileSync(join(folder, `${key('b')}.7`), 'as a killed judge leaves it');
    const next = await open();
    expect(await next.get(key('a'), maker().make)).toEqual({ kept: compilation() });
    expect(readdirSync(folder)).toEqual([key('a')]);
    expect([folder, join(folder, key('a'))].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '600']);
  });

  it('that may not be kept is made each time', async () => {
    const cache = await open();
    const never = maker(null);
    await cache.get(key('a'), never.make);
    await cache.get(key('a'), never.make);
    expect([never.times, cache.bytes, readdirSync(folder)]).toEqual([2, 0, []]);
  });

  it('is made all the same where the disk takes nothing', async () => {
    const cache = await open();
    rmSync(folder, { recursive: true });
    expect(await cache.get(key('a'), maker().make)).toEqual({ made: 'made' });
    expect(said).toEqual(['A compilation could not be kept']);
    expect(cache.bytes).toBe(0);
  });
});

describe('damage', () => {
  const damages: [what: string, damage: (path: string) => void][] = [
    ['deleted', (path) => rmSync(path)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['cut short', (path) => truncateSync(path, statSync(path).size - 1)],
    ['cut to its first line', (path) => truncateSync(path, 65)],
    ['changed in its last byte', (path) => change(path, -1)],
    ['changed in its header', (path) => change(path, 100)],
    ['changed in its hash', (path) => change(path, 3)],
    ['replaced by the entry of another key', (path) => writeFileSync(path, readFileSync(join(folder, key('b'))))],
    ['replaced by a folder', (path) => (rmSync(path), mkdirSync(join(path, 'x'), { recursive: true }))],
  ];
  const change = (path: string, at: number) => {
    const bytes = readFileSync(path);
    const place = at < 0 ? bytes.length + at : at;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(path, bytes);
  };
  for (const [what, damage] of damages) {
    for (const restarted of [false, true]) {
      it(`is noticed where an entry was ${what}${restarted ? ' while no judge ran' : ''}, and it is made again`, async () => {
        let cache = await open();
        await cache.get(key('a'), maker().make);
        await cache.get(key('b'), maker(compilation('another')).make);
        const { bytes } = cache;
        damage(join(folder, key('a')));
        if (restarted) cache = await open();
        const again = maker();
        expect(await cache.get(key('a'), again.make)).toEqual({ made: 'made' });
        expect(await cache.get(key('a'), again.make)).toEqual({ kept: compilation() });
        expect([again.times, cache.bytes]).toEqual([1, bytes]);
        expect(await cache.get(key('b'), again.make)).toEqual({ kept: compilation('another') });
      });
    }
  }
});

describe('the least recently used', () => {
  it('goes when there are too many bytes', async () => {
    const cache = await open(3.5 * MIB);
    for (const name of ['a', 'b', 'c']) expect(await isThere(cache, name, MIB)).toBe(false);
    expect(await isThere(cache, 'a')).toBe(true);
    expect(await isThere(cache, 'd', MIB)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([key('a'), key('c'), key('d')]);
    expect(cache.counts.evictions).toBe(1);
    expect(cache.bytes).toBeLessThanOrEqual(3.5 * MIB);
    expect(await isThere(cache, 'b', MIB)).toBe(false);
    expect(existsSync(join(folder, key('c')))).toBe(false);
  });

  it('is known after a restart, and a smaller limit is kept at once', async () => {
    const first = await open();
    for (const name of ['a', 'b', 'c']) await isThere(first, name, MIB);
    for (const [index, name] of ['b', 'c', 'a'].entries()) utimesSync(join(folder, key(name)), 1000 + index, 1000 + index);
    await isThere(await open(), 'b');
    const small = await open(2.5 * MIB);
    expect(readdirSync(folder).sort()).toEqual([key('a'), key('b')]);
    expect(await isThere(small, 'b')).toBe(true);
  });

  it('are not pushed out by one that is larger than all the room', async () => {
    const cache = await open(1.5 * MIB);
    await isThere(cache, 'a', MIB);
    expect(await isThere(cache, 'b', 2 * MIB)).toBe(false);
    expect(await isThere(cache, 'b', 2 * MIB)).toBe(false);
    expect(await isThere(cache, 'a')).toBe(true);
  });

  it('counts whole blocks, so that many small ones do not take more of the disk', async () => {
    const cache = await open(8192);
    for (const name of ['a', 'b', 'c', 'd']) await isThere(cache, name);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

describe('of several who want the same at once', () => {
  /** Made when it is told to. */
  function held(keep: KeptCompilation | null, error: Error | null = null) {
    const calls: (() => void)[] = [];
    const make = () => new Promise<{ made: string; keep: KeptCompilation | null }>((resolve, reject) => calls.push(() => (error ? reject(error) : resolve({ made: 'made', keep }))));
    return { calls, make };
  }
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('one makes it, and the others have it from that one', async () => {
    const cache = await open();
    const { calls, make } = held(compilation());
    const all = Promise.all([1, 2, 3, 4].map(() => cache.get(key('a'), make)));
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]!();
    expect(await all).toEqual([{ made: 'made' }, ...Array(3).fill({ kept: compilation() })]);
    expect(cache.counts).toMatchObject({ hits: 3, misses: 1 });
  });

  it('the next one makes it where the first has failed', async () => {
    const cache = await open();
    const failing = held(null, new Error('the jail broke'));
    const good = held(compilation());
    const first = cache.get(key('a'), failing.make).catch((error: Error) => error.message);
    const others = Promise.all([1, 2, 3].map(() => cache.get(key('a'), good.make)));
    await turn();
    failing.calls[0]!();
    expect(await first).toBe('the jail broke');
    await turn();
    expect(good.calls).toHaveLength(1);
    good.calls[0]!();
    expect(await others).toEqual([{ made: 'made' }, ...Array(2).fill({ kept: compilation() })]);
  });

  it('each makes its own, all at once, where it may not be kept', async () => {
    const cache = await open();
    const { calls, make } = held(null);
    const all = Promise.all([1, 2, 3].map(() => cache.get(key('a'), make)));
    await turn();
    calls[0]!();
    await turn();
    expect(calls).toHaveLength(3);
    calls.forEach((finish) => finish());
    expect(await all).toEqual(Array(3).fill({ made: 'made' }));
  });

  it('nobody waits for another key', async () => {
    const cache = await open();
    const { calls, make } = held(compilation());
    const waiting = cache.get(key('a'), make);
    expect(await cache.get(key('b'), maker().make)).toEqual({ made: 'made' });
    calls[0]!();
    await waiting;
  });
});
