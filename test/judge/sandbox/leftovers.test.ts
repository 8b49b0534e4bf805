/** What a judge that dies leaves behind, and what the next one of its name makes of it. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { mountsBelow } from '#judge/sandbox/mounts.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import { processesOf } from './bench.js';
import { isAlive, processesOfJudge } from './processes.js';

it.each([
  ['a killed judge', false],
  ['a killed judge whose spawner and nsjails are frozen', true],
])('%s: its jails end by themselves, the rest is swept at the next start', async (_, frozen) => {
  const instance = `test-killed-${process.pid}`;
  const stateDir = `/var/lib/arbiter/${instance}`;
  const uid = 200_000 + (process.pid % 100_000) * 4 + 2;
  const judge = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', fileURLToPath(new URL('killed-judge.ts', import.meta.url)), instance, stateDir, String(uid)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    judge.stdout.once('data', resolve);
    judge.once('exit', () => reject(new Error('the judge ended too soon')));
  });
  expect(processesOf([uid]).length).toBeGreaterThanOrEqual(6);
  const { spawners, nsjails } = processesOfJudge(judge.pid);
  expect([spawners.length, nsjails.length]).toEqual([1, 3]);
  if (frozen) for (const pid of [...spawners, ...nsjails]) process.kill(pid, 'SIGSTOP');
  judge.kill('SIGKILL');
  await vi.waitFor(() => expect(processesOf([uid])).toEqual([]), { timeout: 5_000 });
  await vi.waitFor(() => expect([...spawners, ...nsjails].filter(isAlive)).toEqual([]), { timeout: 5_000 });

  const cgroups = openCgroups(instance);
  expect(cgroups.list()).toHaveLength(3);
  expect(mountsBelow(stateDir).length).toBeGreaterThan(2);
  const sandbox = await createSandbox({ slot: 0, core: null, uid, stateDir, nsjailPath: '/unused', launcherPath: await buildLauncher(join(stateDir, 'bin')), cgroups });
  expect(cgroups.list()).toEqual([]);
  expect(mountsBelow(join(stateDir, 'slot-0/scratch'))).toEqual([]);
  expect(readdirSync(join(stateDir, 'slot-0')).sort()).toEqual(['pipes', 'policy.kafel', 'root', 'runs', 'view']);
  await sandbox.close();
  cgroups.close();
  expect(mountsBelow(stateDir)).toEqual([]);
  expect(readdirSync(stateDir)).toEqual(['bin']);
  await rm(stateDir, { recursive: true });
});
