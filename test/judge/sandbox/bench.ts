/** A slot with its own instance for one test file, programs to run in it, and the check that a run leaves nothing behind. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, vi } from 'vitest';
import type { RunLimits, RunReport } from '#judge/core/run.js';
import { openCgroups, type Cgroups } from '#judge/sandbox/cgroup.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { mountsBelow } from '#judge/sandbox/mounts.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import type { RunSpec, Sandbox } from '#judge/sandbox/sandbox.js';

/**
 * Whether this is a machine in a program (`npm run test:cgroup2`): user-mode Linux books CPU time in steps of 10 ms, takes twenty
 * times as long for system calls and page faults, and does not show seccomp the calls by the 32-bit entry.
 */
export const EMULATED = process.env['ARBITER_EMULATED_MACHINE'] === '1';

export const LIMITS: RunLimits = {
  cpuMs: 5_000,
  wallMs: 10_000,
  memoryKib: 64 * 1024,
  outputBytes: 64 * 1024,
  stderrBytes: 1024,
  processes: 16,
  fileBytes: 1024 * 1024,
};

export type Outcome = RunReport & { output: string };

export interface Bench {
  readonly sandbox: Sandbox;
  readonly cgroups: Cgroups;
  readonly stateDir: string;
  readonly uid: number;
  /** Runs program.c with an action of its own, or any other command. */
  spec(command: readonly string[], overrides?: Partial<Omit<RunSpec, 'limits'>> & { limits?: Partial<RunLimits> }): { spec: RunSpec; output: () => string };
  run(command: readonly string[], overrides?: Parameters<Bench['spec']>[1]): Promise<Outcome>;
  act(...action: (string | number)[]): readonly string[];
  /** Asserts that nothing of any run is there: processes, cgroups, files, descriptors; and no mount that was not there at first. */
  expectNothingLeft(): Promise<void>;
  anotherSlot(): Promise<Sandbox>;
  close(): Promise<void>;
}

export async function makeBench(name: string): Promise<Bench> {
  const instance = `test-${name}-${process.pid}`;
  const stateDir = `/var/lib/arbiter/${instance}`;
  const uid = 200_000 + (process.pid % 100_000) * 4;
  const programs = join(stateDir, 'programs');
  await mkdir(programs, { recursive: true });
  const source = fileURLToPath(new URL('program.c', import.meta.url));
  await execa('gcc', ['-O1', '-static', '-pthread', '-w', '-o', join(programs, 'program'), source]);
  const cgroups = openCgroups(instance);
  const launcherPath = await buildLauncher(join(stateDir, 'bin'));
  const options = { core: allowedCores()[0] ?? null, stateDir, nsjailPath: findNsjail(process.env['ARBITER_NSJAIL']), launcherPath, cgroups };
  const sandbox = await createSandbox({ ...options, slot: 0, uid });
  const others: Sandbox[] = [];
  const mounts = mountsBelow(stateDir).length;
  const descriptors = openDescriptors();

  const bench: Bench = {
    sandbox,
    cgroups,
    stateDir,
    uid,
    spec(command, overrides = {}) {
      const parts: Buffer[] = [];
      const spec: RunSpec = {
        mounts: [{ from: programs, to: '/program' }],
        input: { kind: 'empty' },
        output: { kind: 'consume', chunk: (bytes) => parts.push(bytes) },
        ...overrides,
        command,
        limits: { ...LIMITS, ...overrides.limits },
      };
      return { spec, output: () => Buffer.concat(parts).toString() };
    },
    async run(command, overrides) {
      const { spec, output } = bench.spec(command, overrides);
      const run = await sandbox.prepare(spec);
      const report = await run.go();
      return { ...report, output: output() };
    },
    act: (...action) => ['/program/program', ...action.map(String)],
    async expectNothingLeft() {
      // Where nsjail was killed, its launcher may be on its way out still: it has nothing open and nothing below it then.
      await vi.waitFor(() => expect(processesOf([uid, uid + 1])).toEqual([]), { timeout: 1_000, interval: 5 });
      expect(cgroups.list()).toEqual([]);
      expect(readdirSync(join(stateDir, 'slot-0/runs'))).toEqual([]);
      expect(openDescriptors()).toBe(descriptors);
      if (others.length === 0) expect(mountsBelow(stateDir)).toHaveLength(mounts);
    },
    async anotherSlot() {
      const other = await createSandbox({ ...options, core: allowedCores().at(-1) ?? null, slot: 1, uid: uid + 1 });
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      await sandbox.close();
      cgroups.close();
      expect(mountsBelow(stateDir)).toEqual([]);
      await rm(stateDir, { recursive: true });
    },
  };
  return bench;
}

export function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Pids of the processes of these users. */
export function processesOf(uids: readonly number[]): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        return uids.includes(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])) && !/^State:\s+Z/m.test(status);
      } catch {
        return false; // not a pid, or ended
      }
    });
}
