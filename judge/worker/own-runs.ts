/**
 * Runs of people's own programs (contract/run.ts), one at a time in a slot that has no judging to do. What a run has
 * printed goes into its row while it works, which renews its lease as well.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEARTBEAT_SECONDS } from '#contract/judging.js';
import type { ClaimedRun, RunNews } from '#database/runs.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { runOwn, type OwnRunDependencies, type OwnRunNews } from '../steps/run-own.js';
import type { BlobCache } from './blob-cache.js';

/** database/runs.ts gives it. */
export interface RunQueue {
  claim: () => Promise<ClaimedRun | null>;
  /** False: the run is not ours any more. */
  note: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  finish: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  release: (claim: ClaimedRun) => Promise<void>;
}

export interface OwnRunsOptions extends Pick<OwnRunDependencies, 'toolchains' | 'programs' | 'compileCache'> {
  queue: RunQueue;
  blobs: BlobCache;
  spoolFolder: string;
  /** At once. */
  most: number;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

const NEWS_INTERVAL_MS = 200;
const RETRY_MS = 500;

export class OwnRuns {
  private readonly atWork = new Set<AbortController>();
  private claiming = 0;
  private draining = false;

  constructor(private readonly options: OwnRunsOptions) {}

  /** Claims a run and brings it to its end. False: there is none, or enough are under way. */
  async serveOne(sandbox: Sandbox, slot: number): Promise<boolean> {
    if (this.draining || this.atWork.size + this.claiming >= this.options.most) return false;
    this.claiming++;
    const claim = await this.options.queue.claim().finally(() => this.claiming--);
    if (claim === null) return false;
    const abort = new AbortController();
    this.atWork.add(abort);
    try {
      await this.run(sandbox, slot, claim, abort);
    } finally {
      this.atWork.delete(abort);
    }
    return true;
  }

  /** Those at work are ended and given back. */
  drain(): void {
    this.draining = true;
    for (const abort of this.atWork) abort.abort();
  }

  private async run(sandbox: Sandbox, slot: number, claim: ClaimedRun, abort: AbortController): Promise<void> {
    const { queue, log } = this.options;
    const reporter = new NewsReporter((news) => queue.note(claim, news), () => abort.abort());
    const result = await this.resultOf(sandbox, slot, claim, abort.signal, reporter).catch((error: unknown) => {
      if (!abort.signal.aborted) log(`Run ${claim.id} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return null;
    });
    await reporter.end();
    if (abort.signal.aborted) return await queue.release(claim).catch(() => undefined);
    await this.write(claim, result ?? { failure: 'The judge failed while it ran this. This is not the fault of your program: run it again.' });
  }

  private async resultOf(sandbox: Sandbox, slot: number, claim: ClaimedRun, signal: AbortSignal, reporter: NewsReporter): Promise<OwnRunNews> {
    const { toolchains, programs, compileCache, blobs } = this.options;
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
        { sandbox, toolchains, programs, compileCache, packageFiles: files, spoolFolder, signal, onNews: (news) => reporter.take(news), onPrinted: (text) => reporter.printed(text) },
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

/** Sends what is new at most five times a second, and that we are alive where nothing is. */
class NewsReporter {
  private news: OwnRunNews = {};
  private text: (() => string) | null = null;
  private readonly ended = new AbortController();
  private readonly sending: Promise<void>;

  constructor(
    private readonly send: (news: OwnRunNews) => Promise<boolean>,
    private readonly lost: () => void,
  ) {
    this.sending = this.keepSending();
  }

  take(news: OwnRunNews): void {
    this.news = { ...this.news, ...news };
  }

  printed(text: () => string): void {
    this.text = text;
  }

  /** Nothing is sent after this. */
  async end(): Promise<void> {
    this.ended.abort();
    await this.sending;
  }

  private async keepSending(): Promise<void> {
    for (let sentAt = performance.now(); !this.ended.signal.aborted; ) {
      await sleep(NEWS_INTERVAL_MS, undefined, { signal: this.ended.signal }).catch(() => undefined);
      if (this.ended.signal.aborted) return;
      const news = { ...this.news, ...(this.text ? { stdout: this.text() } : {}) };
      if (Object.keys(news).length === 0 && performance.now() - sentAt < HEARTBEAT_SECONDS * 1000) continue;
      [this.news, this.text, sentAt] = [{}, null, performance.now()];
      // A database that is away for a moment costs the news, not the run.
      if ((await this.send(news).catch(() => true)) === false) this.lost();
    }
  }
}
