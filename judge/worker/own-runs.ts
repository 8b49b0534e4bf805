/**
 * Runs of people's own programs (contract/run.ts), one at a time in a slot that has no judging to do. What a run has
 * printed goes into its row while it works, which renews its lease as well.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedRun, RunNews } from '#database/runs.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { runOwn, type OwnRunDependencies, type OwnRunNews } from '../steps/run-own.js';
import type { BlobCache } from './blob-cache.js';
import { NewsReporter } from './news.js';
import type { Spare } from './spare.js';

/** database/runs.ts gives it. */
export interface RunQueue {
  claim: () => Promise<ClaimedRun | null>;
  /** False: the run is not ours any more. */
  note: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  finish: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  release: (claim: ClaimedRun) => Promise<void>;
}

export interface OwnRunsOptions extends Pick<OwnRunDependencies, 'toolchains' | 'programs' | 'compileCache' | 'environments'> {
  queue: RunQueue;
  blobs: BlobCache;
  spoolFolder: string;
  spare: Spare;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

const NEWS_INTERVAL_MS = 200;
const RETRY_MS = 500;

export class OwnRuns {
  private readonly atWork = new Set<AbortController>();
  private draining = false;

  constructor(private readonly options: OwnRunsOptions) {}

  /** Claims a run and brings it to its end. False: there is none, or enough slots are at something else. */
  async serveOne(sandbox: Sandbox, slot: number): Promise<boolean> {
    if (this.draining) return false;
    return this.options.spare.use(async () => {
      const claim = await this.options.queue.claim();
      if (claim === null) return false;
      const abort = new AbortController();
      this.atWork.add(abort);
      try {
        await this.run(sandbox, slot, claim, abort);
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

  private async run(sandbox: Sandbox, slot: number, claim: ClaimedRun, abort: AbortController): Promise<void> {
    const { queue, log } = this.options;
    const reporter = new NewsReporter<OwnRunNews>((news) => queue.note(claim, news), () => abort.abort(), NEWS_INTERVAL_MS);
    const result = await this.resultOf(sandbox, slot, claim, abort.signal, reporter).catch((error: unknown) => {
      if (!abort.signal.aborted) log(`Run ${claim.id} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return null;
    });
    await reporter.end();
    if (abort.signal.aborted) return await queue.release(claim).catch(() => undefined);
    await this.write(claim, result ?? { failure: 'The judge failed while it ran this. This is not the fault of your program: run it again.' });
  }

  private async resultOf(sandbox: Sandbox, slot: number, claim: ClaimedRun, signal: AbortSignal, reporter: NewsReporter<OwnRunNews>): Promise<OwnRunNews> {
    const { toolchains, programs, compileCache, environments, blobs } = this.options;
    const files = blobs.borrow();
    try {
      const spoolFolder = join(this.options.spoolFolder, `slot-${slot}`);
      await mkdir(spoolFolder, { recursive: true, mode: 0o711 });
      return await runOwn(
        {
          ...claim,
          files: claim.files.map(({ name, content }) => ({ name, content: Buffer.from(content) })),
          entryPoint: claim.entryPoint ?? undefined,
          problem: claim.package,
        },
        { sandbox, toolchains, programs, compileCache, environments, packageFiles: files, spoolFolder, signal, onNews: (news) => reporter.take(news), onPrinted: (text) => reporter.later(() => ({ stdout: text() })) },
      );
    } finally {
      files.done();
    }
  }

  /** Until the database has taken it, or the lease is long over. */
  private async write(claim: ClaimedRun, news: OwnRunNews): Promise<void> {
    while (!this.draining) {
      try {
        await this.options.queue.finish(claim, news);
        return;
      } catch (error) {
        this.options.log(`The result of run ${claim.id} could not be written yet`, { error: String(error) });
        await sleep(RETRY_MS);
      }
    }
  }
}
