/**
 * Packages that a problem on its way in asks for, chosen, fetched and installed by a slot that has nothing else to do; one request at a
 * time. judge/environments does it, this claims and reports.
 */
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import type { EnvironmentAnswer } from '#contract/environment.js';
import { HEARTBEAT_SECONDS } from '#contract/judging.js';
import type { ClaimedEnvironmentJob } from '#database/environments.js';
import { lockEnvironments } from '../environments/lock.js';
import type { Registries } from '../environments/registry.js';
import { withFolder, type EnvironmentStore } from '../environments/store.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Toolchains } from '../steps/programs.js';
import type { Spare } from './spare.js';

/** database/environments.ts gives it. */
export interface EnvironmentQueue {
  claim: () => Promise<ClaimedEnvironmentJob | null>;
  /** False: it is not ours any more. */
  note: (claim: ClaimedEnvironmentJob, progress: { done: number; total: number }) => Promise<boolean>;
  send: (claim: ClaimedEnvironmentJob, hash: string, content: Readable) => Promise<void>;
  finish: (claim: ClaimedEnvironmentJob, answer: EnvironmentAnswer) => Promise<boolean>;
  release: (claim: ClaimedEnvironmentJob) => Promise<void>;
}

export interface EnvironmentJobsOptions {
  queue: EnvironmentQueue;
  toolchains: Toolchains;
  store: EnvironmentStore;
  registries: Registries;
  /** Jails can reach it, and it is on the disk of the store. */
  folder: string;
  spare: Spare;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

/** As blobs are stored. */
const CHUNK_BYTES = 1024 * 1024;

export class EnvironmentJobs {
  private atWork: AbortController | null = null;
  private claiming = false;
  private draining = false;

  constructor(private readonly options: EnvironmentJobsOptions) {}

  /** Claims a request and brings it to its end. False: there is none, one is under way, or enough slots are at something else. */
  async serveOne(sandbox: Sandbox): Promise<boolean> {
    if (this.draining || this.atWork || this.claiming) return false;
    return this.options.spare.use(async () => {
      this.claiming = true;
      const claim = await this.options.queue.claim().finally(() => (this.claiming = false));
      if (claim === null) return false;
      const abort = (this.atWork = new AbortController());
      if (this.draining) abort.abort();
      try {
        await this.run(sandbox, claim, abort);
      } finally {
        this.atWork = null;
      }
      return true;
    });
  }

  /** What is at work is given up and given back. */
  drain(): void {
    this.draining = true;
    this.atWork?.abort();
  }

  private async run(sandbox: Sandbox, claim: ClaimedEnvironmentJob, abort: AbortController): Promise<void> {
    const { queue, log, toolchains, store, registries } = this.options;
    const progress = { done: 0, total: 0 };
    const over = new AbortController();
    const renewing = this.keepRenewing(claim, progress, over.signal, abort);
    try {
      await withFolder(this.options.folder, async (folder) => {
        const onProgress = (done: number, total: number) => Object.assign(progress, { done, total });
        const { files, ...answer } = await lockEnvironments({ wanted: claim.wanted, sandbox, toolchains, registries, store, folder, onProgress, signal: abort.signal });
        if (answer.faults.length === 0) for (const [hash, path] of files) await queue.send(claim, hash, createReadStream(path, { highWaterMark: CHUNK_BYTES }));
        await queue.finish(claim, answer);
      });
    } catch (error) {
      if (!abort.signal.aborted) {
        log(`The packages of request ${claim.id} could not be installed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        const fault = { ecosystem: null, requirement: null, message: 'The judge failed while it installed them. Send the package again; if it happens again, its log says why.' };
        await queue.finish(claim, { environments: [], faults: [fault], warnings: [] }).catch(() => false);
      }
    } finally {
      over.abort();
      await renewing;
    }
    if (abort.signal.aborted) await queue.release(claim).catch(() => undefined);
  }

  private async keepRenewing(claim: ClaimedEnvironmentJob, progress: { done: number; total: number }, over: AbortSignal, abort: AbortController): Promise<void> {
    for (let ticks = 0, told = ''; !over.aborted; ticks++) {
      await sleep(500, undefined, { signal: over }).catch(() => undefined);
      if (over.aborted) return;
      const now = JSON.stringify(progress);
      if (now === told && ticks % (2 * HEARTBEAT_SECONDS) !== 0) continue;
      told = now;
      // A database that is away for a moment costs the news, not the work.
      if ((await this.options.queue.note(claim, { ...progress }).catch(() => true)) === false) abort.abort();
    }
  }
}
