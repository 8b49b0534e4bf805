import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AuthoredSummary } from '#contract/authoring-work.js';
import { authoredListQuery } from '../api/author-queries.js';
import { whyNothing } from '../api/failure.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { Time } from '../components/time.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { SkeletonRows, State } from '../ui/state.js';
import { number } from '../util/format.js';
import '../components/author/author.css';

/** Every problem that somebody writes here, the last changed first. */
export function AuthoringPage(): ReactElement {
  useTitle(t`Problems at work`);
  return <Require may="importProblems">{() => <List />}</Require>;
}

function List(): ReactElement {
  const query = useQuery(authoredListQuery);
  const { data } = query;
  const failed = whyNothing(query);
  const begin = (
    <Link to="/authoring/new" className={buttonClass('primary')}>
      <Icon name="plus" /> <Trans>New problem</Trans>
    </Link>
  );
  return (
    <div className="page">
      <div className="row apart">
        <div>
          <h1>
            <Trans>Problems at work</Trans>
          </h1>
          <p className="soft">
            <Trans>What is being written here, published or not yet.</Trans>
          </p>
        </div>
        <div className="row">
          <Link to="/staff/problems" search={{}} className={buttonClass()}>
            <Trans>Manage problems</Trans>
          </Link>
          {data?.length === 0 ? null : begin}
        </div>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : data?.length === 0 ? (
        <div className="card">
          <State icon="book" title={t`No problem is being written`} action={begin}>
            <Trans>Begin with a name. You are led through statement, tests and solutions, and need to know nothing of packages.</Trans>
          </State>
        </div>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Problems at work`} aria-busy={data === undefined}>
          <table className="table">
            <caption className="unseen">
              <Trans>Problems at work</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Problem</Trans>
                </th>
                <th>
                  <Trans>Last change</Trans>
                </th>
                <th className="end wide-only">
                  <Trans>Tests</Trans>
                </th>
                <th className="wide-only">
                  <Trans>Owner</Trans>
                </th>
                <th>
                  <Trans>Published</Trans>
                </th>
              </tr>
            </thead>
            <tbody>{data?.map((problem) => <Row key={problem.id} problem={problem} />) ?? <SkeletonRows rows={4} widths={['12rem', '6rem', '2rem', '5rem', '6rem']} classNames={['', '', 'wide-only', 'wide-only', '']} />}</tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Row({ problem: { id, name, slug, changedAt, changedBy, tests, owner, collaborators, published } }: { problem: AuthoredSummary }): ReactElement {
  const version = published?.version ?? null;
  return (
    <tr>
      <th scope="row">
        <Link to="/authoring/$id/{-$section}" params={{ id, section: undefined }}>
          {name}
        </Link>
        <div className="small soft mono">{slug}</div>
      </th>
      <td>
        <Time at={changedAt} />
        <div className="small soft">{changedBy}</div>
      </td>
      <td className="end numbers wide-only">{number(tests)}</td>
      <td className="wide-only">
        {owner ?? '–'}
        {collaborators.length > 0 ? <div className="small soft">+ {collaborators.join(', ')}</div> : null}
      </td>
      <td className="tight">
        {published && version !== null ? (
          <Link to="/problems/$slug/staff" params={{ slug: published.slug }} search={{}}>
            <Badge tone="good" icon="check">
              <Trans>Version {version}</Trans>
            </Badge>
          </Link>
        ) : (
          <Badge tone="calm" icon="dash">
            <Trans>Not yet</Trans>
          </Badge>
        )}
      </td>
    </tr>
  );
}
