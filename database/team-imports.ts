/** Brings teams that other software knows into a contest, with their accounts, groups and organizations. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Role } from '#contract/account.js';
import { pendingPassword } from './accounts.js';
import { setHelper } from './contest-helpers.js';
import type { Querier, Transaction } from './connect.js';
import { noteContestShape } from './contests.js';
import { participantMembers, participants } from './contest-schema.js';
import { contestGroups, contestOrganizations } from './contest-teams-schema.js';
import { accounts } from './schema.js';

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1000;

export interface KnownAccount {
  id: string;
  username: string;
  role: Role;
  /** The participant of this contest that it is a member of. */
  participantId: string | null;
  /** Its password is still to be hashed, as it came with an import into this contest. */
  pending: boolean;
}

/** By lower-case username. */
export async function selectKnownAccounts(db: Querier, contestId: string, usernames: readonly string[]): Promise<Map<string, KnownAccount>> {
  const rows: KnownAccount[] = [];
  for (const chunk of chunks(usernames.map((name) => name.toLowerCase()))) {
    rows.push(...(await db
      .select({ id: accounts.id, username: accounts.username, role: accounts.role, participantId: participantMembers.participantId, pending: sql<boolean>`${accounts.passwordHash} = ${pendingPassword(contestId)}` })
      .from(accounts)
      .leftJoin(participantMembers, and(eq(participantMembers.accountId, accounts.id), eq(participantMembers.contestId, contestId)))
      .where(inArray(sql`lower(${accounts.username})`, chunk))));
  }
  return new Map(rows.map((row) => [row.username.toLowerCase(), row]));
}

export interface ImportedTeam {
  /** Of a participant that is there. */
  id: string | null;
  row: Pick<typeof participants.$inferInsert, 'externalId' | 'icpcId' | 'name' | 'shortLabel' | 'affiliation' | 'group' | 'seat' | 'hidden'>;
  /** Lower-case usernames of those who are to be its members. */
  members: string[];
}

export interface TeamsToImport {
  groups: Omit<typeof contestGroups.$inferInsert, 'contestId'>[];
  organizations: Omit<typeof contestOrganizations.$inferInsert, 'contestId'>[];
  accounts: { username: string; email: string; passwordHash: string; role: Role }[];
  /** Ids of accounts that are there, by lower-case username. */
  knownAccounts: ReadonlyMap<string, string>;
  teams: ImportedTeam[];
  /** Lower-case usernames of those who are to be of its jury. */
  jury: string[];
}

/** Answers with the ids of all accounts, by lower-case username. @throws what the database says where something has come to be meanwhile that must be there once: see isUniqueViolation */
export async function importTeams(tx: Transaction, contestId: string, { groups, organizations, accounts: newAccounts, knownAccounts, teams, jury }: TeamsToImport): Promise<ReadonlyMap<string, string>> {
  for (const chunk of chunks(groups)) {
    await tx.insert(contestGroups).values(chunk.map((row) => ({ contestId, ...row })))
      .onConflictDoUpdate({ target: [contestGroups.contestId, contestGroups.id], set: { name: sql`excluded.name`, icpcId: sql`excluded.icpc_id`, type: sql`excluded.type` } });
  }
  for (const chunk of chunks(organizations)) {
    await tx.insert(contestOrganizations).values(chunk.map((row) => ({ contestId, ...row }))).onConflictDoUpdate({
      target: [contestOrganizations.contestId, contestOrganizations.id],
      set: { name: sql`excluded.name`, formalName: sql`excluded.formal_name`, icpcId: sql`excluded.icpc_id`, country: sql`excluded.country`, url: sql`excluded.url` },
    });
  }
  const accountIds = new Map(knownAccounts);
  for (const chunk of chunks(newAccounts)) {
    const made = await tx.insert(accounts).values(chunk).returning({ id: accounts.id, username: accounts.username });
    for (const { id, username } of made) accountIds.set(username.toLowerCase(), id);
  }
  const members: (typeof participantMembers.$inferInsert)[] = [];
  const idOf = (username: string) => accountIds.get(username) ?? fail(`There is no account ${username}`);
  for (const { id, row, members: usernames } of teams.filter((team) => team.id !== null)) {
    await tx.update(participants).set(row).where(and(eq(participants.id, id ?? ''), eq(participants.contestId, contestId)));
    members.push(...usernames.map((username) => ({ contestId, participantId: id ?? '', accountId: idOf(username) })));
  }
  for (const chunk of chunks(teams.filter((team) => team.id === null))) {
    const made = await tx.insert(participants).values(chunk.map(({ row }) => ({ contestId, ...row }))).returning({ id: participants.id, externalId: participants.externalId });
    const ids = new Map(made.map(({ id, externalId }) => [externalId, id]));
    members.push(...chunk.flatMap(({ row, members: usernames }) => usernames.map((username) => ({ contestId, participantId: ids.get(row.externalId ?? null) ?? fail('A team was not inserted'), accountId: idOf(username) }))));
  }
  for (const chunk of chunks(members)) await tx.insert(participantMembers).values(chunk).onConflictDoNothing();
  for (const username of jury) await setHelper(tx, contestId, idOf(username), 'jury');
  await noteContestShape(tx, contestId);
  return accountIds;
}

function fail(message: string): never {
  throw new Error(message);
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK);
}
