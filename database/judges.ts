/** The judges of this installation: each writes its row with every heartbeat. */
import { asc, eq, sql, type SQL } from 'drizzle-orm';
import { ANSWERS, type OfferedLanguage } from '#contract/language.js';
import type { Canary } from '#contract/status.js';
import type { Querier } from './connect.js';
import { notify } from './notify.js';
import { judges } from './schema.js';

/** A judge that was not heard of for so long, by the database's clock, is not alive. */
export const ALIVE_SECONDS = 20;

export interface JudgeDescription {
  name: string;
  host: string;
  slots: number;
  languages: OfferedLanguage[];
  startedAt: Date;
  /** How steady its host is; null until it was measured. */
  canary?: Canary | null;
}

export interface SeenJudge extends JudgeDescription {
  lastSeenAt: Date;
  alive: boolean;
  /** Judgings that it holds at present. */
  busy: number;
}

const isAlive = sql<boolean>`${judges.lastSeenAt} > now() - make_interval(secs => ${ALIVE_SECONDS})`;

/** Whether a living judge on a steady host runs the language, which is an expression; answers have none to be run in. */
export function aSteadyJudgeOffers(language: SQL): SQL<boolean> {
  const offers = sql`(${language} = ${ANSWERS} or ${judges.languages} @> jsonb_build_array(jsonb_build_object('id', ${language})))`;
  return sql`exists (select from ${judges} where ${isAlive} and (${judges.canary} ->> 'steady')::boolean and ${offers})`;
}

/** Says that the judge is there. Tells servers when it is new. */
export async function reportJudge(db: Querier, judge: JudgeDescription): Promise<void> {
  const described = { ...judge, lastSeenAt: sql`now()` };
  const rows = await db.insert(judges).values(described).onConflictDoUpdate({ target: judges.name, set: described }).returning({ isNew: sql<boolean>`xmax = 0` });
  if (rows[0]?.isNew === true) await notify(db, 'queue_changed', {});
}

/** Says that the judge has drained and is gone. */
export async function reportJudgeGone(db: Querier, name: string): Promise<void> {
  await db.update(judges).set({ lastSeenAt: sql`now() - make_interval(secs => ${ALIVE_SECONDS + 1})` }).where(eq(judges.name, name));
  await notify(db, 'queue_changed', {});
}

/** Those of the last day; the rest is history. */
export async function listJudges(db: Querier): Promise<SeenJudge[]> {
  return db
    .select({
      name: judges.name, host: judges.host, slots: judges.slots, languages: judges.languages, startedAt: judges.startedAt, lastSeenAt: judges.lastSeenAt, canary: judges.canary, alive: isAlive,
      busy: sql<number>`(select count(*)::int from judgings j where j.judge = ${judges.name} and j.claimed_at is not null and j.finished_at is null and j.cancelled_at is null)`,
    })
    .from(judges)
    .where(sql`${judges.lastSeenAt} > now() - interval '1 day'`)
    .orderBy(asc(judges.name));
}

/** What at least one living judge can run, by id; where they differ, as the judge whose name comes first says. */
export async function selectOfferedLanguages(db: Querier): Promise<OfferedLanguage[]> {
  const rows = await db.select({ languages: judges.languages }).from(judges).where(isAlive).orderBy(asc(judges.name));
  const offered = new Map<string, OfferedLanguage>();
  for (const language of rows.flatMap((row) => row.languages)) if (!offered.has(language.id)) offered.set(language.id, language);
  return [...offered.values()];
}
