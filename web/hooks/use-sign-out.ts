import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { reconnect } from '../api/live.js';
import { WAS_HERE, meQuery } from '../api/queries.js';
import { toast } from '../ui/toast.js';
import { forgetRecentProblems } from '../util/recent-problems.js';
import { writeStored } from '../util/stored.js';

/** Ends the session, forgets what its account had seen, and goes to the start. Where the session cannot be ended that is said: whoever comes next must not find it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await call('signOut');
    } catch (error) {
      // Ended already.
      if (!(error instanceof Failure && error.code === 'not-signed-in')) return toast(error instanceof Error ? error.message : '', { tone: 'bad' });
    }
    forgetRecentProblems();
    writeStored(WAS_HERE, null);
    client.clear();
    client.setQueryData(meQuery.queryKey, null);
    reconnect();
    await navigate({ to: '/' });
  };
}
