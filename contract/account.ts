import { z } from 'zod';

export const ROLES = ['student', 'instructor', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const usernameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/, 'Use 2 to 32 letters, digits, dots, dashes or underscores, beginning with a letter or digit');
export const passwordSchema = z.string().min(8, 'Use at least 8 characters').max(200, 'Use at most 200 characters');

export const newAccountSchema = z.object({
  username: usernameSchema,
  email: z.email('This is not an e-mail address').max(254),
  password: passwordSchema,
});

export const credentialsSchema = z.object({ username: z.string().min(1).max(254), password: z.string().min(1).max(200) });

export const accountSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  role: roleSchema,
  createdAt: z.iso.datetime(),
});
export type Account = z.infer<typeof accountSchema>;

/** Whoever holds a session alone must not be able to shut its owner out: the present password is asked for. */
export const changedPasswordSchema = z.object({ current: z.string().min(1).max(200), password: passwordSchema });

/** An administrator makes accounts of any role, also where nobody may sign up. */
export const createAccountSchema = newAccountSchema.extend({ role: roleSchema.optional().describe('Only of an administrator who makes the account; passed over else') });

/** An account as administrators see it. */
export const managedAccountSchema = accountSchema.extend({
  disabled: z.boolean(),
  lastActiveAt: z.iso.datetime().nullable().describe('Latest sign-in that still holds, use of a token, submission or saved draft'),
});
export type ManagedAccount = z.infer<typeof managedAccountSchema>;

/** What the signed-in person may do, so that a client shows no button that would be refused. */
export const meSchema = accountSchema.extend({
  may: z.object({ importProblems: z.boolean(), administer: z.boolean(), seeAllSubmissions: z.boolean() }),
});
export type Me = z.infer<typeof meSchema>;

export const newTokenSchema = z.object({ name: z.string().trim().min(1).max(100) });
export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
export const createdTokenSchema = z.object({ id: z.uuid(), name: z.string(), token: z.string() });
