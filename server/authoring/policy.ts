/** Who may do what with a problem that is being written. To others there is no such thing. Used by HTTP and by sockets. */
import type { FoundAuthored } from '#database/authoring.js';
import { isStaff, type Caller } from '../http/caller.js';

type Author = Pick<Caller, 'id' | 'role'> | null;

/** See and change everything of it, and publish it: owner, collaborators, admins, as long as they are staff. */
export function mayWrite(caller: Author, { authored, collaborators }: Pick<FoundAuthored, 'collaborators'> & { authored: Pick<FoundAuthored['authored'], 'ownerId'> }): boolean {
  if (caller === null || !isStaff(caller)) return false;
  return caller.role === 'admin' || caller.id === authored.ownerId || collaborators.some(({ id }) => id === caller.id);
}

/** Change who its collaborators are, and delete it. */
export function mayShare(caller: Author, { authored }: { authored: Pick<FoundAuthored['authored'], 'ownerId'> }): boolean {
  return caller !== null && isStaff(caller) && (caller.role === 'admin' || caller.id === authored.ownerId);
}
