import type { Account } from '#contract/account.js';

/** Who is calling, and by which proof. Anonymous callers are null. */
export interface Caller extends Account {
  /** A cookie travels by itself, so writes under it need the defence in csrf.ts; a token does not. */
  by: 'session' | 'token';
}

/** No limit on how often or how many holds for these. */
export const hasStaffToken = (caller: Caller | null): boolean => isStaff(caller) && caller?.by === 'token';

export const isStaff = (caller: Pick<Caller, 'role'> | null): boolean => caller !== null && caller.role !== 'student';
