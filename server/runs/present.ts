import type { TestResult } from '#contract/judging.js';
import type { TestCase } from '#contract/package.js';
import type { Run } from '#contract/run.js';
import type { Database } from '#database/connect.js';
import { judgingState } from '#database/queue.js';
import type { ShownRun } from '#database/runs.js';
import { startOfTest } from '../submissions/present.js';

/** All that is known of a run, for its owner. */
export async function presentRun(db: Database, { run, slug, tests }: ShownRun): Promise<Run> {
  const samples = run.stdin === null;
  const known = tests?.filter((test) => test.sample) ?? [];
  return {
    id: run.id,
    language: run.language,
    ...(slug === null ? {} : { problem: slug }),
    samples,
    state: judgingState({ ...run, cancelledAt: null }),
    queuedAt: run.queuedAt.toISOString(),
    timeLimitMs: run.timeLimitMs,
    memoryLimitKib: run.memoryLimitKib,
    ...(run.compile === null ? {} : { compile: withoutCached(run.compile) }),
    ...(run.languageVersion === null ? {} : { languageVersion: run.languageVersion }),
    ...(samples ? { tests: await Promise.all(run.tests.map((result) => presentSample(db, result, known))), testsTotal: known.length } : { stdout: run.stdout }),
    ...run.outcome,
    ...(run.failure === null ? {} : { failure: run.failure }),
  };
}

/** That it was kept tells that somebody has sent the very same before. */
function withoutCached({ cached: _cached, ...compile }: NonNullable<ShownRun['run']['compile']>): NonNullable<Run['compile']> {
  return compile;
}

async function presentSample(db: Database, { judgeMessage: _judgeMessage, ...result }: TestResult, samples: readonly TestCase[]): Promise<NonNullable<Run['tests']>[number]> {
  const test = samples.find(({ name }) => name === result.name);
  return test && result.verdict !== 'skipped' ? { ...result, ...(await startOfTest(db, test)) } : result;
}
