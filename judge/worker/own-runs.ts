/**
 * Runs of people's own programs (contract/run.ts), one at a time in a slot. What a run has printed goes into its row
 * while it works, which renews its lease as well.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaimedRun, RunNews } from '#database/runs.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { runOwn, type OwnRunDependencies, type OwnRunNews } from '../steps/run-own.js';
import { NewsReporter } from './news.js';
import { SpareJobs, type SpareJobsOptions, type SpareSlot } from './spare.js';

/** database/runs.ts gives it. */
export interface RunQueue {
  claim: () => Promise<ClaimedRun | null>;
  /** False: the run is not ours any more. */
  note: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  finish: (claim: ClaimedRun, news: RunNews) => Promise<boolean>;
  release: (claim: ClaimedRun) => Promise<void>;
}

export interface OwnRunsOptions extends SpareJobsOptions, Pick<OwnRunDependencies, 'toolchains' | 'programs' | 'compileCache' | 'environments'> {
  queue: RunQueue;
}

const NEWS_INTERVAL_MS = 200;

export class OwnRuns extends SpareJobs<ClaimedRun> {
  constructor(private readonly options: OwnRunsOptions) {
    super(options, 'run', options.queue.claim);
  }

  protected async work(claim: ClaimedRun, { sandbox, slot, abort }: SpareSlot): Promise<void> {
    const { queue } = this.options;
    const reporter = new NewsReporter<OwnRunNews>((news) => queue.note(claim, news), () => abort.abort(), NEWS_INTERVAL_MS);
    const result = await this.resultOf(sandbox, slot, claim, abort.signal, reporter).catch((error: unknown) => {
      if (!abort.signal.aborted) this.complain(claim, error);
      return null;
    });
    await reporter.end();
    if (abort.signal.aborted) await queue.release(claim).catch(() => undefined);
    else await this.write(claim, () => queue.finish(claim, result ?? { failure: 'The judge failed while it ran this. This is not the fault of your program: run it again.' }));
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
}
