/** A sandbox of a script's own: real jails, beside those of the judges of this machine. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import type { Sandbox } from '#judge/sandbox/sandbox.js';
import { STATE_FOLDER } from '../start/instance.js';

/** Above the uids that judges give to their slots, below those of tests. */
const FIRST_UID = 2_500_000;
const UIDS = 100_000;

export async function withSandbox<T>(nsjail: string, use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const instance = `script-${process.pid}`;
  const stateDir = join(STATE_FOLDER, instance);
  const cgroups = openCgroups(instance);
  try {
    const sandbox = await createSandbox({
      slot: 0,
      core: allowedCores().at(-1)!,
      uid: FIRST_UID + (process.pid % UIDS),
      stateDir,
      nsjailPath: findNsjail(nsjail),
      launcherPath: await buildLauncher(join(STATE_FOLDER, 'launcher')),
      cgroups,
    });
    try {
      return await use(sandbox);
    } finally {
      await sandbox.close();
    }
  } finally {
    cgroups.close();
    await rm(stateDir, { recursive: true, force: true });
  }
}
