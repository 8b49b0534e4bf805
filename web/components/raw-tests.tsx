import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, type ReactElement } from 'react';
import type { JudgingFacts } from '#contract/submission.js';
import { number } from '../util/format.js';
import { whyTest } from '../util/why-verdict.js';
import { VerdictBadge } from './verdict.js';

/** The raw numbers of each test that was run, and why it has its verdict. */
export const RawTests = memo(function RawTests({ facts }: { facts: JudgingFacts }): ReactElement {
  const run = facts.tests.filter((test) => test.verdict !== 'skipped');
  const skipped = facts.tests.length - run.length;
  return (
    <>
      <div className="table-frame raw-tests" tabIndex={0} role="region" aria-label={t`Raw numbers of each test`}>
        <table className="table">
          <caption className="unseen">
            <Trans>Raw numbers of each test</Trans>
          </caption>
          <thead>
            <tr>
              <th className="tight end">#</th>
              <th>
                <Trans>Test</Trans>
              </th>
              <th>
                <Trans>Verdict</Trans>
              </th>
              <th className="end">
                <Trans>CPU (ms)</Trans>
              </th>
              <th className="end">
                <Trans>Wall (ms)</Trans>
              </th>
              <th className="end">
                <Trans>Peak (KiB)</Trans>
              </th>
              <th>
                <Trans>Exit or signal</Trans>
              </th>
              <th className="end">
                <Trans>Points</Trans>
              </th>
              <th style={{ minWidth: '15rem' }}>
                <Trans>Why</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {run.map((test) => (
              <tr key={test.index}>
                <td className="tight end numbers">{test.index}</td>
                <td className="mono">{test.name}</td>
                <td className="tight">
                  <VerdictBadge verdict={test.verdict} short />
                </td>
                <td className="end numbers">{(test.repeatedCpuMs ?? [test.cpuMs]).map((ms) => number(ms, 3)).join(', ')}</td>
                <td className="end numbers">{number(test.wallMs, 3)}</td>
                <td className="end numbers">{number(test.peakMemoryKib)}</td>
                <td className="mono">{test.signal ?? test.exitCode ?? '–'}</td>
                <td className="end numbers">{test.score === null ? '' : number(test.score, 4)}</td>
                <td className="small">{[whyTest(test, facts), test.message, test.judgeMessage ?? ''].filter(Boolean).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {skipped > 0 ? (
        <p className="soft small">
          <Trans>Tests that were not run: {skipped}</Trans>
        </p>
      ) : null}
    </>
  );
});
