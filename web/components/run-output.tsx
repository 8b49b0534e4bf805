import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { MOST_RUN_OUTPUT, type Run } from '#contract/run.js';
import { Badge } from '../ui/badge.js';
import { bytes } from '../util/format.js';
import { Usage } from './usage.js';
import { VerdictBadge } from './verdict.js';

/** What a run on own input has printed, as it comes, and how it ended. */
export function RunOutput({ run }: { run: Run }): ReactElement {
  const { stdout = '', stderr = '', stdoutCut, stderrCut } = run;
  const most = bytes(MOST_RUN_OUTPUT);
  return (
    <>
      <pre className="try-out-text" aria-label={t`Output`}>
        {stdout}
        {stdout === '' && run.state === 'finished' ? (
          <span className="soft">
            <Trans>It printed nothing.</Trans>
          </span>
        ) : null}
      </pre>
      {stdoutCut ? <p className="small soft">{t`Only the first ${most} are shown.`}</p> : null}
      {stderr === '' ? null : (
        <>
          <h3 className="small soft">
            <Trans>Standard error</Trans>
          </h3>
          <pre className="try-out-text soft">{stderr}</pre>
        </>
      )}
      {stderrCut ? <p className="small soft">{t`Only the first ${most} are shown.`}</p> : null}
      {run.exit ? <End run={run} /> : null}
    </>
  );
}

function End({ run: { exit, verdict, cpuMs, peakMemoryKib, timeLimitMs, memoryLimitKib } }: { run: Run }): ReactElement {
  const { code, signal } = exit ?? {};
  return (
    <p className="row small try-out-end">
      {verdict ? (
        <VerdictBadge verdict={verdict} />
      ) : (
        <Badge tone="good" icon="check">
          <Trans>Ended well</Trans>
        </Badge>
      )}
      {typeof code === 'number' && code !== 0 ? <span>{t`exit code ${code}`}</span> : null}
      {signal ? <span>{signal}</span> : null}
      <Usage kind="time" value={cpuMs} limit={timeLimitMs} />
      <Usage kind="memory" value={peakMemoryKib} limit={memoryLimitKib} />
    </p>
  );
}
