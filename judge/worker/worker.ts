/**
 * A judge at work: each slot claims a judging, judges it, writes the result, and claims the next, until told to
 * drain. Leases are renewed for all slots together; whoever lost one drops the judging, and the fence in the queue
 * sees to it that a late result changes nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { HEARTBEAT_SECONDS, type JudgingResult } from '#contract/judging.js';
import type { Progress } from '#contract/live.js';
import type { ClaimedJudging } from '#database/queue.js';
import { SandboxFailure } from '../core/run.js';
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { CompileCache } from '../steps/compile-cache.js';
import { JudgingAborted, judgeSubmission } from '../steps/judge-submission.js';
import { FilesUnavailable } from '../steps/package-files.js';
import { ProgramCache } from '../steps/programs.js';
import type { BlobCache } from './blob-cache.js';
import { DataChecks, type DataCheckQueue } from './data-checks.js';
import { EnvironmentJobs, type EnvironmentJobsOptions } from './environment-jobs.js';
import { Generations, type GenerationQueue } from './generations.js';
import { OwnRuns, type RunQueue } from './own-runs.js';
import { ProgressReporter } from './progress.js';
import { Quiet } from './quiet.js';
import { Spare } from './spare.js';
import { tellStep } from './step-channel.js';

/** What a worker asks of the queue; database/queue.ts and database/judges.ts give it. */
export interface Queue {
  claim: () => Promise<ClaimedJudging | null>;
  renew: (claims: readonly ClaimedJudging[]) => Promise<Set<string>>;
  finish: (claim: ClaimedJudging, result: JudgingResult) => Promise<boolean>;
  release: (claim: ClaimedJudging) => Promise<boolean>;
  progress: (progress: Progress) => Promise<void>;
  /** Tells that this judge is alive, and finishes what other judges were lost with. */
  beat: () => Promise<void>;
}

export interface WorkerOptions {
  queue: Queue;
  runs: RunQueue;
  dataChecks: DataCheckQueue;
  generations: GenerationQueue;
  /** Absent: problems that bring packages of other people are not judged here, nor such packages installed. */
  environments?: Pick<EnvironmentJobsOptions, 'queue' | 'store' | 'registries' | 'folder'>;
  /** One for each slot. */
  sandboxes: readonly Sandbox[];
  toolchains: ReadonlyMap<string, Toolchain>;
  blobs: BlobCache;
  /** Null: everything is compiled. */
  compileCache: CompileCache | null;
  /** Of this installation; null: there is none. */
  testlib?: string | null;
  spoolFolder: string;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

/** A lost notification delays a judging by this much at most. */
const POLL_MS = 2_000;
/** While draining, a judging may still end by itself within this time. */
const DRAIN_GRACE_MS = 2_500;
const RETRY_MS = 500;
/** Whatever margin a package wants, its slow submissions hold a slot no longer: the wall limit is as far. */
const MOST_STOP_FACTOR = 2;

interface Work {
  claim: ClaimedJudging;
  abort: AbortController;
}

export class Worker {
  /** Who needs this host for itself for a moment has it between two judgings. */
  readonly quiet = new Quiet();
  private readonly work = new Map<string, Work>();
  private readonly idle = new Set<() => void>();
  private readonly programs: ProgramCache;
  /** The first that has something to do is served. */
  private readonly spareJobs: readonly Pick<OwnRuns, 'what' | 'serveOne' | 'drain'>[];
  private readonly stopped = new AbortController();
  private draining = false;
  private slots: Promise<void>[] = [];
  private beating: Promise<void> = Promise.resolve();

  constructor(private readonly options: WorkerOptions) {
    this.programs = new ProgramCache(options.toolchains, options.compileCache, options.testlib);
    // One slot is always free of all else, where there are several: a judging never waits for it.
    const spare = new Spare(Math.max(1, options.sandboxes.length - 1));
    this.spareJobs = [
      new OwnRuns({ ...options, queue: options.runs, environments: options.environments?.store, programs: this.programs, spare }),
      ...(options.environments ? [new EnvironmentJobs({ ...options, ...options.environments, spare })] : []),
      new Generations({ ...options, queue: options.generations, programs: this.programs, spare }),
      new DataChecks({ ...options, queue: options.dataChecks, programs: this.programs, spare }),
    ];
  }

  start(): void {
    this.slots = this.options.sandboxes.map((sandbox, slot) => this.serve(sandbox, slot));
    this.beating = this.keepBeating();
  }

  /** Something was queued. */
  wake(): void {
    for (const wake of this.idle) wake();
  }

  get busy(): number {
    return this.work.size;
  }

  /** No new judgings; those at work may end soon, else they are given back at once. */
  async drain(): Promise<void> {
    this.draining = true;
    for (const jobs of this.spareJobs) jobs.drain();
    this.wake();
    const all = Promise.all(this.slots);
    await Promise.race([all, sleep(DRAIN_GRACE_MS, undefined, { ref: false })]);
    for (const { abort } of this.work.values()) abort.abort();
    await Promise.race([all, sleep(RETRY_MS, undefined, { ref: false })]);
    await Promise.all([...this.work.values()].map(({ claim }) => this.release(claim)));
    await Promise.all(this.options.sandboxes.map((sandbox) => sandbox.close()));
    await all;
    this.stopped.abort();
    await this.beating;
  }

  private async serve(sandbox: Sandbox, slot: number): Promise<void> {
    while (!this.draining) {
      const worked = await this.quiet.work(() => this.judgeNext(sandbox, slot));
      if (!worked) await this.rest();
    }
  }

  private async judgeNext(sandbox: Sandbox, slot: number): Promise<boolean> {
    if (this.draining) return false;
    const claim = await this.options.queue.claim().catch((error: unknown) => this.complain('No claim could be made', error));
    if (claim) {
      await this.judge(sandbox, slot, claim);
      return true;
    }
    for (const jobs of this.spareJobs) {
      if (await jobs.serveOne(sandbox, slot).catch((error: unknown) => this.complain(`No ${jobs.what} could be claimed`, error))) return true;
    }
    return false;
  }

  private async rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.idle.delete(done);
        resolve();
      };
      const timer = setTimeout(done, POLL_MS);
      this.idle.add(done);
      if (this.draining) done();
    });
  }

  private async judge(sandbox: Sandbox, slot: number, claim: ClaimedJudging): Promise<void> {
    const abort = new AbortController();
    this.work.set(claim.id, { claim, abort });
    tellStep('claimed', claim);
    try {
      const result = await this.resultOf(sandbox, slot, claim, abort.signal);
      if (result) await this.write(claim, result, abort.signal);
      else if (this.draining) await this.release(claim);
    } finally {
      this.work.delete(claim.id);
    }
  }

  /**
   * Null: given up, since the judging is no longer ours or we are draining. A failure of the jail is tried once more, and
   * files are asked for until the database is back.
   */
  private async resultOf(sandbox: Sandbox, slot: number, claim: ClaimedJudging, signal: AbortSignal): Promise<JudgingResult | null> {
    for (let failures = 0; ; ) {
      const files = this.options.blobs.borrow();
      const reporter = new ProgressReporter(claim.submissionId, claim.package.tests.length, (progress) => void this.tell(claim, progress));
      try {
        reporter.started();
        const spoolFolder = join(this.options.spoolFolder, `slot-${slot}`);
        await mkdir(spoolFolder, { recursive: true, mode: 0o711 });
        return await judgeSubmission(
          { language: claim.language, files: claim.files, entryPoint: claim.entryPoint ?? undefined, problem: claim.package, timeLimitMs: claim.timeLimitMs, mode: claim.mode, labelled: claim.verifies || claim.calibrates, stopFactor: claim.verifies ? Math.min(claim.package.timeMultipliers.limitToTimeLimitExceeded, MOST_STOP_FACTOR) : undefined },
          {
            sandbox,
            toolchains: this.options.toolchains,
            programs: this.programs,
            compileCache: this.options.compileCache,
            packageFiles: files,
            environments: this.options.environments?.store,
            spoolFolder,
            onCompiled: (ok) => {
              reporter.onCompiled(ok);
              tellStep('compiled', claim);
            },
            onTest: (result) => {
              reporter.onTest(result);
              tellStep('test done', claim);
            },
            onStep: (step) => tellStep(step, claim),
            signal,
          },
        );
      } catch (error) {
        if (signal.aborted || this.draining || error instanceof JudgingAborted) return null;
        this.complain(`Judging ${claim.id} failed`, error);
        if (error instanceof FilesUnavailable) await sleep(RETRY_MS);
        else if (++failures > 1 || !(error instanceof SandboxFailure)) return judgeError(error);
      } finally {
        reporter.end();
        files.done();
      }
    }
  }

  /** Of a judging in the background watchers of the submission hear nothing. */
  private async tell(claim: ClaimedJudging, progress: Progress): Promise<void> {
    if (claim.rejudgingId === null) await this.options.queue.progress(progress).catch(() => undefined);
  }

  /** Tries until the database has taken the result or somebody else holds the judging. */
  private async write(claim: ClaimedJudging, result: JudgingResult, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      tellStep('before finish', claim);
      try {
        if (!(await this.options.queue.finish(claim, result))) this.options.log('A late result was not taken', { judging: claim.id, attempt: claim.attempt });
        tellStep('after finish', claim);
        return;
      } catch (error) {
        this.complain(`The result of judging ${claim.id} could not be written yet`, error);
        await sleep(RETRY_MS);
      }
    }
  }

  /** One that cannot be given back is taken over when its lease is over. */
  private async release(claim: ClaimedJudging): Promise<void> {
    tellStep('before release', claim);
    await this.options.queue.release(claim).catch(() => false);
    tellStep('after release', claim);
  }

  private async keepBeating(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      await this.beat().catch((error: unknown) => this.complain('No heartbeat', error));
      await sleep(HEARTBEAT_SECONDS * 1000, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async beat(): Promise<void> {
    const held = [...this.work.values()];
    const [ours] = await Promise.all([this.options.queue.renew(held.map(({ claim }) => claim)), this.options.queue.beat()]);
    for (const { claim, abort } of held) if (!ours.has(claim.id) && this.work.has(claim.id)) abort.abort();
  }

  private complain(message: string, error: unknown): null {
    this.options.log(message, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return null;
  }
}

function judgeError(error: unknown): JudgingResult {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    verdict: 'judge-error', score: null, cpuMs: null, wallMs: null, peakMemoryKib: null, compile: null, tests: [],
    reason, languageVersion: null, timeLimitMs: null, memoryLimitKib: null,
  };
}
