/** Balloons of a contest. The database makes them itself, with the verdicts (migration 0010); here they are listed and delivered. */
import { and, asc, desc, eq, gte, isNotNull, isNull, not, or, sql, type SQL } from 'drizzle-orm';
import type { BalloonChange, BalloonState } from '#contract/contest-site.js';
import type { Querier, Transaction } from './connect.js';
import { balloons } from './contest-site-schema.js';
import { contestProblems, contestResults, participants } from './contest-schema.js';
import { notify } from './notify.js';
import { accounts, problems } from './schema.js';

export type BalloonRow = typeof balloons.$inferSelect;

export interface ListedBalloon {
  balloon: BalloonRow;
  participant: { id: string; name: string; affiliation: string | null; group: string | null; seat: string | null };
  problem: { id: string; label: string; name: string; color: string | null };
  submittedAt: Date;
  /** What is told of it waits until all is shown. */
  isHeld: boolean;
  runner: string | null;
  /** Labels of the others that they have. */
  has: string[];
}

/**
 * Null: it was taken back before anybody set out with it, so that there is nothing to do. `isHeld`: it is for a submission of the freeze,
 * and not to be seen before all is shown; one that is out all the same, since an earlier submission has lost its verdict, must come back.
 */
export function balloonState({ balloon: { revokedAt, takenAt, deliveredAt }, isHeld }: Pick<ListedBalloon, 'balloon' | 'isHeld'>): BalloonState | null {
  if (revokedAt !== null || isHeld) return takenAt === null ? null : 'recalled';
  if (deliveredAt !== null) return 'delivered';
  return takenAt === null ? 'waiting' : 'taken';
}

const isOut = isNotNull(balloons.takenAt);
const heldSince = (until: Date | null): SQL<boolean> => (until === null ? sql`false` : sql<boolean>`(${gte(contestResults.submittedAt, until)})`);
const isTakenBack = (until: Date | null) => or(isNotNull(balloons.revokedAt), heldSince(until));
const isToDeliver = (until: Date | null) => and(not(isTakenBack(until)!), isNull(balloons.deliveredAt));
const isDelivered = (until: Date | null) => and(not(isTakenBack(until)!), isNotNull(balloons.deliveredAt));

/** Those that something is to be done with, as they were earned, then the last that were delivered. What was submitted from `until` on is held, where it is given. */
export async function listBalloons(db: Querier, contestId: string, until: Date | null, mostDelivered: number): Promise<ListedBalloon[]> {
  const open = await listed(db, contestId, until, or(isToDeliver(until), and(isTakenBack(until), isOut))).orderBy(asc(balloons.earnedAt), asc(balloons.id));
  const delivered = await listed(db, contestId, until, isDelivered(until)).orderBy(desc(balloons.deliveredAt), asc(balloons.id)).limit(mostDelivered);
  return [...open, ...delivered];
}

function listed(db: Querier, contestId: string, until: Date | null, which: SQL | undefined) {
  return db
    .select({
      balloon: balloons,
      participant: { id: participants.id, name: participants.name, affiliation: participants.affiliation, group: participants.group, seat: participants.seat },
      problem: { id: problems.id, label: contestProblems.label, name: problems.name, color: contestProblems.color },
      submittedAt: contestResults.submittedAt,
      isHeld: heldSince(until),
      runner: accounts.username,
      has: sql<string[]>`array(select cp.label from balloons b join contest_problems cp on cp.contest_id = b.contest_id and cp.problem_id = b.problem_id
        where b.participant_id = ${participants.id} and b.id <> ${balloons.id} and b.delivered_at is not null order by cp.position)`,
    })
    .from(balloons)
    .innerJoin(participants, eq(participants.id, balloons.participantId))
    .innerJoin(problems, eq(problems.id, balloons.problemId))
    .innerJoin(contestProblems, and(eq(contestProblems.contestId, balloons.contestId), eq(contestProblems.problemId, balloons.problemId)))
    .innerJoin(contestResults, eq(contestResults.submissionId, balloons.submissionId))
    .leftJoin(accounts, eq(accounts.id, balloons.runnerId))
    .where(and(eq(balloons.contestId, contestId), eq(participants.hidden, false), which));
}

export async function countBalloons(db: Querier, contestId: string, until: Date | null): Promise<{ waiting: number; recalled: number }> {
  const [row] = await db
    .select({ waiting: sql<number>`(count(*) filter (where ${isToDeliver(until)}))::int`, recalled: sql<number>`(count(*) filter (where ${and(isTakenBack(until), isOut)}))::int` })
    .from(balloons)
    .innerJoin(participants, eq(participants.id, balloons.participantId))
    .innerJoin(contestResults, eq(contestResults.submissionId, balloons.submissionId))
    .where(and(eq(balloons.contestId, contestId), eq(participants.hidden, false)));
  return row ?? { waiting: 0, recalled: 0 };
}

/** Who delivers it; `by`: who says so, and may take it from nobody else unless they are of the jury. */
export interface BalloonMove {
  state: BalloonChange['state'];
  runnerId: string;
  mayTakeOver: boolean;
}

/** `gone`: there is no such balloon; `conflict`: somebody was faster, or it is not earned any more. */
export async function moveBalloon(tx: Transaction, contestId: string, id: string, { state, runnerId, mayTakeOver }: BalloonMove): Promise<'moved' | 'gone' | 'conflict'> {
  const one = and(eq(balloons.id, id), eq(balloons.contestId, contestId));
  const undelivered = and(isNull(balloons.revokedAt), isNull(balloons.deliveredAt));
  const own = mayTakeOver ? undefined : or(isNull(balloons.takenAt), eq(balloons.runnerId, runnerId));
  const moves: Record<BalloonChange['state'], () => Promise<unknown[]>> = {
    // One that is under way is given back by who has it; any runner undoes a delivery, and brings back what is recalled.
    waiting: () => tx.update(balloons).set({ runnerId: null, takenAt: null, deliveredAt: null }).where(and(one, own && or(own, isNotNull(balloons.deliveredAt), isNotNull(balloons.revokedAt)))).returning(),
    taken: () => tx.update(balloons).set({ runnerId, takenAt: sql`now()` }).where(and(one, undelivered, own)).returning(),
    delivered: () => tx.update(balloons).set({ runnerId: sql`coalesce(${balloons.runnerId}, ${runnerId})`, takenAt: sql`coalesce(${balloons.takenAt}, now())`, deliveredAt: sql`now()` }).where(and(one, undelivered)).returning(),
  };
  const moved = await moves[state]();
  if (moved.length === 0) return (await tx.$count(balloons, one)) === 0 ? 'gone' : 'conflict';
  await notify(tx, 'contest_site_changed', { id: contestId, what: 'balloons' });
  return 'moved';
}

/** After they were switched on: of all that is solved already. */
export async function refreshBalloons(tx: Transaction, contestId: string): Promise<void> {
  await tx.execute(sql`select refresh_balloons(${contestId})`);
}
