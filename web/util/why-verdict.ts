import { t } from '@lingui/core/macro';
import type { JudgingFacts } from '#contract/submission.js';
import { duration, memory } from './format.js';

type RawTest = JudgingFacts['tests'][number];

/** Why a test has its verdict, in the order in which causes are looked for. Call it while rendering. */
export function whyTest(test: RawTest, facts: JudgingFacts): string {
  const [cpu, wall, peak] = [duration(test.cpuMs), duration(test.wallMs), memory(test.peakMemoryKib)];
  const [cpuLimit, memoryLimit, outputLimit] = [duration(facts.timeLimitMs), memory(facts.memoryLimitKib), memory(facts.outputLimitKib)];
  const { signal } = test;
  const exitCode = test.exitCode ?? 0;
  switch (test.verdict) {
    case 'accepted':
      return t`The validator accepted the output; ${cpu} of ${cpuLimit} CPU time, ${peak} of ${memoryLimit} memory.`;
    case 'wrong-answer':
      return t`The run ended well and within its limits, but the validator rejected the output.`;
    case 'time-limit-exceeded':
      return t`The CPU time of the whole process tree, ${cpu}, is above the limit of ${cpuLimit}.`;
    case 'idleness-limit-exceeded':
      return t`The wall clock ran out (${wall}) while the CPU time, ${cpu}, was below the limit of ${cpuLimit}.`;
    case 'memory-limit-exceeded':
      return t`The run died of memory: the peak was ${peak}, the limit is ${memoryLimit}.`;
    case 'output-limit-exceeded':
      return t`The run printed more than ${outputLimit}.`;
    case 'runtime-error':
      return signal ? t`The run was ended by ${signal}.` : t`The run ended with exit code ${exitCode}.`;
    case 'security-violation':
      return t`The run was ended by the policy on system calls.`;
    case 'judge-error':
      return t`The judge or the package failed; nothing is held against the program.`;
    case 'compile-error':
      return t`It was not compiled.`;
    case 'skipped':
      return t`It was not run: the result could no longer change.`;
  }
}

/** Why a judging has its verdict. */
export function whyJudging(facts: JudgingFacts): string {
  if (facts.cancelledAt !== null) return t`It was given up before its end, because the submission was judged again.`;
  if (facts.verdict === null) return t`It has no verdict yet.`;
  if (facts.verdict === 'judge-error') return facts.reason ?? t`The judge failed and left no reason.`;
  if (facts.verdict === 'compile-error') return t`The compiler refused the program, or went over its own limits.`;
  const deciding = facts.tests.find((test) => test.verdict === facts.verdict && test.verdict !== 'accepted');
  if (!deciding) return facts.score === null ? t`Every test that counts was accepted.` : t`The test groups of the package make it accepted; the points are theirs.`;
  const why = whyTest(deciding, facts);
  const { index, name } = deciding;
  return [t`Test ${index} (${name}) decides: the first that failed in the order of the package.`, why].join(' ');
}
