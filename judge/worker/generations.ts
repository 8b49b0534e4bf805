/**
 * Tests made by programs of authors, some seconds at a time in a slot that has nothing else to do: whoever submits meanwhile does not
 * wait for a thousand tests. Each step is in the database when it is done, so that a judge that is killed costs nothing but the
 * step that it was at.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedGeneration, NewStep, StepRow } from '#database/authoring-generations.js';
import { SandboxFailure } from '../core/run.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { TestMaker, type GenerateDependencies, type StepResult } from '../steps/generate.js';
import { FilesUnavailable } from '../steps/package-files.js';
import type { BlobCache } from './blob-cache.js';
import { NewsReporter } from './news.js';
import type { Spare } from './spare.js';

/** database/authoring-generations.ts gives it. */
export interface GenerationQueue {
  claim: () => Promise<ClaimedGeneration | null>;
  /** False: it is not ours any more. */
  renew: (claim: ClaimedGeneration) => Promise<boolean>;
  /** False: it is not ours any more. `tell`: whoever watches is to hear of it now. */
  write: (claim: ClaimedGeneration, step: NewStep, made: AsyncIterable<Buffer> | null, tell: boolean) => Promise<boolean>;
  /** What a step made. */
  open: (step: StepRow) => Promise<Readable>;
  finish: (claim: ClaimedGeneration, failure: string | null) => Promise<boolean>;
  release: (claim: ClaimedGeneration) => Promise<void>;
}

export interface GenerationsOptions extends Pick<GenerateDependencies, 'toolchains' | 'programs' | 'compileCache'> {
  queue: GenerationQueue;
  blobs: BlobCache;
  spoolFolder: string;
  spare: Spare;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

const SLICE_MS = 3_000;
const TELL_EVERY_MS = 300;
const RETRY_MS = 500;
/** The lease is renewed with the heartbeat. */
const RENEW_EVERY_MS = 500;
const CHUNK_BYTES = 1024 * 1024;

/** It is another judge's, or was stopped. */
class Lost extends Error {
  override readonly name = 'Lost';
}

export class Generations {
  private readonly atWork = new Set<AbortController>();
  private draining = false;

  constructor(private readonly options: GenerationsOptions) {}

  /** Claims a generation and goes on with it for some seconds. False: there is none, or enough slots are at something else. */
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

  private async slice(sandbox: Sandbox, slot: number, claim: ClaimedGeneration, abort: AbortController): Promise<void> {
    const { queue } = this.options;
    const reporter = new NewsReporter<object>(() => queue.renew(claim), () => abort.abort(), RENEW_EVERY_MS);
    const end = await this.endOf(sandbox, slot, claim, abort.signal);
    await reporter.end();
    if (end === 'goes on') await queue.release(claim).catch(() => undefined);
    else await this.finish(claim, end === 'over' ? null : end.failure);
  }

  /** A failure of the jail is tried once more; files are asked for until the database is back. */
  private async endOf(sandbox: Sandbox, slot: number, claim: ClaimedGeneration, signal: AbortSignal): Promise<'over' | 'goes on' | { failure: string }> {
    const { programs, toolchains, compileCache, blobs, log } = this.options;
    const spoolFolder = join(this.options.spoolFolder, `slot-${slot}`);
    const done = new Map(claim.done.map((step) => [`${step.testId} ${step.step}`, step]));
    for (let failures = 0; ; ) {
      const files = blobs.borrow();
      const maker = new TestMaker(claim.job, { sandbox, programs, toolchains, compileCache, packageFiles: files, spoolFolder, signal });
      try {
        await mkdir(spoolFolder, { recursive: true, mode: 0o711 });
        return await this.makeTests(claim, maker, done, signal);
      } catch (error) {
        if (signal.aborted || error instanceof Lost) return 'goes on';
        log(`Generation ${claim.id} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        if (error instanceof FilesUnavailable) {
          await sleep(RETRY_MS);
          return 'goes on';
        }
        if (++failures > 1 || !(error instanceof SandboxFailure)) return { failure: `The judge failed: ${error instanceof Error ? error.message : String(error)}` };
      } finally {
        await maker.close();
        files.done();
      }
    }
  }

  private async makeTests(claim: ClaimedGeneration, maker: TestMaker, done: Map<string, Pick<StepRow, 'ok'> & Partial<StepRow>>, signal: AbortSignal): Promise<'over' | 'goes on'> {
    const until = performance.now() + SLICE_MS;
    let toldAt = 0;
    for (const test of claim.job.tests) {
      if (signal.aborted || performance.now() >= until) return 'goes on';
      const before = new Map((['input', 'validation', 'answer'] as const).flatMap((step) => (done.has(`${test.id} ${step}`) ? [[step, done.get(`${test.id} ${step}`)!] as const] : [])));
      const all = (['input', 'validation', 'answer'] as const).filter((step) => (step === 'input' ? test.input.from === 'generator' : step === 'validation' ? test.validate : test.answer));
      if (all.every((step) => before.has(step))) continue;
      await maker.make(test, before, () => this.options.queue.open(before.get('input') as StepRow), async (result) => {
        const tell = performance.now() - toldAt >= TELL_EVERY_MS;
        if (tell) toldAt = performance.now();
        const step = await this.write(claim, test.id, result, tell);
        done.set(`${test.id} ${result.step}`, step);
      });
    }
    return 'over';
  }

  private async write(claim: ClaimedGeneration, testId: string, { step, ok, message, cpuMs, made }: StepResult, tell: boolean): Promise<StepRow> {
    const row: NewStep = { id: randomUUID(), testId, step, ok, message: message.toWellFormed(), cpuMs, size: made?.size ?? null };
    const content = made ? (createReadStream(made.path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) : null;
    if (!(await this.options.queue.write(claim, row, content, tell))) throw new Lost('The generation is not ours any more');
    return { ...row, generationId: claim.id, hash: null };
  }

  /** Until the database has taken it, or the lease is long over. */
  private async finish(claim: ClaimedGeneration, failure: string | null): Promise<void> {
    while (!this.draining) {
      try {
        await this.options.queue.finish(claim, failure);
        return;
      } catch (error) {
        this.options.log(`The end of generation ${claim.id} could not be written yet`, { error: String(error) });
        await sleep(RETRY_MS);
      }
    }
  }
}
