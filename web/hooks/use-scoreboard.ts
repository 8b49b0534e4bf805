import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ContestState } from '#contract/contest.js';
import type { Scoreboard, ScoreboardChange } from '#contract/scoreboard.js';
import { scoreboardQuery } from '../api/contest-queries.js';
import { whyNothing } from '../api/failure.js';
import { watchContest } from '../api/live.js';
import { catchUp } from '../util/standings.js';

/** So many changes are remembered, for a board that was asked for before they happened and comes after them. */
const REMEMBERED = 100;
/** Loading anew is spread, as everybody hears of it in the same moment. Milliseconds. */
const SPREAD_MS = 1000;
/** What the public sees is not told to the jury: it is asked for when something has changed, so often at most. */
const PUBLIC_EVERY_MS = 10_000;

/** The standings as they are and as they change. `state`: the contest's, which changes by itself at its start, freeze and end. `asPublic`: for the jury, what everybody else sees. */
export function useScoreboard(slug: string, state: ContestState, asPublic: boolean): { board: Scoreboard | undefined; error: Error | null; refetch: () => void } {
  const client = useQueryClient();
  const query = useQuery(scoreboardQuery(slug, asPublic));
  const board = query.data;
  const changes = useRef<ScoreboardChange[]>([]);
  const reloading = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(reloading.current), []);

  const reload = useEffectEvent((withinMs: number) => {
    reloading.current ??= setTimeout(() => {
      reloading.current = undefined;
      void client.invalidateQueries({ queryKey: scoreboardQuery(slug, asPublic).queryKey, exact: true });
    }, Math.random() * withinMs);
  });
  const settle = useEffectEvent(() => {
    const { queryKey } = scoreboardQuery(slug, asPublic);
    const before = client.getQueryData(queryKey);
    if (before === undefined) return;
    const { board: now, gap } = catchUp(before, changes.current);
    if (now !== before) client.setQueryData(queryKey, now);
    if (gap) reload(SPREAD_MS);
  });
  const onState = useEffectEvent((told: { state: ContestState; seq: number }) => {
    const now = client.getQueryData(scoreboardQuery(slug, asPublic).queryKey);
    if (now === undefined) return;
    if (asPublic ? told.state !== now.state : told.seq !== now.seq || told.state !== now.state) reload(SPREAD_MS);
  });

  useEffect(() => {
    changes.current = [];
    return watchContest(slug, {
      // The state follows, which tells whether anything was missed.
      onReady: () => undefined,
      onState,
      onScoreboard(change) {
        if (asPublic) return reload(PUBLIC_EVERY_MS);
        changes.current = [...changes.current, change].slice(-REMEMBERED);
        settle();
      },
    });
  }, [slug, asPublic]);
  useEffect(() => {
    if (board !== undefined && !asPublic) settle();
  }, [board, asPublic]);
  const turn = useEffectEvent(() => {
    if (board !== undefined && board.state !== state) reload(SPREAD_MS);
  });
  useEffect(() => turn(), [state]);
  return { board, error: whyNothing(query), refetch: () => void query.refetch() };
}
