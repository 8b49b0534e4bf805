import { describe, expect, it } from 'vitest';
import type { RunReport } from '#judge/core/run.js';
import { isBorderline, median, verdictOfRun } from '#judge/core/verdict.js';

const limits = { timeMs: 1000, wallMs: 3000, memoryKib: 65_536 };
const native = { death: /bad_alloc/, heapIsLimited: false };
const heap = { death: /OutOfMemoryError/, heapIsLimited: true };
const good: RunReport = { exit: { kind: 'exited', code: 0 }, stoppedFor: null, cpuMs: 10, wallMs: 12, peakMemoryKib: 1000, oomKills: 0, outputBytes: 5, stderr: Buffer.alloc(0) };
const signal = (name: string) => ({ exit: { kind: 'signaled', signal: name } }) as const;
const stderr = (text: string) => ({ stderr: Buffer.from(text) });
const failed = { exit: { kind: 'exited', code: 1 } } as const;

const ladder: [title: string, report: Partial<RunReport>, verdict: string | null, memory?: typeof native][] = [
  ['a run that ended well is left to the validator', {}, null],
  ['killed by the policy, whatever else', { ...signal('SIGSYS'), oomKills: 1, stoppedFor: 'cpu-limit' }, 'security-violation'],
  ['the OOM killer acted, though time and output are over as well', { exit: null, oomKills: 1, stoppedFor: 'output-limit', cpuMs: 5000 }, 'memory-limit-exceeded'],
  ['the OOM killer took a child and the parent ended well', { oomKills: 1 }, 'memory-limit-exceeded'],
  ['bad_alloc near the limit', { ...signal('SIGABRT'), peakMemoryKib: 60_000, ...stderr('what(): std::bad_alloc') }, 'memory-limit-exceeded'],
  ['bad_alloc far from the limit', { ...signal('SIGABRT'), ...stderr('what(): std::bad_alloc') }, 'runtime-error'],
  ['words about memory of a run that ended well', { peakMemoryKib: 60_000, ...stderr('bad_alloc') }, null],
  ['a heap of ours is full, wherever the peak', { ...failed, ...stderr('java.lang.OutOfMemoryError: Java heap space') }, 'memory-limit-exceeded', heap],
  ['too much output, and too much time', { exit: null, stoppedFor: 'output-limit', cpuMs: 5000 }, 'output-limit-exceeded'],
  ['a file over its limit', signal('SIGXFSZ'), 'output-limit-exceeded'],
  ['stopped at the CPU limit', { exit: null, stoppedFor: 'cpu-limit', cpuMs: 1200 }, 'time-limit-exceeded'],
  ['ended by itself, but over the limit', { cpuMs: 1000.1 }, 'time-limit-exceeded'],
  ['exactly at the limit', { cpuMs: 1000 }, null],
  ['over the limit and crashed', { ...failed, cpuMs: 1100 }, 'time-limit-exceeded'],
  ['stopped at the wall limit', { exit: null, stoppedFor: 'wall-limit', cpuMs: 3, wallMs: 3000 }, 'idleness-limit-exceeded'],
  ['stopped at the wall limit with too much CPU', { exit: null, stoppedFor: 'wall-limit', cpuMs: 1001, wallMs: 3000 }, 'time-limit-exceeded'],
  ['a signal', signal('SIGSEGV'), 'runtime-error'],
  ['killed by somebody in the jail', signal('SIGKILL'), 'runtime-error'],
  ['exit code 137 is no SIGKILL, and a run-time error all the same', { exit: { kind: 'exited', code: 137 } }, 'runtime-error'],
  ['exit code 1', failed, 'runtime-error'],
];

describe('the ladder of verdicts', () => {
  for (const [title, report, verdict, memory] of ladder) it(`${title}: ${verdict ?? 'undecided'}`, () => expect(verdictOfRun({ ...good, ...report }, limits, memory ?? native)).toBe(verdict));
});

describe('borderline times', () => {
  it('are those from 0.9 to 1.2 of the limit', () => expect([899, 900, 1200, 1201].map((ms) => isBorderline(ms, 1000))).toEqual([false, true, true, false]));
  it('are decided by the median, of two the lower', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1100, 950])).toBe(950);
    expect(() => median([])).toThrow();
  });
});
