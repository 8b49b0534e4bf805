import { describe, expect, test } from 'vitest';
import type { Progress } from '#contract/live.js';
import type { Submission } from '#contract/submission.js';
import { brought, hear, stageOf } from '../../web/util/submission-state.js';

const id = '00000000-0000-4000-8000-000000000001';
const stored = (part: Partial<Submission> = {}): Submission => ({
  id, problem: 'hello', problemName: 'Hello', language: 'cpp', user: 'sam', submittedAt: '2026-01-01T00:00:00Z', state: 'queued', files: [], tests: [], testsTotal: 3, timeLimitMs: 1000, memoryLimitKib: 1024, ...part,
});
const progress = (part: Partial<Progress>): Progress => ({ id, state: 'judging', testsDone: 0, testsTotal: 3, latest: [], ...part });
const result = (index: number) => ({ index, verdict: 'accepted' as const, cpuMs: 1, wallMs: 1, peakMemoryKib: 1 });

describe('a submission as the live channel tells it', () => {
  test('goes from the queue to compiling to the tests', () => {
    expect(stageOf(stored(), null)).toEqual({ kind: 'queued' });
    let heard = hear(null, progress({}));
    expect(stageOf(brought(stored(), heard), heard)).toEqual({ kind: 'compiling' });
    heard = hear(heard, progress({ compiled: true }));
    expect(stageOf(brought(stored(), heard), heard)).toEqual({ kind: 'testing', done: 0, total: 3 });
    heard = hear(heard, progress({ latest: [result(1)] }));
    expect(stageOf(brought(stored(), heard), heard)).toEqual({ kind: 'testing', done: 1, total: 3 });
  });

  test('an answer of the store, which learns of tests only at the end, takes no test away', () => {
    const heard = hear(hear(null, progress({ latest: [result(2)] })), progress({ latest: [result(1)] }));
    expect(brought(stored({ state: 'judging' }), heard).tests.map(({ index }) => index)).toEqual([1, 2]);
  });

  test('what is finished is not changed by what was heard before', () => {
    const finished = stored({ state: 'finished', verdict: 'wrong-answer' });
    expect(brought(finished, hear(null, progress({ latest: [result(1)] })))).toBe(finished);
  });

  test('being queued again forgets the tests of the judging before', () => {
    const heard = hear(hear(null, progress({ compiled: true, latest: [result(1)] })), progress({ state: 'queued' }));
    expect(heard.tests.size).toBe(0);
    expect(heard.compiled).toBeUndefined();
  });

  test('does not count tests where a problem does not tell how far it is', () => {
    const heard = hear(null, progress({ compiled: true, testsTotal: 0, latest: [result(1)] }));
    for (const feedback of ['nothing', 'first-failing-test'] as const) expect(stageOf(brought(stored({ feedback }), heard), heard)).toEqual({ kind: 'testing', done: 0, total: 0 });
    for (const feedback of ['verdict', 'validator-message', 'data'] as const) expect(stageOf(brought(stored({ feedback }), heard), heard)).toEqual({ kind: 'testing', done: 1, total: 3 });
  });
});
