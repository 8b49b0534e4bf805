import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Run } from '#contract/run.js';
import { watchRun } from '../api/live.js';
import { runQuery } from '../api/queries.js';

/** Asked anyway, in milliseconds, in case the live channel says nothing. */
const ASK_EVERY_MS = 2000;

/** A run as it goes on; undefined while nothing is known of it. */
export function useRun(id: string | undefined): { run: Run | undefined; error: Error | null } {
  const client = useQueryClient();
  const { data, error } = useQuery({ ...runQuery(id ?? ''), enabled: id !== undefined, refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : ASK_EVERY_MS) });
  useEffect(() => {
    if (id === undefined) return;
    const { queryKey } = runQuery(id);
    return watchRun(id, {
      onReady: () => void client.invalidateQueries({ queryKey }),
      onChanged: (run) => client.setQueryData(queryKey, (before) => (before?.state === 'finished' ? before : run)),
    });
  }, [client, id]);
  return { run: id === undefined ? undefined : data, error };
}
