import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RejudgingSummary } from '#contract/rejudging.js';
import { whyNothing } from '../api/failure.js';
import { rejudgingsQuery } from '../api/staff-queries.js';
import { Failed } from '../components/failed.js';
import { RejudgingBadge } from '../components/rejudging-state.js';
import { Require } from '../components/require.js';
import { ShowMore } from '../components/show-more.js';
import { Time } from '../components/time.js';
import '../components/narrow-table.css';
import { useTitle } from '../hooks/use-title.js';
import { SkeletonRows, State } from '../ui/state.js';
import { number } from '../util/format.js';

const route = getRouteApi('/staff/rejudgings');

/** Everything that was judged again in bulk, and what still waits for somebody to decide. */
export function RejudgingsPage(): ReactElement {
  useTitle(t`Rejudgings`);
  return <Require may="importProblems">{() => <Rejudgings />}</Require>;
}

function Rejudgings(): ReactElement {
  const { problem } = route.useSearch();
  const query = useInfiniteQuery(rejudgingsQuery(problem));
  const failed = whyNothing(query);
  const rejudgings = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <div>
        <h1>
          <Trans>Rejudgings</Trans>
        </h1>
        <p className="soft">
          <Trans>Submissions that are judged again together. One begins on the page where a problem is managed; what it changes counts when it is applied.</Trans>
        </p>
      </div>
      {problem !== undefined ? (
        <div className="row">
          <Trans>Only of {problem}.</Trans>
          <Link to="/staff/rejudgings" search={{}}>
            <Trans>Show all</Trans>
          </Link>
        </div>
      ) : null}
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : rejudgings?.length === 0 ? (
        <div className="card">
          <State icon="refresh" title={t`Nothing was judged again`}>
            <Trans>Open a problem that you manage, and choose “Judge all again”.</Trans>
          </State>
        </div>
      ) : (
        <Table rejudgings={rejudgings} />
      )}
      <ShowMore of={query} />
    </div>
  );
}

function Table({ rejudgings }: { rejudgings: readonly RejudgingSummary[] | undefined }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Rejudgings`} aria-busy={rejudgings === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Rejudgings, newest first</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <Trans>Begun</Trans>
            </th>
            <th className="tight roomy">
              <Trans>State</Trans>
            </th>
            <th>
              <Trans>What</Trans>
            </th>
            <th className="end tight roomy">
              <Trans>Judged</Trans>
            </th>
            <th className="end tight roomy">
              <Trans>Changed</Trans>
            </th>
            <th className="roomy">
              <Trans>By</Trans>
            </th>
          </tr>
        </thead>
        <tbody>{rejudgings?.map((rejudging) => <Row key={rejudging.id} rejudging={rejudging} />) ?? <SkeletonRows rows={4} widths={['5rem', '6rem', '12rem', '4rem', '3rem', '5rem']} classNames={['', 'roomy', '', 'roomy', 'roomy', 'roomy']} />}</tbody>
      </table>
    </div>
  );
}

function Row({ rejudging }: { rejudging: RejudgingSummary }): ReactElement {
  const what = rejudging.problemName ?? t`single submissions`;
  const { id, state, problemName, version, reason, total, done, changed, failed, user, createdAt } = rejudging;
  const [judged, of, differ] = [number(done), number(total), number(changed)];
  return (
    <tr>
      <td className="tight">
        <Link to="/staff/rejudgings/$id" params={{ id }} search={{}}>
          <Time at={createdAt} />
          <span className="unseen">
            {' '}
            <Trans>rejudging of {what}</Trans>
          </span>
        </Link>
        <span className="cramped">
          <RejudgingBadge state={state} />
        </span>
      </td>
      <td className="tight roomy">
        <RejudgingBadge state={state} />
      </td>
      <td style={{ minWidth: '8rem' }}>
        {problemName ?? <Trans>Single submissions</Trans>} {version === null ? null : <span className="soft numbers">{t`version ${version}`}</span>}
        {reason ? <div className="small soft">{reason}</div> : null}
        <div className="cramped small soft numbers">
          {t`judged ${judged} of ${of} · changed ${differ}`}
          <span>{user}</span>
        </div>
      </td>
      <td className="end numbers tight roomy">
        {judged} / {of}
      </td>
      <td className="end numbers tight roomy">
        {differ}
        {failed > 0 ? (
          <div className="small soft">
            <Plural value={failed} one="# failed" other="# failed" />
          </div>
        ) : null}
      </td>
      <td className="roomy">{user}</td>
    </tr>
  );
}
