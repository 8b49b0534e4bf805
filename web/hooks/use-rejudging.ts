import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Rejudging } from '#contract/rejudging.js';
import { whyNothing } from '../api/failure.js';
import { watchRejudging } from '../api/live.js';
import { rejudgingQuery } from '../api/staff-queries.js';

/** Asked anyway while it is running, in case the live channel says nothing. */
const ASK_EVERY_MS = 8000;
/** What changes is compared again at most so often; the count of what is judged moves at once. */
const COMPARE_EVERY_MS = 2000;

/** A rejudging as it goes on. */
export function useRejudging(id: string): { rejudging: Rejudging | undefined; error: Error | null; refetch: () => void } {
  const client = useQueryClient();
  const query = useQuery({ ...rejudgingQuery(id), refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false) });
  const watched = query.data !== undefined;
  useEffect(() => {
    if (!watched) return;
    const { queryKey } = rejudgingQuery(id);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const compare = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey });
    };
    const stop = watchRejudging(id, {
      onReady: () => void client.invalidateQueries({ queryKey, exact: true }),
      onProgress(progress) {
        const before = client.getQueryData(queryKey);
        if (before === undefined || (before.done === progress.done && before.state === progress.state)) return;
        client.setQueryData(queryKey, { ...before, ...progress });
        if (before.state !== progress.state) compare();
        else timer ??= setTimeout(compare, COMPARE_EVERY_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, id, watched]);
  return { rejudging: query.data, error: whyNothing(query), refetch: () => void query.refetch() };
}
