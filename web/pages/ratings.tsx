import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ListedRating } from '#contract/rating.js';
import { whyNothing } from '../api/failure.js';
import { ratingsQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { ShowMore } from '../components/show-more.js';
import { Time } from '../components/time.js';
import '../components/narrow-table.css';
import { useTitle } from '../hooks/use-title.js';
import { SkeletonRows, State } from '../ui/state.js';
import { number } from '../util/format.js';

/** Everybody who has a rating, the highest first. */
export function RatingsPage(): ReactElement {
  useTitle(t`Ratings`);
  return <Require>{(me) => <Ratings own={me.username} />}</Require>;
}

function Ratings({ own }: { own: string }): ReactElement {
  const query = useInfiniteQuery(ratingsQuery);
  const failed = whyNothing(query);
  const ratings = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <div>
        <h1>
          <Trans>Ratings</Trans>
        </h1>
        <p className="soft">
          <Trans>From the places in rated contests, by Elo-MMR. Everybody begins at 1500; ratings move when a contest is over and judged.</Trans>
        </p>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : ratings?.length === 0 ? (
        <div className="card">
          <State icon="person" title={t`Nobody has a rating yet`}>
            <Trans>It comes with the first rated contest that somebody takes part in.</Trans>
          </State>
        </div>
      ) : (
        <Table ratings={ratings} own={own} />
      )}
      <ShowMore of={query} />
    </div>
  );
}

function Table({ ratings, own }: { ratings: readonly ListedRating[] | undefined; own: string }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Ratings`} aria-busy={ratings === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Ratings, the highest first</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight end">
              <Trans>Place</Trans>
            </th>
            <th>
              <Trans>Person</Trans>
            </th>
            <th className="tight end">
              <Trans>Rating</Trans>
            </th>
            <th className="tight end roomy">
              <Trans>Highest</Trans>
            </th>
            <th className="tight end roomy">
              <Trans>Contests</Trans>
            </th>
            <th className="tight roomy">
              <Trans>Last contest</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {ratings?.map((each) => (
            <tr key={each.username}>
              <td className="tight end numbers">{number(each.rank)}</td>
              <td>
                <Link to="/people/$username" params={{ username: each.username }}>
                  {each.username === own ? <strong>{each.username}</strong> : each.username}
                </Link>
                <span className="cramped small soft">
                  <Plural value={each.contests} one="# contest" other="# contests" />
                </span>
              </td>
              <td className="tight end numbers">{number(each.rating)}</td>
              <td className="tight end numbers roomy">{number(each.maximum)}</td>
              <td className="tight end numbers roomy">{number(each.contests)}</td>
              <td className="tight roomy">
                <Time at={each.lastContestAt} />
              </td>
            </tr>
          )) ?? <SkeletonRows rows={8} widths={['2ch', '12ch', '5ch', '5ch', '3ch', '10ch']} classNames={['tight', '', '', 'roomy', 'roomy', 'roomy']} />}
        </tbody>
      </table>
    </div>
  );
}
