/** Which of the chosen problems an action is for, and why not for the others. Pure. */
import type { StaffProblem } from '#contract/problem.js';

export type BulkAction = 'publish' | 'hide' | 'delete';
export interface LeftOut {
  problem: StaffProblem;
  why: 'not yours' | 'already' | 'has submissions';
}

export function splitForBulk(action: BulkAction, problems: readonly StaffProblem[]): { affected: StaffProblem[]; leftOut: LeftOut[] } {
  const affected: StaffProblem[] = [];
  const leftOut: LeftOut[] = [];
  for (const problem of problems) {
    const why = whyNot(action, problem);
    if (why === null) affected.push(problem);
    else leftOut.push({ problem, why });
  }
  return { affected, leftOut };
}

function whyNot(action: BulkAction, { mayEdit, visibility, submissions }: StaffProblem): LeftOut['why'] | null {
  if (!mayEdit) return 'not yours';
  if (action === 'delete') return submissions > 0 ? 'has submissions' : null;
  return visibility === (action === 'publish' ? 'public' : 'private') ? 'already' : null;
}
