import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { duration } from '../util/format.js';

export type Test = Submission['tests'][number];

/** What is worth saying about a test in words. */
export function Remark({ test, staff }: { test: Test; staff: boolean }): ReactElement {
  const { signal, exitCode, judgeMessage } = test;
  const wall = duration(test.wallMs);
  const repeats = test.repeatedCpuMs?.map((ms) => duration(ms)).join(', ') ?? '';
  const parts = [
    signal ? t`killed by ${signal}` : typeof exitCode === 'number' && exitCode !== 0 ? t`exit code ${exitCode}` : '',
    test.message ?? '',
    staff && judgeMessage ? t`Judge: ${judgeMessage}` : '',
    staff && typeof test.wallMs === 'number' && test.verdict !== 'accepted' && test.verdict !== 'skipped' ? t`wall clock ${wall}` : '',
    (test.repeatedCpuMs?.length ?? 0) > 1 ? t`measured ${repeats}` : '',
  ].filter((part) => part !== '');
  return <span className={parts.length > 0 ? 'small soft remark' : undefined}>{parts.join(' · ')}</span>;
}
