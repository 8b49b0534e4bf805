import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api/call.js';
import { meQuery } from '../api/queries.js';

/** Signs in, and goes on to where the visitor wanted to be. */
export function useSignIn(then: string | undefined): (username: string, password: string) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (username, password) => {
    await call('signIn', { body: { username, password } });
    await client.fetchQuery({ ...meQuery, staleTime: 0 });
    await navigate({ href: then ?? '/', replace: true });
  };
}
