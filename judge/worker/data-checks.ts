/**
 * Checks of packages' data, some seconds at a time. What has been found is in the row a few times a second, so that a judge that
 * is killed costs nothing but the check that it was at.
 */
import { MOST_FAILED_CHECKS, type DataCheckCount, type FailedCheck } from '#contract/data-check.js';
import type { ClaimedDataCheck, DataCheckNews } from '#database/data-checks.js';
import { checkData, type DataCheck, type DataDependencies } from '../steps/check-data.js';
import { NewsReporter } from './news.js';
import { SlicedJobs, type SpareJobsOptions, type SpareSlot } from './spare.js';

/** database/data-checks.ts gives it. */
export interface DataCheckQueue {
  claim: () => Promise<ClaimedDataCheck | null>;
  /** False: the check is not ours any more. */
  note: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
  finish: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
  release: (claim: ClaimedDataCheck, news: DataCheckNews) => Promise<boolean>;
}

export interface DataChecksOptions extends SpareJobsOptions, Pick<DataDependencies, 'programs'> {
  queue: DataCheckQueue;
}

const NEWS_INTERVAL_MS = 500;
/** Of what a validator said. */
const MESSAGE_LENGTH = 2_000;

export class DataChecks extends SlicedJobs<ClaimedDataCheck> {
  constructor(private readonly options: DataChecksOptions) {
    super(options, 'check of data', options.queue.claim);
  }

  protected async work(claim: ClaimedDataCheck, { sandbox, slot, abort }: SpareSlot): Promise<void> {
    const { queue, programs } = this.options;
    const found = new Found(claim);
    const reporter = new NewsReporter<DataCheckNews>((news) => queue.note(claim, news), () => abort.abort(), NEWS_INTERVAL_MS);
    const end = await this.slice(claim, slot, abort.signal, async ({ isTime, ...files }) => {
      const total = await checkData(claim.package, { sandbox, programs, ...files, signal: abort.signal }, {
        done: found.done,
        onCheck(check, of) {
          found.take(check, of);
          reporter.later(() => found.news());
          return !isTime();
        },
      });
      return found.isOver(total) ? 'over' : 'goes on';
    });
    await reporter.end();
    if (end === 'goes on') await queue.release(claim, found.news()).catch(() => undefined);
    else await this.write(claim, () => queue.finish(claim, { ...found.news(), failure: end === 'over' ? null : end.failure }));
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
