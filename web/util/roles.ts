import type { Role } from '#contract/account.js';

/** Every role, in the order of its rights; the type says that none is missing. */
export const ROLE_WORD: Record<Role, string> = { student: 'Student', instructor: 'Instructor', admin: 'Administrator' };
export const ROLES = Object.keys(ROLE_WORD) as Role[];
