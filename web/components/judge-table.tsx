import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Status } from '#contract/status.js';
import { Badge } from '../ui/badge.js';
import { Bar } from '../ui/progress.js';
import { SkeletonRows, State } from '../ui/state.js';
import { duration, number, percent } from '../util/format.js';
import { Time } from './time.js';

/** The judges of the last day. */
export function JudgeTable({ judges }: { judges: Status['judges'] | undefined }): ReactElement {
  if (judges?.length === 0)
    return (
      <div className="card">
        <State icon="plug" title={t`No judge has been seen`}>
          <Trans>Submissions are kept and wait until a judge is started.</Trans>
        </State>
      </div>
    );
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Judges`} aria-busy={judges === undefined}>
      <table className="table judge-table">
        <caption className="unseen">
          <Trans>Judges</Trans>
        </caption>
        <thead>
          <tr>
            <th>
              <Trans>Name</Trans>
            </th>
            <th>
              <Trans>State</Trans>
            </th>
            <th>
              <Trans>Slots in use</Trans>
            </th>
            <th className="end">
              <Trans>Judged in the last hour</Trans>
            </th>
            <th className="end">
              <Trans>Each took</Trans>
            </th>
            <th className="end">
              <Trans>Languages</Trans>
            </th>
            <th>
              <Trans>Started</Trans>
            </th>
            <th>
              <Trans>Last seen</Trans>
            </th>
          </tr>
        </thead>
        <tbody>{judges?.map((judge) => <Row key={judge.name} judge={judge} />) ?? <SkeletonRows rows={2} widths={['6rem', '5rem', '6rem', '3rem', '3rem', '2rem', '6rem', '6rem']} />}</tbody>
      </table>
    </div>
  );
}

function Row({ judge }: { judge: Status['judges'][number] }): ReactElement {
  const [busy, slots] = [number(judge.busy), number(judge.slots)];
  return (
    <tr>
      <th scope="row" style={{ minWidth: '9rem', overflowWrap: 'anywhere' }}>
        {judge.name}
        <div className="small soft">{judge.host}</div>
      </th>
      <td>
        {judge.alive ? (
          <Badge tone="good" icon="check">
            <Trans>At work</Trans>
          </Badge>
        ) : (
          <Badge tone="bad" icon="plug">
            <Trans>Away</Trans>
          </Badge>
        )}
        {judge.canary?.steady === false ? <Drift canary={judge.canary} /> : null}
      </td>
      <td className="numbers tight">
        <Trans>
          {busy} of {slots}
        </Trans>{' '}
        <Bar value={judge.busy} limit={judge.slots} scale />
      </td>
      <td className="numbers end">{number(judge.finishedLastHour)}</td>
      <td className="numbers end tight">{judge.meanSeconds === null ? '–' : duration(judge.meanSeconds * 1000)}</td>
      <td className="numbers end">{number(judge.languages.length)}</td>
      <td>
        <Time at={judge.startedAt} />
      </td>
      <td>
        <Time at={judge.lastSeenAt} />
      </td>
    </tr>
  );
}

/** Of a host that no longer is as fast as it was. */
function Drift({ canary: { lastMs, baselineMs } }: { canary: NonNullable<Status['judges'][number]['canary']> }): ReactElement {
  const drift = percent(Math.abs(lastMs / baselineMs - 1));
  return <div className="small">{lastMs > baselineMs ? <Trans>{drift} slower than at first</Trans> : <Trans>{drift} faster than at first</Trans>}</div>;
}
