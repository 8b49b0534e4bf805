import type { Account, ManagedAccount, Me } from '#contract/account.js';
import type { AccountRow, ManagedAccountRow } from '#database/accounts.js';
import type { TokenRow } from '#database/sessions.js';
import { mayAdminister, mayImportProblems, maySeeAllSubmissions } from './policy.js';

export function presentAccount({ id, username, email, role, createdAt }: AccountRow): Account {
  return { id, username, email, role, createdAt: createdAt.toISOString() };
}

export function presentManagedAccount(row: ManagedAccountRow): ManagedAccount {
  return { ...presentAccount(row), disabled: row.disabledAt !== null, lastActiveAt: row.lastActiveAt?.toISOString() ?? null };
}

export function presentMe({ id, username, email, role, createdAt }: Account): Me {
  return {
    id, username, email, role, createdAt,
    may: { importProblems: mayImportProblems(role), administer: mayAdminister(role), seeAllSubmissions: maySeeAllSubmissions(role) },
  };
}

export function presentToken({ id, name, createdAt, lastUsedAt }: TokenRow) {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
