import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api/call.js';
import { reconnect } from '../api/live.js';
import { meQuery } from '../api/queries.js';
import { forgetRecentProblems } from '../util/recent-problems.js';

/** Ends the session, forgets what its account had seen, and goes to the start. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await call('signOut').catch(() => undefined);
    forgetRecentProblems();
    client.clear();
    client.setQueryData(meQuery.queryKey, null);
    reconnect();
    await navigate({ to: '/' });
  };
}
