import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Contest } from '#contract/contest.js';
import { contestQuery } from '../api/contest-queries.js';
import { watchContest } from '../api/live.js';
import { nextTurn } from '../util/contest-times.js';
import { serverNow } from '../util/server-clock.js';

/** News of so many milliseconds are fetched once, and not by everybody in the same moment. */
const GATHER_MS = 400;
const SPREAD_MS = 800;
/** The results of others change the counts of its problems: so often at most that is worth asking, in milliseconds. */
const COUNTS_EVERY_MS = 20_000;
/** Browsers take no longer timers for what they are. */
const LONGEST_TIMER_MS = 86_400_000;

/** A contest as it is now and as it goes on: told by the live channel, and asked for again at its start, freeze and end. */
export function useContest(slug: string): UseQueryResult<Contest> {
  const client = useQueryClient();
  const query = useQuery(contestQuery(slug));
  const contest = query.data;
  const own = contest?.me?.id;

  useEffect(() => {
    let all: ReturnType<typeof setTimeout> | undefined;
    let counts: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      all ??= setTimeout(() => {
        all = undefined;
        void client.invalidateQueries({ queryKey: ['contest', slug] });
      }, GATHER_MS + Math.random() * SPREAD_MS);
    };
    const stop = watchContest(slug, {
      onReady: () => void client.invalidateQueries({ queryKey: contestQuery(slug).queryKey, exact: true }),
      onState: soon,
      onClarification: () => void client.invalidateQueries({ queryKey: ['contest', slug, 'clarifications'] }),
      onSite: (what) => void client.invalidateQueries({ queryKey: ['contest', slug, what] }),
      onScoreboard({ rows }) {
        const isOwn = rows.some(({ participant }) => participant.id === own);
        if (isOwn) clearTimeout(counts);
        else if (counts !== undefined) return;
        counts = setTimeout(() => {
          counts = undefined;
          void client.invalidateQueries({ queryKey: contestQuery(slug).queryKey, exact: true });
        }, isOwn ? 0 : COUNTS_EVERY_MS * (0.5 + Math.random() / 2));
      },
    });
    return () => {
      clearTimeout(all);
      clearTimeout(counts);
      stop();
    };
  }, [client, slug, own]);

  useEffect(() => {
    const at = contest && nextTurn(contest, serverNow());
    if (!at) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ['contest', slug] }), Math.min(LONGEST_TIMER_MS, at - serverNow() + 100 + Math.random() * SPREAD_MS));
    return () => clearTimeout(timer);
  }, [client, slug, contest]);
  return query;
}
