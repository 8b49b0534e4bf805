/** Accounts. Username and e-mail address are unique whatever their case. */
import { and, eq, getTableColumns, gt, ilike, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Role } from '#contract/account.js';
import { isUniqueViolation, type Querier, type Transaction } from './connect.js';
import { containsPattern, decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { accounts, apiTokens, drafts, sessions, submissions } from './schema.js';

export type AccountRow = typeof accounts.$inferSelect;

/** Answers with the account, or with the field that another account has already. */
export async function insertAccount(db: Querier, account: { username: string; email: string; passwordHash: string; role?: Role }): Promise<AccountRow | { taken: 'username' | 'email' }> {
  try {
    const [row] = await db.insert(accounts).values(account).returning();
    if (row === undefined) throw new Error('The account was not inserted');
    return row;
  } catch (error) {
    if (isUniqueViolation(error, 'accounts_username')) return { taken: 'username' };
    if (isUniqueViolation(error, 'accounts_email')) return { taken: 'email' };
    throw error;
  }
}

export async function selectOptionalAccount(db: Querier, id: string): Promise<AccountRow | null> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  return row ?? null;
}

/** By username or e-mail address. A username cannot contain an @, so the two never meet. */
export async function selectOptionalAccountByLogin(db: Querier, login: string): Promise<AccountRow | null> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(or(eq(sql`lower(${accounts.username})`, sql`lower(${login})`), eq(sql`lower(${accounts.email})`, sql`lower(${login})`)));
  return row ?? null;
}

export interface ManagedAccountRow extends AccountRow {
  /** Latest sign-in that still holds, use of a token (to the minute), submission or saved draft; null: none of these. */
  lastActiveAt: Date | null;
}

export interface AccountFilter {
  /** Part of a username or an e-mail address. */
  search?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

/** In the order of their lower-case usernames. */
export async function listAccounts(db: Querier, filter: AccountFilter, page: PageRequest): Promise<Page<ManagedAccountRow>> {
  const after = decodeCursor(page.cursor, (key) => key.length > 0 && key.length <= 64 && !key.includes('\u0000'));
  const rows = await db
    .select({ ...getTableColumns(accounts), lastActiveAt })
    .from(accounts)
    .where(
      and(
        after === undefined ? undefined : gt(sql`lower(${accounts.username})`, after),
        filter.role === undefined ? undefined : eq(accounts.role, filter.role),
        filter.disabled === undefined ? undefined : filter.disabled ? isNotNull(accounts.disabledAt) : isNull(accounts.disabledAt),
        filter.search === undefined ? undefined : or(ilike(accounts.username, containsPattern(filter.search)), ilike(accounts.email, containsPattern(filter.search))),
      ),
    )
    .orderBy(sql`lower(${accounts.username})`)
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.username.toLowerCase());
}

export async function selectOptionalManagedAccount(db: Querier, id: string): Promise<ManagedAccountRow | null> {
  const [row] = await db.select({ ...getTableColumns(accounts), lastActiveAt }).from(accounts).where(eq(accounts.id, id));
  return row ?? null;
}

// In a select of one table drizzle writes columns without their table's name, so the inner queries spell it out.
const lastActiveAt = sql<Date | null>`greatest(
  (select max(x.created_at) from ${sessions} x where x.account_id = accounts.id),
  (select max(x.last_used_at) from ${apiTokens} x where x.account_id = accounts.id),
  (select max(x.submitted_at) from ${submissions} x where x.account_id = accounts.id),
  (select max(x.saved_at) from ${drafts} x where x.account_id = accounts.id))`.mapWith((value: string | null) => (value === null ? null : new Date(value)));

/**
 * Locks the administrators who may sign in, so that two of them cannot take each other's role at once. Answers with
 * their ids.
 */
export async function lockAdministrators(tx: Transaction): Promise<string[]> {
  const rows = await tx.select({ id: accounts.id }).from(accounts).where(and(eq(accounts.role, 'admin'), isNull(accounts.disabledAt))).orderBy(accounts.id).for('update');
  return rows.map((row) => row.id);
}

/** Null: there is no such account. The first disabling keeps its time. */
const PENDING = 'pending:';

/** In the place of a hash that is still to be made, of a password that came with the import into this contest. No password fits it. */
export const pendingPassword = (contestId: string): string => `${PENDING}${contestId}`;
export const isPendingPassword = (passwordHash: string): boolean => passwordHash.startsWith(PENDING);

/** Of those whose passwords are still to be hashed; whoever has got another one meanwhile keeps it. */
export async function putPendingPasswords(db: Querier, hashed: readonly { accountId: string; passwordHash: string }[]): Promise<void> {
  await db.execute(sql`
    update ${accounts} a set password_hash = h.hash from unnest(${sql.param(hashed.map(({ accountId }) => accountId))}::uuid[], ${sql.param(hashed.map(({ passwordHash }) => passwordHash))}::text[]) h(id, hash)
    where a.id = h.id and a.password_hash like ${`${PENDING}%`}`);
}

/** How many passwords of a contest's import are still to be hashed. */
export async function countPendingPasswords(db: Querier, contestId: string): Promise<number> {
  return db.$count(accounts, eq(accounts.passwordHash, pendingPassword(contestId)));
}

/** Unless it has changed meanwhile. */
export async function replacePasswordHash(db: Querier, id: string, before: string, after: string): Promise<void> {
  await db.update(accounts).set({ passwordHash: after }).where(and(eq(accounts.id, id), eq(accounts.passwordHash, before)));
}

export async function changeAccount(db: Querier, id: string, change: { role?: Role; disabled?: boolean; passwordHash?: string }): Promise<AccountRow | null> {
  const { disabled, ...columns } = change;
  const [row] = await db
    .update(accounts)
    .set({ ...columns, id: sql`id`, ...(disabled === undefined ? {} : { disabledAt: disabled ? sql`coalesce(${accounts.disabledAt}, now())` : null }) })
    .where(eq(accounts.id, id))
    .returning();
  return row ?? null;
}
