import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api/call.js';
import { reconnect } from '../api/live.js';
import { meQuery } from '../api/queries.js';

/** Signs in, forgets what the guest had seen, and goes on to where the visitor wanted to be. */
export function useSignIn(then: string | undefined): (username: string, password: string) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (username, password) => {
    await call('signIn', { body: { username, password } });
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    await client.fetchQuery({ ...meQuery, staleTime: 0 });
    reconnect();
    await navigate({ href: then ?? '/', replace: true });
  };
}
