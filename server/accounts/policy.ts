/** What a role may do, whoever's the thing is. */
import type { Role } from '#contract/account.js';

type Right = 'import problems' | 'see all submissions' | 'administer';

const RIGHTS: Record<Role, readonly Right[]> = {
  student: [],
  instructor: ['import problems', 'see all submissions'],
  admin: ['import problems', 'see all submissions', 'administer'],
};

const has = (right: Right) => (role: Role) => RIGHTS[role].includes(right);

export const mayImportProblems = has('import problems');
export const maySeeAllSubmissions = has('see all submissions');
export const mayAdminister = has('administer');
