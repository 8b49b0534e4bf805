import { useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/account.js';
import { meQuery } from '../api/queries.js';

/** Who is here: not known yet, a guest, or an account. */
export type Visitor = { kind: 'unknown' } | { kind: 'guest' } | { kind: 'account'; me: Me };

export function useVisitor(): Visitor {
  const { data, isError } = useQuery(meQuery);
  if (data) return { kind: 'account', me: data };
  return data === null || isError ? { kind: 'guest' } : { kind: 'unknown' };
}

/** The account, or undefined for a guest or while it is not known. */
export function useMe(): Me | undefined {
  const visitor = useVisitor();
  return visitor.kind === 'account' ? visitor.me : undefined;
}
