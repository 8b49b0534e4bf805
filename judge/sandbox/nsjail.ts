/**
 * The sandbox: a slot that sets up one-use jails with nsjail. See sandbox.ts for what it promises.
 *
 * A slot has a folder of its own, `<stateDir>/slot-<n>`, with the prepared root of its jails, its pipes, its scratch
 * folders, the files of nsjails that are being started and a view of the instance's folder, through which inputs are opened; and
 * cgroups named `slot<n>-…`. What a judge that was killed has left of the same slot is swept first. A judge that dies
 * closes the spawner's socket, and so ends its jails, by itself.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SandboxFailure } from '../core/run.js';
import type { Cgroups } from './cgroup.js';
import { Cleanup } from './cleanup.js';
import { makeFifoPool } from './fifo.js';
import { makeJailRoot } from './jail-root.js';
import { Lanes } from './lanes.js';
import { policyPath, spawnerBeside } from './launcher.js';
import { bindUntouched, unmountBelow } from './mounts.js';
import { prepareRun } from './ready-run.js';
import type { ReadyRun, Sandbox, Scratch } from './sandbox.js';
import { makeScratch, scratchFolder } from './scratch.js';
import { Spawner } from './spawner.js';
import type { Workplace } from './workplace.js';

export interface SandboxOptions {
  /** Number of the slot, from 0; no two sandboxes of an instance share it. */
  slot: number;
  /** The core that runs are bound to. Null: any, for work whose time does not count. */
  core: number | null;
  /** Host uid (and gid) of the slot's jails: a high one that nobody else has, another for each slot. */
  uid: number;
  /** A folder of this instance that is not below one that others cannot enter (not below /root). */
  stateDir: string;
  nsjailPath: string;
  /** From buildLauncher, which puts the spawner beside it. */
  launcherPath: string;
  cgroups: Cgroups;
}

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { slot, uid, core, cgroups } = options;
  const folder = join(options.stateDir, `slot-${slot}`);
  const prefix = `slot${slot}-`;
  await cgroups.sweep(prefix);
  await unmountBelow(folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const cleanup = new Cleanup();
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  try {
    const root = await makeJailRoot(join(folder, 'root'), options.launcherPath);
    cleanup.add(() => root.remove());
    const fifos = await makeFifoPool(join(folder, 'pipes'));
    cleanup.add(() => fifos.remove());
    const view = join(folder, 'view');
    await mkdir(view);
    cleanup.add(() => unmountBelow(view));
    await bindUntouched(options.stateDir, view);
    const files = join(folder, 'runs');
    await mkdir(files, { mode: 0o700 });
    // A copy: a build of a newer version replaces the program's files under a judge that runs.
    const policy = join(folder, 'policy.kafel');
    await copyFile(policyPath(), policy);
    const cores = core === null ? availableParallelism() : 1;
    const spawner = new Spawner(spawnerBeside(options.launcherPath));
    cleanup.add(() => spawner.close());
    const lanes = new Lanes(spawner, options.nsjailPath, files);
    cleanup.add(() => lanes.close());
    return new NsjailSandbox(prefix, folder, cleanup, { policyPath: policy, uid, core, cores, cgroups, root, fifos, lanes, view: { of: options.stateDir, at: view } });
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

class NsjailSandbox implements Sandbox {
  private readonly runs = new Set<ReadyRun>();
  private readonly preparing = new Set<Promise<ReadyRun>>();
  private readonly scratches = new Set<Scratch>();
  private made = 0;
  private closed: Promise<void> | null = null;

  constructor(
    private readonly prefix: string,
    private readonly folder: string,
    private readonly cleanup: Cleanup,
    private readonly place: Workplace,
  ) {}

  async prepare(spec: Parameters<Sandbox['prepare']>[0]): Promise<ReadyRun> {
    this.refuseWhenClosed();
    const number = ++this.made;
    const preparing = prepareRun(spec, { number, name: `${this.prefix}${number}` }, this.place, (over) => this.runs.delete(over));
    this.preparing.add(preparing);
    try {
      const run = await preparing;
      this.runs.add(run);
      return run;
    } finally {
      this.preparing.delete(preparing);
    }
  }

  async scratch(limits: { bytes: number; inodes: number }): Promise<Scratch> {
    this.refuseWhenClosed();
    const scratch = await makeScratch(scratchFolder(this.folder, ++this.made), this.place.uid, limits);
    this.scratches.add(scratch);
    return {
      path: scratch.path,
      remove: async () => {
        await this.place.lanes.forget(scratch.path);
        await scratch.remove();
        this.scratches.delete(scratch);
      },
    };
  }

  refresh(): Promise<void> {
    this.refuseWhenClosed();
    return this.place.root.refresh();
  }

  async pipe() {
    this.refuseWhenClosed();
    const fifo = await this.place.fifos.take();
    const ends = fifo.open('blocking');
    return { ...ends, giveBack: () => fifo.giveBack() };
  }

  close(): Promise<void> {
    this.closed ??= this.closeOnce();
    return this.closed;
  }

  private async closeOnce(): Promise<void> {
    await Promise.allSettled(this.preparing);
    const ended = await Promise.allSettled([...this.runs].map((run) => run.discard()));
    await this.place.lanes.close();
    const removed = await Promise.allSettled([...this.scratches].map((scratch) => scratch.remove()));
    await this.place.cgroups.sweep(this.prefix);
    await this.cleanup.run();
    for (const result of [...ended, ...removed]) if (result.status === 'rejected') throw result.reason;
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new SandboxFailure('this sandbox was closed');
  }
}
