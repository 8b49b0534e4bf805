/** Who may see a person's profile. */
import type { ProfileAccount } from '#database/profiles.js';
import { isStaff, type Caller } from '../http/caller.js';

/** Everybody who is signed in; but a hidden profile, or that of a disabled account, its owner and staff alone. */
export function maySeeProfile(viewer: Pick<Caller, 'id' | 'role'>, account: Pick<ProfileAccount, 'id' | 'disabledAt' | 'profileHiddenAt'>): boolean {
  return (account.profileHiddenAt === null && account.disabledAt === null) || maySeeHidden(viewer, account);
}

/** Also: is told whether it is hidden. */
export function maySeeHidden(viewer: Pick<Caller, 'id' | 'role'>, account: Pick<ProfileAccount, 'id'>): boolean {
  return viewer.id === account.id || isStaff(viewer);
}
