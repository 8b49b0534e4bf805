import { useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/account.js';
import { WAS_HERE, meQuery } from '../api/queries.js';
import { readStored } from '../util/stored.js';

/**
 * Who is here: not known yet, a guest, or an account. While it is not known, `likely` says who was here last, so
 * that places can be kept for what will probably follow; nothing is decided by it.
 */
export type Visitor = { kind: 'unknown'; likely: 'guest' | 'account'; /** Why it is not known. */ error?: Error } | { kind: 'guest' } | { kind: 'account'; me: Me };

export function useVisitor(): Visitor {
  const { data, error } = useQuery(meQuery);
  if (data) return { kind: 'account', me: data };
  return data === null ? { kind: 'guest' } : { kind: 'unknown', likely: readStored(WAS_HERE) === null ? 'guest' : 'account', ...(error ? { error } : {}) };
}

/** Who it is, or who it probably is. */
export const likelyKind = (visitor: Visitor): 'guest' | 'account' => (visitor.kind === 'unknown' ? visitor.likely : visitor.kind);

/** The account, or undefined for a guest or while it is not known. */
export function useMe(): Me | undefined {
  const visitor = useVisitor();
  return visitor.kind === 'account' ? visitor.me : undefined;
}
