/**
 * Tests made by programs of authors, some seconds at a time. Each step is in the database when it is done, so that a judge that
 * is killed costs nothing but the step that it was at.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ClaimedGeneration, NewStep, StepRow } from '#database/authoring-generations.js';
import { TestMaker, type GenerateDependencies, type StepResult } from '../steps/generate.js';
import { NewsReporter } from './news.js';
import { SlicedJobs, type SpareJobsOptions, type SpareSlot } from './spare.js';

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

export interface GenerationsOptions extends SpareJobsOptions, Pick<GenerateDependencies, 'toolchains' | 'programs' | 'compileCache'> {
  queue: GenerationQueue;
}

const TELL_EVERY_MS = 300;
/** The lease is renewed with the heartbeat. */
const RENEW_EVERY_MS = 500;
const CHUNK_BYTES = 1024 * 1024;

type DoneSteps = Map<string, Pick<StepRow, 'ok'> & Partial<StepRow>>;

/** It is another judge's, or was stopped. */
class Lost extends Error {
  override readonly name = 'Lost';
}

export class Generations extends SlicedJobs<ClaimedGeneration> {
  constructor(private readonly options: GenerationsOptions) {
    super(options, 'generation', options.queue.claim);
  }

  protected async work(claim: ClaimedGeneration, { sandbox, slot, abort }: SpareSlot): Promise<void> {
    const { queue, programs, toolchains, compileCache } = this.options;
    const done: DoneSteps = new Map(claim.done.map((step) => [`${step.testId} ${step.step}`, step]));
    const reporter = new NewsReporter<object>(() => queue.renew(claim), () => abort.abort(), RENEW_EVERY_MS);
    const end = await this.slice(claim, slot, abort.signal, async ({ isTime, ...files }) => {
      const maker = new TestMaker(claim.job, { sandbox, programs, toolchains, compileCache, ...files, signal: abort.signal });
      try {
        return await this.makeTests(claim, maker, done, () => abort.signal.aborted || isTime());
      } catch (error) {
        if (error instanceof Lost) return 'goes on';
        throw error;
      } finally {
        await maker.close();
      }
    });
    await reporter.end();
    if (end === 'goes on') await queue.release(claim).catch(() => undefined);
    else await this.write(claim, () => queue.finish(claim, end === 'over' ? null : end.failure));
  }

  private async makeTests(claim: ClaimedGeneration, maker: TestMaker, done: DoneSteps, isTime: () => boolean): Promise<'over' | 'goes on'> {
    let toldAt = 0;
    for (const test of claim.job.tests) {
      if (isTime()) return 'goes on';
      const before = new Map((['input', 'validation', 'answer'] as const).flatMap((step) => (done.has(`${test.id} ${step}`) ? [[step, done.get(`${test.id} ${step}`)!] as const] : [])));
      const all = (['input', 'validation', 'answer'] as const).filter((step) => (step === 'input' ? test.input.from === 'generator' : step === 'validation' ? test.validate : test.answer));
      if (all.every((step) => before.has(step))) continue;
      await maker.make(test, before, () => this.options.queue.open(before.get('input') as StepRow), async (result) => {
        const tell = performance.now() - toldAt >= TELL_EVERY_MS;
        if (tell) toldAt = performance.now();
        const step = await this.keep(claim, test.id, result, tell);
        done.set(`${test.id} ${result.step}`, step);
      });
    }
    return 'over';
  }

  private async keep(claim: ClaimedGeneration, testId: string, { step, ok, message, cpuMs, made }: StepResult, tell: boolean): Promise<StepRow> {
    const row: NewStep = { id: randomUUID(), testId, step, ok, message: message.toWellFormed(), cpuMs, size: made?.size ?? null };
    const content = made ? (createReadStream(made.path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) : null;
    if (!(await this.options.queue.write(claim, row, content, tell))) throw new Lost('The generation is not ours any more');
    return { ...row, generationId: claim.id, hash: null };
  }
}
