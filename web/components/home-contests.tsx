import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import { contestsQuery } from '../api/contest-queries.js';
import { useServerNow } from '../hooks/use-server-now.js';
import { phaseOf } from '../util/contest-times.js';
import { readStored, writeStored } from '../util/stored.js';
import { ContestList } from './contest/contest-list.js';

const MOST = 4;
/** How many there were the last time: room for so many is kept until it is known, so that nothing below jumps. */
const SHOWN = 'home-contests';

/** Contests that run or will, the next ones; nothing where there are none. */
export function HomeContests(): ReactElement | null {
  const [expected] = useState(() => Number(readStored(SHOWN) ?? 0));
  const { data } = useInfiniteQuery(contestsQuery({ over: false }));
  const now = useServerNow();
  const contests = data?.pages[0]?.items.filter((contest) => phaseOf(contest, now) !== 'over').slice(0, MOST);
  const count = contests?.length;
  useEffect(() => {
    if (count !== undefined) writeStored(SHOWN, String(count));
  }, [count]);
  if ((count ?? expected) === 0) return null;
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>
          <Trans>Contests</Trans>
        </h2>
        <Link to="/contests" search={{}}>
          <Trans>All contests</Trans>
        </Link>
      </div>
      <ContestList contests={contests} expected={expected} />
    </section>
  );
}
