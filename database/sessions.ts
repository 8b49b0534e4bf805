/** Sign-ins of browsers and tokens of programs. Only hashes of the secrets are here; a disabled account has neither. */
import { and, desc, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Querier } from './connect.js';
import { accounts, apiTokens, sessions } from './schema.js';
import type { AccountRow } from './accounts.js';

export type TokenRow = typeof apiTokens.$inferSelect;

/** `lifetimeSeconds` from now, by the database's clock. */
export async function insertSession(db: Querier, session: { tokenHash: string; accountId: string; lifetimeSeconds: number }): Promise<{ expiresAt: Date }> {
  const { tokenHash, accountId, lifetimeSeconds } = session;
  const [row] = await db
    .insert(sessions)
    .values({ tokenHash, accountId, expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})` })
    .returning({ expiresAt: sessions.expiresAt });
  if (row === undefined) throw new Error('The session was not inserted');
  return row;
}

/** The account that is signed in, unless the session has expired or the account is disabled. */
export async function selectOptionalSession(db: Querier, tokenHash: string): Promise<{ account: AccountRow; expiresAt: Date } | null> {
  const [row] = await db
    .select({ account: accounts, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.tokenHash, tokenHash), sql`${sessions.expiresAt} > now()`, isNull(accounts.disabledAt)));
  return row ?? null;
}

export async function deleteSession(db: Querier, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** Signs an account out everywhere, but for one session if it is named: after a new password or when it is disabled. */
export async function deleteSessionsOf(db: Querier, accountId: string, except?: { tokenHash: string }): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.accountId, accountId), except && ne(sessions.tokenHash, except.tokenHash)));
}

export async function deleteExpiredSessions(db: Querier): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
}

export async function insertToken(db: Querier, token: { accountId: string; name: string; tokenHash: string }): Promise<TokenRow> {
  const [row] = await db.insert(apiTokens).values(token).returning();
  if (row === undefined) throw new Error('The token was not inserted');
  return row;
}

/** The account of a bearer token that is not revoked. Its last use is noted, to the minute. */
export async function selectOptionalTokenAccount(db: Querier, tokenHash: string): Promise<{ account: AccountRow; tokenId: string } | null> {
  const [row] = await db
    .select({ account: accounts, tokenId: apiTokens.id, unnoted: sql<boolean>`coalesce(${apiTokens.lastUsedAt} < now() - interval '1 minute', true)` })
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
    .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt), isNull(accounts.disabledAt)));
  if (row === undefined) return null;
  if (row.unnoted) await db.update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, row.tokenId));
  return { account: row.account, tokenId: row.tokenId };
}

/** Those that still open something, newest first. */
export async function listTokens(db: Querier, accountId: string): Promise<TokenRow[]> {
  return db.select().from(apiTokens).where(and(eq(apiTokens.accountId, accountId), isNull(apiTokens.revokedAt))).orderBy(desc(apiTokens.createdAt), apiTokens.id);
}

/** False: the account has no such token, or revoked it already. */
export async function revokeToken(db: Querier, token: { id: string; accountId: string }): Promise<boolean> {
  const rows = await db
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiTokens.id, token.id), eq(apiTokens.accountId, token.accountId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  return rows.length > 0;
}

export async function revokeTokensOf(db: Querier, accountId: string): Promise<void> {
  await db.update(apiTokens).set({ revokedAt: sql`now()` }).where(and(eq(apiTokens.accountId, accountId), isNull(apiTokens.revokedAt)));
}
