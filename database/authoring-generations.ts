/**
 * The life of a generation, the making of tests by programs. It is queued, claimed, renewed and finished as a run is (runs.ts).
 * A judge may not write blobs: what a program made comes in chunks, and then, in one transaction with the last of them, the row of
 * its step. A step that can be seen is whole; a server makes a blob of its chunks and names it in the part that it is for.
 */
import { Readable } from 'node:stream';
import { and, asc, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm';
import type { GENERATION_STEPS } from '#contract/authoring-work.js';
import type { GenerationJob, GenerationTest } from '#contract/generation.js';
import { LEASE_SECONDS } from '#contract/judging.js';
import { CHUNK_BYTES, openBlob, storeBlob, type StoredBlob } from './blobs.js';
import { generationChunks, generationSteps, generations } from './authoring-schema.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { notify } from './notify.js';
import { isUuid } from './page.js';
import { accounts } from './schema.js';
import { withoutNul } from './text.js';

export type StepRow = typeof generationSteps.$inferSelect;
export type GenerationRow = Omit<typeof generations.$inferSelect, 'job'>;
export interface FoundGeneration {
  generation: GenerationRow;
  username: string | null;
  done: number;
  failed: number;
  /** Made, but no blob yet. */
  waiting: number;
}

export interface ClaimedGeneration {
  id: string;
  authoredId: string;
  attempt: number;
  judge: string;
  job: GenerationJob;
  done: StepRow[];
}
type Claim = Pick<ClaimedGeneration, 'id' | 'authoredId' | 'attempt' | 'judge'>;

/** What a judge says of a step; what it made is in the chunks of `id`. */
export interface NewStep {
  id: string;
  testId: string;
  step: (typeof GENERATION_STEPS)[number];
  ok: boolean;
  message: string;
  cpuMs: number;
  /** Null: it makes nothing, or nothing came of it. */
  size: number | null;
}

const MAX_ATTEMPTS = 3;
const KEPT = sql`interval '30 days'`;

/** Null: one of this problem is not finished yet. The problem must be locked. */
export async function insertGeneration(tx: Transaction, wanted: { authoredId: string; accountId: string; job: GenerationJob; languages: string[]; total: number }): Promise<{ id: string } | null> {
  const unfinished = await tx.$count(generations, and(eq(generations.authoredId, wanted.authoredId), isNull(generations.finishedAt), isNull(generations.cancelledAt)));
  if (unfinished > 0) return null;
  const [row] = await tx.insert(generations).values(wanted).returning({ id: generations.id });
  if (row === undefined) throw new Error('The generation was not inserted');
  await notify(tx, 'generation_queued', {});
  await notify(tx, 'authoring_changed', { id: wanted.authoredId, by: null, generation: row.id });
  return row;
}

const { job: _job, ...SHOWN } = getTableColumns(generations);

function select(db: Querier) {
  const count = (condition: ReturnType<typeof sql>) => sql<number>`(select count(*)::int from generation_steps s where s.generation_id = ${generations.id} and ${condition})`;
  return db
    .select({ generation: SHOWN, username: accounts.username, done: count(sql`true`), failed: count(sql`not s.ok`), waiting: count(sql`s.size is not null and s.hash is null`) })
    .from(generations)
    .leftJoin(accounts, eq(accounts.id, generations.accountId))
    .$dynamic();
}

export async function selectLastGeneration(db: Querier, authoredId: string): Promise<FoundGeneration | null> {
  const [row] = await select(db).where(eq(generations.authoredId, authoredId)).orderBy(desc(generations.queuedAt)).limit(1);
  return row ?? null;
}

export async function selectOptionalGeneration(db: Querier, authoredId: string, id: string): Promise<(FoundGeneration & { steps: StepRow[]; job: GenerationJob }) | null> {
  if (!isUuid(id)) return null;
  const [row] = await select(db).where(and(eq(generations.id, id), eq(generations.authoredId, authoredId)));
  if (row === undefined) return null;
  const steps = await db.select().from(generationSteps).where(eq(generationSteps.generationId, id));
  const [{ job } = { job: null }] = await db.select({ job: generations.job }).from(generations).where(eq(generations.id, id));
  return job === null ? null : { ...row, steps, job };
}

/** The oldest that waits or whose judge was lost, or null. */
export async function claimGeneration(db: Querier, { judge, languages }: { judge: string; languages: readonly string[] }): Promise<ClaimedGeneration | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update generations set claimed_at = now(), lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), judge = ${judge}, attempt = attempt + 1
    where id = (
      select id from generations
      where finished_at is null and cancelled_at is null and (claimed_at is null or lease_until < now()) and attempt - releases < ${MAX_ATTEMPTS}
        and languages <@ ${sql.param([...languages, 'script'])}::text[]
      order by queued_at limit 1 for update skip locked
    ) returning id`);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  const [row] = await db.select({ id: generations.id, authoredId: generations.authoredId, attempt: generations.attempt, judge: generations.judge, job: generations.job }).from(generations).where(eq(generations.id, id));
  if (row === undefined || row.judge === null) return null;
  await notify(db, 'authoring_changed', { id: row.authoredId, by: null, generation: id });
  return { ...row, judge: row.judge, done: await db.select().from(generationSteps).where(eq(generationSteps.generationId, id)) };
}

/** False: it is another judge's, cancelled, or over. */
export async function renewGeneration(db: Querier, claim: Claim): Promise<boolean> {
  const held = await db.update(generations).set({ leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` }).where(isHeld(claim)).returning({ id: generations.id });
  return held.length > 0;
}

/** Writes what a step made, and the step. False: the generation is not held any more, and nothing was written. */
export async function writeStep(db: Database, claim: Claim, step: NewStep, made: AsyncIterable<Buffer> | null, tell: boolean): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await renewGeneration(tx, claim))) return false;
    let position = 0;
    for await (const data of made ?? []) {
      if (data.length > CHUNK_BYTES) throw new Error(`A chunk of ${data.length} bytes`);
      await tx.insert(generationChunks).values({ stepId: step.id, generationId: claim.id, position, data });
      position += 1;
    }
    await tx.insert(generationSteps).values(withoutNul({ ...step, generationId: claim.id }));
    if (tell) await notify(tx, 'authoring_changed', { id: claim.authoredId, by: null, generation: claim.id });
    return true;
  });
}

/** What a step made, whether it is a blob by now or not. */
export function openChunks(db: Querier, stepId: string): Readable {
  return Readable.from(readChunks(db, stepId), { objectMode: false });
}

async function* readChunks(db: Querier, stepId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const [row] = await db.select({ data: generationChunks.data }).from(generationChunks).where(and(eq(generationChunks.stepId, stepId), eq(generationChunks.position, position)));
    if (row === undefined) return;
    yield row.data;
  }
}

export async function selectOptionalStep(db: Querier, id: string): Promise<StepRow | null> {
  const [row] = await db.select().from(generationSteps).where(eq(generationSteps.id, id));
  return row ?? null;
}

/** False: it is another judge's, or over. */
export async function finishGeneration(db: Database, claim: Claim, failure: string | null): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const finished = await tx.update(generations).set({ finishedAt: sql`now()`, ...withoutNul({ failure }) }).where(isHeld(claim)).returning({ id: generations.id });
    if (finished.length > 0) await notify(tx, 'authoring_changed', { id: claim.authoredId, by: null, generation: claim.id });
    return finished.length > 0;
  });
}

/** Gives it back, with the steps that are done; it counts as no attempt. */
export async function releaseGeneration(db: Database, claim: Claim): Promise<void> {
  await inTransaction(db, async (tx) => {
    const released = await tx.update(generations).set({ claimedAt: null, leaseUntil: null, judge: null, releases: sql`${generations.releases} + 1` }).where(isHeld(claim)).returning({ id: generations.id });
    if (released.length > 0) await notify(tx, 'generation_queued', {});
  });
}

/** False: it is over already. */
export async function cancelGeneration(db: Querier, authoredId: string, id: string): Promise<boolean> {
  const rows = await db
    .update(generations)
    .set({ cancelledAt: sql`now()` })
    .where(and(eq(generations.id, id), eq(generations.authoredId, authoredId), isNull(generations.finishedAt), isNull(generations.cancelledAt)))
    .returning({ id: generations.id });
  if (rows.length > 0) await notify(db, 'authoring_changed', { id: authoredId, by: null, generation: id });
  return rows.length > 0;
}

/** Ends what no judge came to the end of, and forgets what is long over. */
export async function settleGenerations(db: Querier): Promise<void> {
  const failure = 'The judges that worked on this were lost. Start it again.';
  const lost = await db
    .update(generations)
    .set({ failure, finishedAt: sql`now()` })
    .where(and(isNull(generations.finishedAt), isNull(generations.cancelledAt), lt(generations.leaseUntil, sql`now()`), sql`${generations.attempt} - ${generations.releases} >= ${MAX_ATTEMPTS}`))
    .returning({ id: generations.id, authoredId: generations.authoredId });
  for (const { id, authoredId } of lost) await notify(db, 'authoring_changed', { id: authoredId, by: null, generation: id });
  await db.delete(generations).where(sql`coalesce(${generations.finishedAt}, ${generations.cancelledAt}) < now() - ${KEPT}`);
}

export interface MadeStep {
  step: StepRow;
  authoredId: string;
  accountId: string | null;
  /** Of the job: what the step was to make. */
  test: GenerationTest;
  solutionRecipe: string | null;
  blob: StoredBlob;
}

/**
 * Makes a blob of what one step made that has none, and hands it on in the transaction that says so. False: there is none that
 * another server is not at work on. Inputs come before the answers that were made of them.
 */
export async function takeMade(db: Database, use: (tx: Transaction, made: MadeStep) => Promise<void>): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [waiting] = await tx
      .select({ id: generationSteps.id })
      .from(generationSteps)
      .where(and(isNull(generationSteps.hash), sql`${generationSteps.size} is not null`))
      .orderBy(asc(sql`${generationSteps.step} = 'answer'`))
      .limit(1)
      .for('update', { skipLocked: true });
    if (waiting === undefined) return false;
    const step = await selectOptionalStep(tx, waiting.id);
    if (step === null || step.hash !== null) return true;
    const blob = await storeBlob(db, openChunks(tx, step.id));
    if (blob.size !== step.size) {
      // It must not stand in the way of the others for ever.
      await tx.update(generationSteps).set({ ok: false, size: null, message: `Of ${step.size} bytes that were made ${blob.size} came here. Generate again.` }).where(eq(generationSteps.id, step.id));
      await tx.delete(generationChunks).where(eq(generationChunks.stepId, step.id));
      return true;
    }
    await tx.update(generationSteps).set({ hash: blob.hash }).where(eq(generationSteps.id, step.id));
    await tx.delete(generationChunks).where(eq(generationChunks.stepId, step.id));
    const [of] = await tx
      .select({
        authoredId: generations.authoredId,
        accountId: generations.accountId,
        test: sql<GenerationTest>`(select t from jsonb_array_elements(${generations.job} -> 'tests') t where t ->> 'id' = ${step.testId} limit 1)`,
        solutionRecipe: sql<string | null>`${generations.job} #>> '{solution,recipe}'`,
      })
      .from(generations)
      .where(eq(generations.id, step.generationId));
    if (of) await use(tx, { step: { ...step, hash: blob.hash }, ...of, blob });
    return true;
  });
}

/** All that a judge asks of generations. */
export function generationQueue(db: Database, by: { judge: string; languages: readonly string[] }) {
  return {
    claim: () => claimGeneration(db, by),
    renew: (claim: Claim) => renewGeneration(db, claim),
    write: (claim: Claim, step: NewStep, made: AsyncIterable<Buffer> | null, tell: boolean) => writeStep(db, claim, step, made, tell),
    async open({ id }: Pick<StepRow, 'id'>) {
      const step = await selectOptionalStep(db, id);
      return step?.hash ? openBlob(db, step.hash) : openChunks(db, id);
    },
    finish: (claim: Claim, failure: string | null) => finishGeneration(db, claim, failure),
    release: (claim: Claim) => releaseGeneration(db, claim),
  };
}

function isHeld({ id, attempt, judge }: Claim) {
  return and(eq(generations.id, id), eq(generations.attempt, attempt), eq(generations.judge, judge), isNull(generations.finishedAt), isNull(generations.cancelledAt));
}
