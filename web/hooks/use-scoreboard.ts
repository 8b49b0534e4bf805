import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ContestState } from '#contract/contest.js';
import type { Scoreboard, ScoreboardChange } from '#contract/scoreboard.js';
import { scoreboardQuery } from '../api/contest-queries.js';
import { whyNothing } from '../api/failure.js';
import { watchContest, watchPublicBoard } from '../api/live.js';
import { catchUp } from '../util/standings.js';

/** So many changes are remembered, for a board that was asked for before they happened and comes after them. */
const REMEMBERED = 100;
/** Loading anew is spread, as everybody hears of it in the same moment. Milliseconds. */
const SPREAD_MS = 1000;

/** The standings as they are and as they change. `state`: the contest's, which changes by itself at its start, freeze and end. `asPublic`: for the jury, what everybody else sees. */
export function useScoreboard(slug: string, state: ContestState, asPublic: boolean): { board: Scoreboard | undefined; error: Error | null; refetch: () => void } {
  const client = useQueryClient();
  const query = useQuery(scoreboardQuery(slug, asPublic));
  const board = query.data;
  const changes = useRef<ScoreboardChange[]>([]);
  const reloading = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(reloading.current), []);

  const reload = useEffectEvent(() => {
    reloading.current ??= setTimeout(() => {
      reloading.current = undefined;
      void client.invalidateQueries({ queryKey: scoreboardQuery(slug, asPublic).queryKey, exact: true });
    }, Math.random() * SPREAD_MS);
  });
  const settle = useEffectEvent(() => {
    const { queryKey } = scoreboardQuery(slug, asPublic);
    const before = client.getQueryData(queryKey);
    if (before === undefined) return;
    const { board: now, gap } = catchUp(before, changes.current);
    if (now !== before) client.setQueryData(queryKey, now);
    if (gap) reload();
  });
  const onState = useEffectEvent((told: { state: ContestState; seq: number }) => {
    const now = client.getQueryData(scoreboardQuery(slug, asPublic).queryKey);
    if (now !== undefined && (told.seq !== now.seq || told.state !== now.state)) reload();
  });

  useEffect(() => {
    changes.current = [];
    return (asPublic ? watchPublicBoard : watchContest)(slug, {
      // The state follows, which tells whether anything was missed.
      onReady: () => undefined,
      onState,
      onScoreboard(change) {
        changes.current = [...changes.current, change].slice(-REMEMBERED);
        settle();
      },
    });
  }, [slug, asPublic]);
  useEffect(() => {
    if (board !== undefined) settle();
  }, [board]);
  const turn = useEffectEvent(() => {
    if (board !== undefined && board.state !== state) reload();
  });
  useEffect(() => turn(), [state]);
  return { board, error: whyNothing(query), refetch: () => void query.refetch() };
}
