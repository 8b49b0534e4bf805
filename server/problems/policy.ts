/** Who may see and who may change a problem. Used by HTTP and by sockets. */
import type { ProblemRow } from '#database/problems.js';
import type { Caller } from '../http/caller.js';
import { isStaff } from '../http/caller.js';

type Viewed = Pick<ProblemRow, 'visibility' | 'ownerId'>;
type Viewer = Pick<Caller, 'id' | 'role'> | null;

/** Public ones everybody; private ones their owner and staff. Who may not see one is told that there is none. */
export function maySeeProblem(viewer: Viewer, problem: Viewed): boolean {
  return problem.visibility === 'public' || isStaff(viewer) || (viewer !== null && viewer.id === problem.ownerId);
}

/** Its owner, as long as they are staff, and admins: package, versions, verification, visibility. */
export function mayEditProblem(viewer: Viewer, problem: Viewed): boolean {
  if (viewer === null || !isStaff(viewer)) return false;
  return viewer.role === 'admin' || viewer.id === problem.ownerId;
}
