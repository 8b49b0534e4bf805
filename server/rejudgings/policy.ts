/** Who may see rejudgings. The table of endpoints says the same of HTTP; this is for sockets. */
import { isStaff, type Caller } from '../http/caller.js';

export function maySeeRejudgings(caller: Pick<Caller, 'role'> | null): boolean {
  return isStaff(caller);
}
