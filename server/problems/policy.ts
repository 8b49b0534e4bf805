/** Who may see and who may change a problem. Used by HTTP and by sockets. */
import type { ProblemRow } from '#database/problems.js';
import type { Caller } from '../http/caller.js';
import { isStaff } from '../http/caller.js';

type Viewed = Pick<ProblemRow, 'visibility' | 'ownerId' | 'editorIds'>;
type Viewer = Pick<Caller, 'id' | 'role'> | null;

/** Public ones everybody; private ones their owner and staff. Who may not see one is told that there is none. */
export function maySeeProblem(viewer: Viewer, problem: Viewed): boolean {
  return problem.visibility === 'public' || isStaff(viewer) || (viewer !== null && viewer.id === problem.ownerId);
}

/** Its owner and those who write it, as long as they are staff, and admins: package, versions, verification, visibility. */
export function mayEditProblem(viewer: Viewer, problem: Viewed): boolean {
  if (viewer === null || !isStaff(viewer)) return false;
  return viewer.role === 'admin' || viewer.id === problem.ownerId || problem.editorIds.includes(viewer.id);
}

/** Until a version is published only those who may edit it try it out. */
export function maySubmitTo(viewer: Viewer, problem: Viewed, published: boolean): boolean {
  return maySeeProblem(viewer, problem) && (published || mayEditProblem(viewer, problem));
}

/** What others may have their part in is deleted by nobody but its owner and admins. */
export function mayDeleteProblem(viewer: Viewer, problem: Viewed): boolean {
  return mayEditProblem(viewer, problem) && (viewer?.role === 'admin' || viewer?.id === problem.ownerId);
}
