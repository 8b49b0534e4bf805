/** What slots do while nothing waits to be judged. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxFailure } from '../core/run.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { FilesUnavailable, type PackageFiles } from '../steps/package-files.js';
import { PackageFault } from '../steps/programs.js';
import type { BlobCache } from './blob-cache.js';

/** Not all slots at once, so that the next judging does not wait for one. */
export class Spare {
  private taken = 0;

  /** `most`: at once. */
  constructor(private readonly most: number) {}

  /** False where enough slots are at something else already; else as `act` answers. */
  async use(act: () => Promise<boolean>): Promise<boolean> {
    if (this.taken >= this.most) return false;
    this.taken++;
    try {
      return await act();
    } finally {
      this.taken--;
    }
  }
}

export interface SpareJobsOptions {
  blobs: BlobCache;
  spoolFolder: string;
  spare: Spare;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

const RETRY_MS = 500;

/** Where it is done. `abort` ends it early: we are draining, or it is not ours any more. */
export interface SpareSlot {
  sandbox: Sandbox;
  slot: number;
  abort: AbortController;
}

/** One kind of such work: claimed, then done or given back, and its result written. */
export abstract class SpareJobs<Claim extends { id: string }> {
  private readonly atWork = new Set<AbortController>();
  private draining = false;

  /** `what` a claim is, as the log says it. */
  protected constructor(private readonly jobs: Pick<SpareJobsOptions, 'spare' | 'log'>, readonly what: string, private readonly claim: () => Promise<Claim | null>) {}

  /** Claims one and does it, or goes on with it for some seconds. False: there is none, or enough slots are at something else. */
  async serveOne(sandbox: Sandbox, slot: number): Promise<boolean> {
    if (this.draining) return false;
    return this.jobs.spare.use(async () => {
      const claim = await this.claim();
      if (claim === null) return false;
      const abort = new AbortController();
      this.atWork.add(abort);
      if (this.draining) abort.abort();
      try {
        await this.work(claim, { sandbox, slot, abort });
      } finally {
        this.atWork.delete(abort);
      }
      return true;
    });
  }

  /** Those at work are ended and given back. */
  drain(): void {
    this.draining = true;
    for (const abort of this.atWork) abort.abort();
  }

  protected abstract work(claim: Claim, at: SpareSlot): Promise<void>;

  /** Writes a result until the database has taken it, or we are draining: then its lease runs out. */
  protected async write(claim: Claim, write: () => Promise<unknown>): Promise<void> {
    while (!this.draining) {
      try {
        await write();
        return;
      } catch (error) {
        this.jobs.log(`The result of ${this.what} ${claim.id} could not be written yet`, { error: String(error) });
        await sleep(RETRY_MS);
      }
    }
  }

  protected complain(claim: Claim, error: unknown): void {
    this.jobs.log(`Work on ${this.what} ${claim.id} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const SLICE_MS = 3_000;

/** How some seconds of it ended. */
export type SliceEnd = 'over' | 'goes on' | { failure: string };

/** What is given back after some seconds, so that whoever submits meanwhile does not wait for thousands of tests. */
export abstract class SlicedJobs<Claim extends { id: string }> extends SpareJobs<Claim> {
  protected constructor(private readonly sliced: SpareJobsOptions, what: string, claim: () => Promise<Claim | null>) {
    super(sliced, what, claim);
  }

  /**
   * A failure of the jail is tried once more; files are asked for until the database is back.
   *
   * @param act goes on with it until `isTime` says that others may want the slot
   */
  protected async slice(claim: Claim, slot: number, signal: AbortSignal, act: (with_: { packageFiles: PackageFiles; spoolFolder: string; isTime: () => boolean }) => Promise<'over' | 'goes on'>): Promise<SliceEnd> {
    const spoolFolder = join(this.sliced.spoolFolder, `slot-${slot}`);
    const until = performance.now() + SLICE_MS;
    for (let failures = 0; ; ) {
      const files = this.sliced.blobs.borrow();
      try {
        await mkdir(spoolFolder, { recursive: true, mode: 0o711 });
        return await act({ packageFiles: files, spoolFolder, isTime: () => performance.now() >= until });
      } catch (error) {
        if (signal.aborted) return 'goes on';
        if (error instanceof PackageFault) return { failure: error.message };
        this.complain(claim, error);
        if (error instanceof FilesUnavailable) {
          await sleep(RETRY_MS);
          return 'goes on';
        }
        if (++failures > 1 || !(error instanceof SandboxFailure)) return { failure: `The judge failed: ${error instanceof Error ? error.message : String(error)}` };
      } finally {
        files.done();
      }
    }
  }
}
