/** Environments on a judge's disk: the least recently used go first, none that is held, and what an earlier boot left is made anew. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { LockedEnvironment } from '#contract/environment.js';
import { EnvironmentStore } from '#judge/environments/store.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
let folder: string;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['python3'] });
}, 120_000);
afterAll(() => judge.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arbiter-environments-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BOOT = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
const lockOf = (letter: string): LockedEnvironment => ({ ecosystem: 'python', runtime: 'any', requirements: [], packages: [], hash: letter.repeat(64) });
/** As a judge leaves one that was last used so many minutes ago. */
function leave(letter: string, bytes: number, minutesAgo: number, boot = BOOT): void {
  const place = join(folder, letter.repeat(64));
  mkdirSync(place);
  writeFileSync(`${place}.json`, JSON.stringify({ boot, bytes }));
  const at = new Date(Date.now() - minutesAgo * 60_000);
  utimesSync(`${place}.json`, at, at);
}
const open = (maxBytes: number) => EnvironmentStore.open({ folder, maxBytes, toolchains: judge.toolchains, log: () => undefined });
const hold = (store: EnvironmentStore, letter: string) =>
  store.hold(lockOf(letter), { sandbox: judge.sandbox, pathOf: () => Promise.reject(new Error('Nothing is to be made here')), signal: new AbortController().signal });
/** Letters of those that are there, with their notes. */
const there = () => readdirSync(folder).sort().map((name) => name.replace(/^(.)\1{63}/, '$1')).join(' ');

it('deletes the least recently used until they fit', async () => {
  leave('a', 1000, 30);
  leave('b', 1000, 20);
  leave('c', 1000, 10);
  const store = await open(2000);
  (await hold(store, 'a')).done();
  await vi.waitFor(() => expect(there()).toBe('a a.json c c.json'));
});

it('never deletes one that is held, and does so once it is given back', async () => {
  leave('a', 1000, 30);
  leave('b', 1000, 20);
  const store = await open(500);
  const [first, second] = [await hold(store, 'a'), await hold(store, 'a')];
  (await hold(store, 'b')).done();
  await vi.waitFor(() => expect(there()).toBe('a a.json'));
  first.done();
  first.done();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(there()).toBe('a a.json');
  second.done();
  await vi.waitFor(() => expect(there()).toBe(''));
});

it('takes over what an earlier judge left since the host was started, and nothing from before or half made', async () => {
  leave('a', 1000, 30);
  leave('b', 1000, 20, 'another boot');
  mkdirSync(join(folder, '.new-x'));
  mkdirSync(join(folder, `${'d'.repeat(64)}.old-1`));
  const store = await open(5000);
  expect(there()).not.toMatch(/\bb |new|old/);
  expect((await hold(store, 'a')).folder).toBe(join(folder, 'a'.repeat(64)));
});
