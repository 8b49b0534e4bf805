import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Status } from '#contract/status.js';
import { watchQueue } from '../api/live.js';
import { statusQuery } from '../api/queries.js';

/** A busy queue changes twice a second: its length is shown at once, the rest is asked for at most so often, in milliseconds. */
const ASK_EVERY_MS = 3_000;

/** Judges and queue as they are now, and as they go on. */
export function useLiveStatus(): UseQueryResult<Status> {
  const client = useQueryClient();
  const query = useQuery(statusQuery);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => void client.invalidateQueries({ queryKey: statusQuery.queryKey });
    const stop = watchQueue({
      onReady: again,
      onQueue(queue) {
        client.setQueryData(statusQuery.queryKey, (before) => before && { ...before, queue: { ...before.queue, ...queue } });
        timer ??= setTimeout(() => {
          timer = undefined;
          again();
        }, ASK_EVERY_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  return query;
}
