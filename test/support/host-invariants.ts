/**
 * What must hold on the host after a run, whatever the program did: nothing of it is left, and nothing else has changed.
 * A look at the host is a flat list of named facts, so that a failed comparison names what differs.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync, statfsSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { mountsBelow } from '#judge/sandbox/mounts.js';
import type { TestJudge } from './judge.js';

/** Facts by name. */
export type Look = Record<string, unknown>;

/** The last process of a jail may be on its way out still when its report is in. */
const SETTLE_MS = 3_000;
/** Others use this machine's disk and shared memory as well. */
const TOLERANCE = { diskMib: 1024, inodes: 20_000, sharedMemoryMib: 512 } as const;

/** Everything that a judge's jails could leave on the host. Take one look before, when they are at rest, and compare another with it after. */
export async function lookAtHost({ place }: TestJudge): Promise<Look> {
  const { uid, stateDir, cgroups } = place;
  const root = join(stateDir, 'slot-0/root');
  const space = statfsSync(root);
  // Another judge of this process must see in time that a limit is passed: nothing here holds it up for long.
  const files = await filesOf(stateDir);
  const elsewhere: string[] = [];
  for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '/run', '/var/lib/arbiter', '/']) elsewhere.push(...(await ownedBy(uid, folder, stateDir)));
  return {
    'processes of the slot': processesOf(uid),
    cgroups: cgroups.list(),
    mounts: mountsBelow(stateDir),
    ...files,
    'files of the slot elsewhere': elsewhere,
    "space in the jails' root": [space.bfree, space.ffree],
    ...Object.fromEntries(['/etc/passwd', '/etc/shadow', '/etc/group', '/usr/bin/true', '/usr/bin/env'].map((path) => [path, contentOf(path)])),
    ...Object.fromEntries(['/', '/etc', '/usr', '/usr/bin', '/usr/lib', '/root', '/var/lib'].map((path) => [`${path} (folder)`, lstatSync(path).mode])),
    'hostname': readFileSync('/proc/sys/kernel/hostname', 'utf8'),
  };
}

/** Waits for the end of jails that stand ready, or are being set up, for runs that do not come. */
export async function untilAtRest({ place: { uid } }: TestJudge): Promise<void> {
  // While a jail is set up its first process is root's still, and is called as nsjail was.
  const nsjails = () => namesIn('/proc').filter((pid) => /^\d+$/.test(pid) && textOf(`/proc/${pid}/cmdline`).includes(`:${uid}:1\0`));
  await vi.waitFor(() => expect([...nsjails(), ...processesOf(uid)]).toEqual([]), { timeout: SETTLE_MS, interval: 20 });
}

/** Descriptors of this process by what they are, without numbers: a set that must not grow. */
export function descriptors(): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const name of readdirSync('/proc/self/fd')) {
    const target = targetOf(`/proc/self/fd/${name}`)?.replace(/\d+/g, '#');
    if (target && target !== '/proc/#/fd') counted[target] = (counted[target] ?? 0) + 1;
  }
  return counted;
}

/** What only can be compared roughly, because the machine has other users. */
export interface Room {
  diskMib: number;
  inodes: number;
  sharedMemoryMib: number;
}

export function room(stateDir: string): Room {
  const { bsize, bfree, ffree } = statfsSync(stateDir);
  const shared = Number(/^Shmem:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
  return { diskMib: (bsize * bfree) / 2 ** 20, inodes: ffree, sharedMemoryMib: shared / 1024 };
}

/** Compares the host with an earlier look, giving what ends a moment to end; then runs a program that must not notice anything. */
export async function expectHostAsBefore(judge: TestJudge, before: Look): Promise<void> {
  await vi.waitFor(async () => expect(changes(before, await lookAtHost(judge))).toEqual([]), { timeout: SETTLE_MS, interval: 20 });
  await expectNextRunUnaffected(judge);
}

function changes(before: Look, now: Look): string[] {
  const told = (look: Look, name: string) => (name in look ? JSON.stringify(look[name]) : 'nothing');
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.filter((name) => told(before, name) !== told(now, name)).map((name) => `${name}: ${told(before, name)} became ${told(now, name)}`);
}

export function expectRoomAsBefore(before: Room, now: Room): void {
  expect(before.diskMib - now.diskMib, 'MiB of disk that are gone').toBeLessThan(TOLERANCE.diskMib);
  expect(before.inodes - now.inodes, 'inodes that are gone').toBeLessThan(TOLERANCE.inodes);
  expect(now.sharedMemoryMib - before.sharedMemoryMib, 'MiB of shared memory more').toBeLessThan(TOLERANCE.sharedMemoryMib);
}

async function expectNextRunUnaffected({ sandbox }: TestJudge): Promise<void> {
  const chunks: Buffer[] = [];
  const limits = { cpuMs: 1000, wallMs: 10_000, memoryKib: 16 * 1024, outputBytes: 1024, stderrBytes: 1024, processes: 4, fileBytes: 1024 * 1024 };
  const run = await sandbox.prepare({
    command: ['/bin/sh', '-c', 'echo hello; ls -A /tmp /work /dev/shm'],
    mounts: [],
    limits,
    input: { kind: 'empty' },
    output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) },
  });
  const { exit, oomKills, cpuMs } = await run.go();
  expect({ exit, oomKills, output: Buffer.concat(chunks).toString() }).toEqual({ exit: { kind: 'exited', code: 0 }, oomKills: 0, output: 'hello\n/dev/shm:\n\n/tmp:\n\n/work:\n' });
  expect(cpuMs).toBeLessThan(200);
}

export function processesOf(uid: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const status = textOf(`/proc/${pid}/status`);
      return new RegExp(`^Uid:.*\\b${uid}\\b`, 'm').test(status) ? [`${pid} ${/^Name:\s*(.*)$/m.exec(status)?.[1] ?? ''}`] : [];
    });
}

/** Every file of the instance, those of the jails' root included, but not of what is bound into it. */
async function filesOf(stateDir: string): Promise<Look> {
  const facts: Look = {};
  const bound = new Set(mountsBelow(stateDir).filter((mount) => mount !== join(stateDir, 'slot-0/root')));
  const walk = async (folder: string) => {
    await breathe();
    for (const name of namesIn(folder).sort()) {
      const path = join(folder, name);
      const stats = statsOf(path);
      if (!stats || bound.has(path)) continue;
      // More pipes are made when they are wanted; each is root's and nobody may read it.
      if (path.includes('/slot-0/pipes/')) expect(stats.isFIFO() && stats.uid === 0 && (stats.mode & 0o777) === 0o602, path).toBe(true);
      else facts[path] = told(stats);
      if (stats.isDirectory()) await walk(path);
    }
  };
  await walk(stateDir);
  return facts;
}

function told(stats: Stats): string {
  const times = stats.isDirectory() ? '' : ` ${stats.size} bytes, changed ${stats.mtimeMs}`;
  return `mode ${stats.mode.toString(8)}, uid ${stats.uid}${times}`;
}

/** Files of a user in a folder and in those right below it. */
async function ownedBy(uid: number, folder: string, except: string): Promise<string[]> {
  const below = (parent: string) => namesIn(parent).map((name) => join(parent, name)).filter((path) => path !== except);
  const first = below(folder);
  const second = folder === '/' ? [] : first.filter((path) => statsOf(path)?.isDirectory()).flatMap(below);
  const found: string[] = [];
  for (const [at, path] of [...first, ...second].entries()) {
    if (at % 100 === 0) await breathe();
    if (statsOf(path)?.uid === uid) found.push(path);
  }
  return found;
}

function contentOf(path: string): string {
  return `${told(lstatSync(path))}, ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}

/** What others remove meanwhile is not there. */
function unlessGone<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}

const namesIn = (folder: string): string[] => unlessGone(() => readdirSync(folder)) ?? [];
const statsOf = (path: string): Stats | null => unlessGone(() => lstatSync(path));
const textOf = (path: string): string => unlessGone(() => readFileSync(path, 'utf8')) ?? '';
const targetOf = (path: string): string | null => unlessGone(() => readlinkSync(path));
