/** The canary (canary.c): made from its source, and run in a jail as any program is. When and against what, judge/worker/canary.ts knows. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxFailure, type RunLimits } from '../core/run.js';
import { besideSources, compile } from './launcher.js';
import type { Sandbox } from './sandbox.js';

const SOURCE = 'canary.c';
const LIMITS: RunLimits = { cpuMs: 10_000, wallMs: 30_000, memoryKib: 64 * 1024, outputBytes: 1024, stderrBytes: 1024, processes: 4, fileBytes: 4096 };

export interface CanaryProgram {
  path: string;
  /** Figures of programs with another identity do not compare. */
  identity: string;
}

/** Compiles it into `folder`, unless this very source was compiled there before: a newer compiler changes nothing. */
export async function buildCanary(folder: string): Promise<CanaryProgram> {
  const path = join(folder, `canary-${hashOf(await readFile(besideSources(SOURCE)))}`);
  await mkdir(folder, { recursive: true });
  if (!existsSync(path)) await compile([SOURCE], path);
  return { path, identity: hashOf(await readFile(path)) };
}

/** CPU times of so many runs on the sandbox's core, in ms. Nothing else should run on this host meanwhile. */
export async function runCanary(sandbox: Sandbox, program: CanaryProgram, runs: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < runs) {
    const run = await sandbox.prepare({ command: ['/canary'], mounts: [{ from: program.path, to: '/canary' }], limits: LIMITS, input: { kind: 'empty' }, output: { kind: 'consume', chunk: () => undefined } });
    const { exit, cpuMs } = await run.go();
    if (exit?.kind !== 'exited' || exit.code !== 0) throw new SandboxFailure(`the canary ended otherwise than it should: ${JSON.stringify(exit)}`);
    times.push(cpuMs);
  }
  return times;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
