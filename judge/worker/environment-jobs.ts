/**
 * Packages that a problem on its way in asks for, chosen, fetched and installed; one request at a time.
 * judge/environments does it, this claims and reports.
 */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { EnvironmentAnswer } from '#contract/environment.js';
import type { ClaimedEnvironmentJob } from '#database/environments.js';
import { lockEnvironments } from '../environments/lock.js';
import type { Registries } from '../environments/registry.js';
import { withFolder, type EnvironmentStore } from '../environments/store.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Toolchains } from '../steps/programs.js';
import { NewsReporter } from './news.js';
import { Spare, SpareJobs, type SpareJobsOptions, type SpareSlot } from './spare.js';

/** database/environments.ts gives it. */
export interface EnvironmentQueue {
  claim: () => Promise<ClaimedEnvironmentJob | null>;
  /** False: it is not ours any more. */
  note: (claim: ClaimedEnvironmentJob, progress: { done: number; total: number }) => Promise<boolean>;
  send: (claim: ClaimedEnvironmentJob, hash: string, content: Readable) => Promise<void>;
  finish: (claim: ClaimedEnvironmentJob, answer: EnvironmentAnswer) => Promise<boolean>;
  release: (claim: ClaimedEnvironmentJob) => Promise<void>;
}

export interface EnvironmentJobsOptions extends Pick<SpareJobsOptions, 'spare' | 'log'> {
  queue: EnvironmentQueue;
  toolchains: Toolchains;
  store: EnvironmentStore;
  registries: Registries;
  /** Jails can reach it, and it is on the disk of the store. */
  folder: string;
}

/** As blobs are stored. */
const CHUNK_BYTES = 1024 * 1024;

const NEWS_INTERVAL_MS = 500;
const JUDGE_FAILED = { ecosystem: null, requirement: null, message: 'The judge failed while it installed them. Send the package again; if it happens again, its log says why.' };

export class EnvironmentJobs extends SpareJobs<ClaimedEnvironmentJob> {
  private readonly one = new Spare(1);

  constructor(private readonly options: EnvironmentJobsOptions) {
    super(options, 'request for packages', options.queue.claim);
  }

  override async serveOne(sandbox: Sandbox, slot: number): Promise<boolean> {
    return this.one.use(() => super.serveOne(sandbox, slot));
  }

  protected async work(claim: ClaimedEnvironmentJob, { sandbox, abort }: SpareSlot): Promise<void> {
    const { queue, toolchains, store, registries } = this.options;
    const progress = { done: 0, total: 0 };
    const reporter = new NewsReporter<typeof progress>((news) => queue.note(claim, Object.assign(progress, news)), () => abort.abort(), NEWS_INTERVAL_MS);
    let answer: EnvironmentAnswer | null = null;
    try {
      answer = await withFolder(this.options.folder, async (folder) => {
        const onProgress = (done: number, total: number) => reporter.take({ done, total });
        const { files, ...locked } = await lockEnvironments({ wanted: claim.wanted, sandbox, toolchains, registries, store, folder, onProgress, signal: abort.signal });
        if (locked.faults.length === 0) for (const [hash, path] of files) await queue.send(claim, hash, createReadStream(path, { highWaterMark: CHUNK_BYTES }));
        return locked;
      });
    } catch (error) {
      if (!abort.signal.aborted) this.complain(claim, error);
    }
    await reporter.end();
    if (abort.signal.aborted) await queue.release(claim).catch(() => undefined);
    else await this.write(claim, () => queue.finish(claim, answer ?? { environments: [], faults: [JUDGE_FAILED], warnings: [] }));
  }
}
