/**
 * Checks of packages' data, some seconds at a time in a slot that has no judging and no run to do: whoever submits meanwhile does not
 * wait for a package with thousands of tests. What has been found is in the row a few times a second, so that a judge that is
 * killed costs nothing but the check that it was at.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_FAILED_CHECKS, type DataCheckCount, type FailedCheck } from '#contract/data-check.js';
import type { ClaimedDataCheck, DataCheckNews } from '#database/data-checks.js';
import { SandboxFailure } from '../core/run.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { checkData, type DataCheck, type DataDependencies } from '../steps/check-data.js';
import { FilesUnavailable } from '../steps/package-files.js';
import { PackageFault } from '../steps/programs.js';
import type { BlobCache } from './blob-cache.js';
import { NewsReporter } from './news.js';
import type { Spare } from './spare.js';

/** database/data-checks.ts gives it. */
export interface DataCheckQueue {
  claim: () => Promise<ClaimedDataCheck | null>;
  /** False: the check is not ours any more. */
  note: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
  finish: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
  release: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
}

export interface DataChecksOptions extends Pick<DataDependencies, 'programs'> {
  queue: DataCheckQueue;
  blobs: BlobCache;
  spoolFolder: string;
  spare: Spare;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

const SLICE_MS = 3_000;
const NEWS_INTERVAL_MS = 500;
const RETRY_MS = 500;
/** Of what a validator said. */
const MESSAGE_LENGTH = 2_000;

export class DataChecks {
  private readonly atWork = new Set<AbortController>();
  private draining = false;

  constructor(private readonly options: DataChecksOptions) {}

  /** Claims a check and goes on with it for some seconds. False: there is none, or enough slots are at something else. */
  async serveOne(sandbox: Sandbox, slot: number): Promise<boolean> {
    if (this.draining) return false;
    return this.options.spare.use(async () => {
      const claim = await this.options.queue.claim();
      if (claim === null) return false;
      const abort = new AbortController();
      this.atWork.add(abort);
      if (this.draining) abort.abort();
      try {
        await this.slice(sandbox, slot, claim, abort);
      } finally {
        this.atWork.delete(abort);
      }
      return true;
    });
  }

  /** Those at work are given back. */
  drain(): void {
    this.draining = true;
    for (const abort of this.atWork) abort.abort();
  }

  private async slice(sandbox: Sandbox, slot: number, claim: ClaimedDataCheck, abort: AbortController): Promise<void> {
    const { queue } = this.options;
    const found = new Found(claim);
    const reporter = new NewsReporter<DataCheckNews>((news) => queue.note(claim, news), () => abort.abort(), NEWS_INTERVAL_MS);
    const end = await this.endOf(sandbox, slot, claim, abort.signal, found, reporter);
    await reporter.end();
    if (end === 'goes on') await queue.release(claim, found.news()).catch(() => undefined);
    else await this.write(claim, { ...found.news(), failure: end === 'over' ? null : end.failure });
  }

  /** A failure of the jail is tried once more; files are asked for until the database is back. */
  private async endOf(sandbox: Sandbox, slot: number, claim: ClaimedDataCheck, signal: AbortSignal, found: Found, reporter: NewsReporter<DataCheckNews>): Promise<'over' | 'goes on' | { failure: string }> {
    const { programs, blobs, log } = this.options;
    const spoolFolder = join(this.options.spoolFolder, `slot-${slot}`);
    const until = performance.now() + SLICE_MS;
    for (let failures = 0; ; ) {
      const files = blobs.borrow();
      try {
        await mkdir(spoolFolder, { recursive: true, mode: 0o711 });
        const total = await checkData(claim.package, { sandbox, programs, packageFiles: files, spoolFolder, signal }, {
          done: found.done,
          onCheck(check, of) {
            found.take(check, of);
            reporter.later(() => found.news());
            return performance.now() < until;
          },
        });
        return found.isOver(total) ? 'over' : 'goes on';
      } catch (error) {
        if (signal.aborted) return 'goes on';
        if (error instanceof PackageFault) return { failure: error.message };
        log(`The check of data ${claim.id} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
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

  /** Until the database has taken it, or the lease is long over. */
  private async write(claim: ClaimedDataCheck, news: DataCheckNews): Promise<void> {
    while (!this.draining) {
      try {
        await this.options.queue.finish(claim, news);
        return;
      } catch (error) {
        this.options.log(`The result of the check of data ${claim.id} could not be written yet`, { error: String(error) });
        await sleep(RETRY_MS);
      }
    }
  }
}

/** What the slices before and this one have found. */
class Found {
  done: number;
  private total: number | null = null;
  private readonly counts: Map<DataCheckCount['kind'], DataCheckCount>;
  private readonly failed: FailedCheck[];

  constructor(claim: Pick<ClaimedDataCheck, 'done' | 'counts' | 'failed'>) {
    this.done = claim.done;
    this.counts = new Map(claim.counts.map((count) => [count.kind, { ...count }]));
    this.failed = [...claim.failed];
  }

  take({ name, kind, ok, message }: DataCheck, total: number): void {
    this.done++;
    this.total = total;
    const count = this.counts.get(kind) ?? { kind, checks: 0, failed: 0 };
    this.counts.set(kind, count);
    count.checks++;
    if (ok) return;
    count.failed++;
    if (this.failed.length < MOST_FAILED_CHECKS) this.failed.push({ name, kind, message: message.slice(0, MESSAGE_LENGTH).toWellFormed() });
  }

  isOver(total: number): boolean {
    this.total = total;
    return this.done >= total;
  }

  news(): DataCheckNews {
    return { done: this.done, ...(this.total === null ? {} : { total: this.total }), counts: [...this.counts.values()].map((count) => ({ ...count })), failed: [...this.failed] };
  }
}
