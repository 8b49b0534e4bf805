import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Verification } from '#contract/problem.js';
import { watchVerification } from '../api/live.js';
import { verificationQuery } from '../api/queries.js';

/** News that come faster than this are fetched once; in milliseconds. */
const GATHER_MS = 400;

/** A verification as it goes on; when it is over, what depends on it is fetched again: it may have published its version. */
export function useVerification(slug: string, id: string): UseQueryResult<Verification> {
  const client = useQueryClient();
  const query = useQuery(verificationQuery(slug, id));
  const state = query.data?.state;
  useEffect(() => {
    if (state !== 'running') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: verificationQuery(slug, id).queryKey });
      }, GATHER_MS);
    };
    const stop = watchVerification(id, { onReady: fetchSoon, onChanged: fetchSoon });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, slug, id, state]);
  useEffect(() => {
    if (state !== 'finished') return;
    void client.invalidateQueries({ queryKey: ['problem', slug] });
    void client.invalidateQueries({ queryKey: ['verifications'] });
  }, [client, slug, state]);
  return query;
}
