import type { Who } from '#contract/endpoints.js';
import type { Role } from '#contract/account.js';
import type { Caller } from './caller.js';
import { ApiError } from './errors.js';

/** Roles that satisfy each demand of the table of endpoints; null stands for anonymous. */
const ENOUGH = {
  anyone: ['student', 'instructor', 'admin'],
  'signed-in': ['student', 'instructor', 'admin'],
  instructor: ['instructor', 'admin'],
  admin: ['admin'],
} as const satisfies Record<Who, readonly Role[]>;

/** @throws ApiError `not-signed-in` or `forbidden` */
export function authorize(who: Who, caller: Caller | null): void {
  if (who === 'anyone') return;
  if (caller === null) throw new ApiError('not-signed-in', 'Sign in first.');
  const roles: readonly Role[] = ENOUGH[who];
  if (!roles.includes(caller.role)) throw new ApiError('forbidden', `This needs the role ${who}.`);
}
