/** Who takes part in a contest. */
import { and, asc, eq, gt, ilike, inArray, isNotNull, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { noteContestShape } from './contests.js';
import { clarifications, contestProblems, contests, participantMembers, participants, virtualRuns } from './contest-schema.js';
import { notify } from './notify.js';
import { containsPattern, decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { accounts, submissions } from './schema.js';

export type ParticipantRow = typeof participants.$inferSelect;
export interface ParticipantWithMembers {
  participant: ParticipantRow;
  /** Usernames. */
  members: string[];
}

export type NewParticipant = Pick<typeof participants.$inferInsert, 'contestId' | 'name' | 'affiliation' | 'group' | 'unofficial' | 'hidden' | 'seat' | 'networks'> & { accountIds: readonly string[] };

/** `taken`: the name; `registered`: one of the accounts is in the contest already. */
export async function insertParticipant(tx: Transaction, { accountIds, ...row }: NewParticipant): Promise<ParticipantRow | 'taken' | 'registered'> {
  const [inserted] = await tx.insert(participants).values(row).onConflictDoNothing().returning();
  if (inserted === undefined) return 'taken';
  if (accountIds.length > 0) {
    const members = await tx.insert(participantMembers).values(accountIds.map((accountId) => ({ contestId: row.contestId, accountId, participantId: inserted.id }))).onConflictDoNothing().returning();
    if (members.length < accountIds.length) return 'registered';
  }
  await noteContestShape(tx, row.contestId, { hidden: inserted.hidden });
  return inserted;
}

/** What decides who may watch a contest, with somebody's part in it. Null: it is gone. */
export async function selectOptionalWatched(db: Querier, contestId: string, accountId: string | null): Promise<{ contest: Pick<typeof contests.$inferSelect, 'id' | 'visibility' | 'ownerId' | 'juryIds' | 'runnerIds'>; participant: ParticipantRow | null } | null> {
  const { id, visibility, ownerId, juryIds, runnerIds } = contests;
  const [contest] = await db.select({ id, visibility, ownerId, juryIds, runnerIds }).from(contests).where(eq(contests.id, contestId));
  return contest === undefined ? null : { contest, participant: accountId === null ? null : await selectOptionalParticipant(db, contestId, accountId) };
}

export async function selectOptionalParticipant(db: Querier, contestId: string, accountId: string): Promise<ParticipantRow | null> {
  const [row] = await db
    .select({ participant: participants })
    .from(participantMembers)
    .innerJoin(participants, eq(participants.id, participantMembers.participantId))
    .where(and(eq(participantMembers.contestId, contestId), eq(participantMembers.accountId, accountId)));
  return row?.participant ?? null;
}

// The table is named in words: drizzle writes a column of the only table of a query without it.
const WITH_MEMBERS = { participant: participants, members: sql<string[]>`coalesce((select array_agg(a.username order by a.username) from ${participantMembers} m join ${accounts} a on a.id = m.account_id where m.participant_id = participants.id), '{}')` };

export async function listParticipants(db: Querier, contestId: string): Promise<ParticipantWithMembers[]> {
  return db.select(WITH_MEMBERS).from(participants).where(eq(participants.contestId, contestId)).orderBy(asc(participants.name));
}

export interface ParticipantSearch {
  text?: string | undefined;
  /** Whether those whom others do not see are among them. */
  hidden: boolean;
  /** Whether it looks where they sit, and from where they submit. */
  places: boolean;
}

/** By name, with how many there are that fit. */
export async function listParticipantPage(db: Querier, contestId: string, { text, hidden, places }: ParticipantSearch, page: PageRequest): Promise<Page<ParticipantWithMembers> & { total: number }> {
  const after = decodeCursor(page.cursor, (key) => key.length > 0 && key.length <= 320 && !key.includes('\u0000'));
  const { name, affiliation, group, seat, address } = participants;
  const pattern = text === undefined ? undefined : containsPattern(text);
  const fits = and(
    eq(participants.contestId, contestId),
    hidden ? undefined : eq(participants.hidden, false),
    pattern === undefined ? undefined : or(
      ...[name, affiliation, group, ...(places ? [seat, address] : [])].map((column) => ilike(column, pattern)),
      sql`exists (select from ${participantMembers} m join ${accounts} a on a.id = m.account_id where m.participant_id = participants.id and a.username ilike ${pattern})`,
    ),
  );
  const key = sql`lower(${participants.name})`;
  const rows = await db.select({ ...WITH_MEMBERS, key: sql<string>`lower(participants.name)` }).from(participants).where(and(fits, after === undefined ? undefined : gt(key, after))).orderBy(key).limit(page.limit + 1);
  const { items, nextCursor } = toPage(rows, page.limit, (row) => row.key);
  return { items: items.map(({ participant, members }) => ({ participant, members })), nextCursor, total: await db.$count(participants, fits) };
}

/** Null: there is no such participant in the contest. */
export async function selectOptionalWithMembers(db: Querier, contestId: string, id: string): Promise<ParticipantWithMembers | null> {
  const [row] = await db.select(WITH_MEMBERS).from(participants).where(and(eq(participants.id, id), eq(participants.contestId, contestId)));
  return row ?? null;
}

export interface ParticipantPatch extends Partial<Pick<ParticipantRow, 'name' | 'affiliation' | 'group' | 'seat' | 'unofficial' | 'hidden'>> {
  disqualified?: boolean;
  /** Accounts that are in it from now on. */
  accountIds?: readonly string[];
}

/** `taken`: the name; `registered`: one of the accounts is in another participant; null: there is no such participant in the contest. */
export async function changeParticipant(tx: Transaction, contestId: string, id: string, { disqualified, accountIds, ...fields }: ParticipantPatch): Promise<ParticipantWithMembers | 'taken' | 'registered' | null> {
  const [found] = await tx.select().from(participants).where(and(eq(participants.id, id), eq(participants.contestId, contestId))).for('no key update');
  if (found === undefined) return null;
  const change = { ...fields, ...(disqualified === undefined ? {} : { disqualifiedAt: disqualified ? sql`coalesce(${participants.disqualifiedAt}, now())` : null }) };
  if (change.name !== undefined) {
    const same = await tx.$count(participants, sql`${participants.contestId} = ${contestId} and lower(${participants.name}) = lower(${change.name}) and ${participants.id} <> ${id}`);
    if (same > 0) return 'taken';
  }
  if (Object.keys(change).length > 0) await tx.update(participants).set(change).where(eq(participants.id, id));
  if (accountIds !== undefined && !(await putMembers(tx, found, accountIds))) return 'registered';
  await noteContestShape(tx, contestId, { hidden: found.hidden && change.hidden !== false });
  return selectOptionalWithMembers(tx, contestId, id);
}

/** False: one of them is in another participant of the contest. */
async function putMembers(tx: Transaction, { id: participantId, contestId }: ParticipantRow, accountIds: readonly string[]): Promise<boolean> {
  const left = await tx.delete(participantMembers).where(and(eq(participantMembers.participantId, participantId), notInArray(participantMembers.accountId, [...accountIds]))).returning({ accountId: participantMembers.accountId });
  if (left.length > 0) await notify(tx, 'contest_left', { id: contestId, participant: participantId });
  if (accountIds.length > 0) await tx.insert(participantMembers).values(accountIds.map((accountId) => ({ contestId, accountId, participantId }))).onConflictDoNothing();
  return (await tx.$count(participantMembers, eq(participantMembers.participantId, participantId))) === accountIds.length;
}

/** What they have asked and printed goes with them, but what was answered to everybody stays. `submitted`: they have submitted something, and stay. */
export async function deleteParticipant(tx: Transaction, contestId: string, id: string): Promise<'deleted' | 'submitted' | 'gone'> {
  // Under this lock nothing can be submitted.
  const [found] = await tx.select().from(participants).where(and(eq(participants.id, id), eq(participants.contestId, contestId))).for('update');
  if (found === undefined) return 'gone';
  if ((await tx.$count(submissions, and(eq(submissions.contestId, contestId), eq(submissions.participantId, id)))) > 0) return 'submitted';
  await tx.update(clarifications).set({ participantId: null }).where(and(eq(clarifications.participantId, id), eq(clarifications.toAll, true)));
  await tx.delete(participants).where(eq(participants.id, id));
  await notify(tx, 'contest_left', { id: contestId, participant: id });
  await noteContestShape(tx, contestId, found);
  return 'deleted';
}

/** Under its lock no time of its own begins, nobody else leaves, and nothing is submitted. Null: the account is in none. */
export async function selectOptionalParticipantLocked(tx: Transaction, contestId: string, accountId: string): Promise<ParticipantRow | null> {
  const found = await selectOptionalParticipant(tx, contestId, accountId);
  if (found === null) return null;
  const [locked] = await tx.select().from(participants).where(eq(participants.id, found.id)).for('update');
  return locked ?? null;
}

/** One member less of a participant that is locked; the last one takes it along. `submitted`: they have submitted something, and stay. */
export async function leaveParticipant(tx: Transaction, { id, contestId, hidden }: ParticipantRow, accountId: string): Promise<'left' | 'submitted'> {
  if ((await tx.$count(participantMembers, and(eq(participantMembers.participantId, id), ne(participantMembers.accountId, accountId)))) === 0) {
    return (await deleteParticipant(tx, contestId, id)) === 'submitted' ? 'submitted' : 'left';
  }
  await tx.delete(participantMembers).where(and(eq(participantMembers.participantId, id), eq(participantMembers.accountId, accountId)));
  await notify(tx, 'contest_left', { id: contestId, participant: id });
  await noteContestShape(tx, contestId, { hidden });
  return 'left';
}

export type BoardPerson = Pick<ParticipantRow, 'id' | 'name' | 'affiliation' | 'group' | 'unofficial' | 'hidden'> & { disqualified: boolean };

/** What a scoreboard shows of them: who is disqualified has no rank. */
export async function listBoardParticipants(db: Querier, contestId: string): Promise<BoardPerson[]> {
  const { id, name, affiliation, group, hidden } = participants;
  const disqualified = sql<boolean>`${participants.disqualifiedAt} is not null`;
  return db.select({ id, name, affiliation, group, unofficial: sql<boolean>`${participants.unofficial} or ${disqualified}`, hidden, disqualified }).from(participants).where(eq(participants.contestId, contestId));
}

/** Their time begins, once. */
export async function startParticipant(tx: Transaction, participant: Pick<ParticipantRow, 'id' | 'contestId' | 'hidden'>): Promise<void> {
  await tx.update(participants).set({ startedAt: sql`now()` }).where(and(eq(participants.id, participant.id), isNull(participants.startedAt)));
  await noteContestShape(tx, participant.contestId, participant);
}

/** Those whose own time has begun. */
export async function listStartedParticipants(db: Querier, contestId: string): Promise<string[]> {
  const rows = await db.select({ id: participants.id }).from(participants).where(and(eq(participants.contestId, contestId), isNotNull(participants.startedAt)));
  return rows.map(({ id }) => id);
}

/** Of these usernames, who there is. */
export async function selectAccountIds(db: Querier, usernames: readonly string[]): Promise<Map<string, string>> {
  if (usernames.length === 0) return new Map();
  const rows = await db.select({ id: accounts.id, username: accounts.username }).from(accounts).where(inArray(sql`lower(${accounts.username})`, usernames.map((name) => name.toLowerCase())));
  return new Map(rows.map(({ id, username }) => [username.toLowerCase(), id]));
}

/**
 * Whether somebody may see a problem by taking part in a contest: one that has begun, for them where each has a time of their own.
 * What they have seen they may see again afterwards. So with virtual runs.
 */
export async function seesInContest(db: Querier, accountId: string, problemId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: contests.id })
    .from(contestProblems)
    .innerJoin(contests, eq(contests.id, contestProblems.contestId))
    .innerJoin(participantMembers, eq(participantMembers.contestId, contests.id))
    .innerJoin(participants, eq(participants.id, participantMembers.participantId))
    .where(and(
      eq(contestProblems.problemId, problemId), eq(participantMembers.accountId, accountId),
      sql`${contests.startsAt} <= now() and (${contests.windowSeconds} is null or ${participants.startedAt} is not null)`,
    ))
    .limit(1);
  if (row !== undefined) return true;
  return (await db.$count(virtualRuns, and(eq(virtualRuns.accountId, accountId), sql`exists (select from ${contestProblems} where ${contestProblems.contestId} = ${virtualRuns.contestId} and ${contestProblems.problemId} = ${problemId})`))) > 0;
}

/** Whether somebody took part in a contest with this problem that is over, or takes one virtually: they may go on practising. */
export async function practisesInContest(db: Querier, accountId: string, problemId: string): Promise<boolean> {
  const taken = sql`exists (select from participant_members m where m.contest_id = c.id and m.account_id = ${accountId}) or exists (select from virtual_runs v where v.contest_id = c.id and v.account_id = ${accountId})`;
  const { rows } = await db.execute<{ may: boolean }>(sql`
    select exists (select from contest_problems p join contests c on c.id = p.contest_id
      where p.problem_id = ${problemId} and now() >= c.starts_at + make_interval(secs => c.duration_seconds) and (${taken})) as may`);
  return rows[0]?.may === true;
}

export interface OpenContest {
  contest: typeof contests.$inferSelect;
  participant: ParticipantRow;
}

/** Contests that are running for somebody now and have this problem, the one that ends first at the head. */
export async function selectOpenContests(db: Querier, accountId: string, problemId: string): Promise<OpenContest[]> {
  return db
    .select({ contest: contests, participant: participants })
    .from(contestProblems)
    .innerJoin(contests, eq(contests.id, contestProblems.contestId))
    .innerJoin(participantMembers, eq(participantMembers.contestId, contests.id))
    .innerJoin(participants, eq(participants.id, participantMembers.participantId))
    .where(and(
      eq(contestProblems.problemId, problemId), eq(participantMembers.accountId, accountId),
      sql`now() >= ${contests.startsAt} and now() < ${contests.startsAt} + make_interval(secs => ${contests.durationSeconds})`,
      sql`(${contests.windowSeconds} is null or now() < ${participants.startedAt} + make_interval(secs => ${contests.windowSeconds}))`,
    ))
    .orderBy(sql`${contests.startsAt} + make_interval(secs => ${contests.durationSeconds})`);
}

/** Binds a participant to an address, unless they are bound already; answers with the one that they are bound to. */
export async function bindAddress(tx: Transaction, participantId: string, address: string): Promise<string> {
  const [row] = await tx
    .update(participants)
    .set({ address: sql`coalesce(${participants.address}, ${address})`, boundAt: sql`coalesce(${participants.boundAt}, now())` })
    .where(eq(participants.id, participantId))
    .returning({ address: participants.address });
  return row?.address ?? address;
}

/** False: there is no such participant in the contest. `released`: they are bound anew by their next submission. */
export async function changeAddress(db: Querier, contestId: string, id: string, { networks, released }: { networks?: string[] | null | undefined; released?: boolean | undefined }): Promise<boolean> {
  const changed = await db
    .update(participants)
    .set({ id: sql`${participants.id}`, ...(networks === undefined ? {} : { networks }), ...(released === true ? { address: null, boundAt: null } : {}) })
    .where(and(eq(participants.id, id), eq(participants.contestId, contestId)))
    .returning({ id: participants.id });
  return changed.length > 0;
}

/** Of these names of participants or usernames of their members, whom they mean in a contest. */
export async function selectParticipantIds(db: Querier, contestId: string, names: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ name: string; id: string }>(sql`
    select lower(p.name) as name, p.id from participants p where p.contest_id = ${contestId} and lower(p.name) = any(${sql.param([...names])}::text[])
    union all
    select lower(a.username), m.participant_id from participant_members m join accounts a on a.id = m.account_id where m.contest_id = ${contestId} and lower(a.username) = any(${sql.param([...names])}::text[])`);
  return new Map(rows.reverse().map(({ name, id }) => [name, id]));
}
