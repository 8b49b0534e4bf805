import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { whyNothing } from '../api/failure.js';
import { contestsQuery } from '../api/contest-queries.js';
import type { Answer } from '../api/types.js';
import { ContestList } from '../components/contest/contest-list.js';
import { Failed } from '../components/failed.js';
import { ShowMore } from '../components/show-more.js';
import { TypedFilter } from '../components/typed-filter.js';
import { useMe } from '../hooks/use-me.js';
import { useServerNow } from '../hooks/use-server-now.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { State } from '../ui/state.js';
import { phaseOf } from '../util/contest-times.js';

const route = getRouteApi('/contests');

/** Contests that run, that will, and that were. */
export function ContestsPage(): ReactElement {
  useTitle(t`Contests`);
  const { search } = route.useSearch();
  const navigate = route.useNavigate();
  const look = (text: string | undefined) => void navigate({ search: { search: text }, replace: true, resetScroll: false });
  const open = useInfiniteQuery({ ...contestsQuery({ search, over: false }), placeholderData: (before) => before });
  const over = useInfiniteQuery({ ...contestsQuery({ search, over: true }), placeholderData: (before) => before });
  const staff = useMe()?.may.importProblems === true;
  const now = useServerNow();
  const present = itemsOf(open);
  const [running, upcoming, ended] = (['running', 'upcoming', 'over'] as const).map((phase) => present?.filter((contest) => phaseOf(contest, now) === phase));
  const past = itemsOf(over);
  // What ended while the page was open has not been asked for among the past ones.
  const was = past && [...(ended ?? []).filter(({ slug }) => !past.some((each) => each.slug === slug)), ...past];
  const failed = whyNothing(open) ?? whyNothing(over);
  const newContest = (
    <Link to="/contests/new" search={{}} className={buttonClass('primary')}>
      <Icon name="plus" /> <Trans>New contest</Trans>
    </Link>
  );
  const nothing = present?.length === 0 && past?.length === 0;
  return (
    <div className="page">
      <div className="row apart">
        <h1>
          <Trans>Contests</Trans>
        </h1>
        {staff ? newContest : null}
      </div>
      <search className="row bottom">
        <TypedFilter label={t`Search`} hint={t`Name of a contest`} value={search} onChange={look} />
      </search>
      {failed ? (
        <Failed error={failed} retry={() => void Promise.all([open.refetch(), over.refetch()])} />
      ) : nothing ? (
        <div className="card">
          {search ? (
            <State icon="search" title={t`No contest fits`} action={<Button onClick={() => look(undefined)}>{t`Clear the search`}</Button>} />
          ) : (
            <State icon="calendar" title={t`No contests yet`} action={staff ? newContest : null}>
              <Trans>Contests that instructors make will be listed here.</Trans>
            </State>
          )}
        </div>
      ) : (
        <>
          {running?.length === 0 ? null : (
            <Part title={<Trans>Running</Trans>}>
              <ContestList contests={running} />
            </Part>
          )}
          {upcoming?.length === 0 ? null : (
            <Part title={<Trans>Upcoming</Trans>}>
              <ContestList contests={upcoming} />
            </Part>
          )}
          <ShowMore of={open} />
          {was?.length === 0 ? null : (
            <Part title={<Trans>Past</Trans>}>
              <ContestList contests={was} expected={6} />
            </Part>
          )}
          <ShowMore of={over} />
        </>
      )}
    </div>
  );
}

type Contests = UseInfiniteQueryResult<InfiniteData<Answer<'listContests'>>>;
const itemsOf = ({ data }: Contests) => data?.pages.flatMap(({ items }) => items);

function Part({ title, children }: { title: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
