/**
 * Runs of a package's labelled submissions: all of them (a verification, with the check of its data beside it), or those that the time
 * limit is found from (a calibration), in the same queue as everybody's. Every test is run where the time limit or what the package
 * expects depends on each; else judging stops as for everybody.
 */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { JUDGING_PRIORITY } from '#contract/judging.js';
import { ANSWERS } from '#contract/language.js';
import type { FileRef, LabelledSubmission } from '#contract/package.js';
import { readBlobStart } from './blobs.js';
import { calibrateTimeLimit, type Calibration } from './calibrate.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { insertDataCheck, selectOptionalDataCheck, type DataCheckRow } from './data-checks.js';
import { notify } from './notify.js';
import { enqueueJudging } from './queue.js';
import { judgings, problemVersions, submissions, verifications } from './schema.js';
import { insertSources, type JudgingRow } from './submissions.js';

export type VerificationRow = typeof verifications.$inferSelect;

export interface NewVerification {
  problemId: string;
  versionId: string;
  labels: readonly LabelledSubmission[];
  /** Ids of languages that living judges offer; empty: no judge lives, so all are queued to wait for one. */
  offered: readonly string[];
  createdBy: string | null;
}

/** A labelled submission with its judging. */
export interface VerifiedSubmission {
  submissionId: string;
  label: LabelledSubmission;
  judging: JudgingRow;
}

/** Queues every labelled submission and the check of the data; those that no judge here can run are listed with the verification, with the reason. */
export async function createVerification(tx: Transaction, verification: NewVerification): Promise<{ id: string }> {
  const created = await insertVerification(tx, verification, 'verification', verification.labels);
  await insertDataCheck(tx, { verificationId: created.id, versionId: verification.versionId });
  return created;
}

/**
 * Queues the accepted submissions that find the time limit of a version that has none. `settleCalibrations` does the
 * rest, also where there is not one that can be run.
 */
export async function startCalibration(tx: Transaction, verification: NewVerification): Promise<{ id: string }> {
  return insertVerification(tx, verification, 'calibration', verification.labels.filter((label) => label.calibrates === 'lower'));
}

/** In the order of the package. */
export async function selectOptionalVerification(db: Querier, id: string): Promise<{ verification: VerificationRow; version: typeof problemVersions.$inferSelect; submissions: VerifiedSubmission[]; data: DataCheckRow | null } | null> {
  const [row] = await db.select({ verification: verifications, version: problemVersions }).from(verifications).innerJoin(problemVersions, eq(problemVersions.id, verifications.versionId)).where(eq(verifications.id, id));
  if (row === undefined) return null;
  const found = await selectVerified(db, id);
  const data = await selectOptionalDataCheck(db, id);
  const order = new Map(row.version.package.submissions.map((label, index) => [label.path, index]));
  return { ...row, data, submissions: found.toSorted((a, b) => (order.get(a.label.path) ?? 0) - (order.get(b.label.path) ?? 0)) };
}

/**
 * Stores the time limit of every version whose calibration is over, and wakes judges for what waited. First it cancels
 * what waits for a language that no living judge offers. Any number of servers may call it at once, and as often as they
 * like. Answers with the versions.
 */
export async function settleCalibrations(db: Database): Promise<string[]> {
  await cancelUnrunnable(db);
  const open = await db.execute<{ id: string; versionId: string }>(sql`
    select distinct on (c.version_id) c.id, c.version_id as "versionId" from verifications c join problem_versions v on v.id = c.version_id
    where c.purpose = 'calibration' and v.time_limit_ms is null and not exists (
      select from submissions s join judgings j on j.submission_id = s.id and j.current
      where s.verification_id = c.id and j.finished_at is null and j.cancelled_at is null)
    order by c.version_id, c.created_at desc`);
  const settled: string[] = [];
  for (const { id, versionId } of open.rows) if (await settle(db, id, versionId)) settled.push(versionId);
  return settled;
}

async function settle(db: Database, verificationId: string, versionId: string): Promise<boolean> {
  const found = await selectOptionalVerification(db, verificationId);
  if (found === null) return false;
  const calibration = calibrateTimeLimit(
    found.version.package,
    found.submissions.map(({ label, judging }) => ({ path: label.path, verdict: judging.verdict, tests: judging.tests ?? [] })),
  );
  const unjudgeable = found.verification.unjudgeable.map((one) => `${one.path}: ${one.reason}.`);
  return storeLimit(db, versionId, { ...calibration, note: [calibration.note, ...unjudgeable].join(' ') });
}

/** Once: a limit that is there stays. */
async function storeLimit(db: Database, versionId: string, { timeLimitMs, slowestAcceptedMs, note }: Calibration): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const stored = await tx
      .update(problemVersions)
      .set({ timeLimitMs, calibration: { slowestAcceptedMs, note } })
      .where(and(eq(problemVersions.id, versionId), isNull(problemVersions.timeLimitMs)))
      .returning({ id: problemVersions.id });
    if (stored.length > 0) await notify(tx, 'judging_queued', {});
    return stored.length > 0;
  });
}

/**
 * Labelled submissions in a language that no judge offers would wait for ever, and a calibration with them. They get
 * half a minute, as judges do not all start at once, and stay as long as no judge lives at all.
 */
async function cancelUnrunnable(db: Querier): Promise<void> {
  await db.execute(sql`
    with offered as (
      select distinct l ->> 'id' as id from judges, jsonb_array_elements(languages) l where last_seen_at > now() - interval '20 seconds'
    )
    update judgings j set cancelled_at = now(), reason = 'No judge here can run ' || j.language
    from submissions s
    where s.id = j.submission_id and (s.verification_id is not null or j.rejudging_id is not null)
      and j.claimed_at is null and j.finished_at is null and j.cancelled_at is null and j.queued_at < now() - interval '30 seconds'
      and exists (select from offered) and j.language <> ${ANSWERS} and j.language not in (select id from offered)`);
}

async function insertVerification(tx: Transaction, wanted: NewVerification, purpose: VerificationRow['purpose'], labels: readonly LabelledSubmission[]): Promise<{ id: string }> {
  const reasons = labels.map((given) => {
    const label = withoutPypy(given, wanted.offered);
    return { label, reason: whyUnjudgeable(label, wanted.offered) };
  });
  const unjudgeable = reasons.flatMap(({ label, reason }) => (reason === null ? [] : [{ path: label.path, language: label.language, reason }]));
  const [row] = await tx.insert(verifications).values({ versionId: wanted.versionId, purpose, unjudgeable, createdBy: wanted.createdBy }).returning({ id: verifications.id });
  if (row === undefined) throw new Error('The verification was not inserted');
  for (const { label, reason } of reasons) {
    if (reason !== null || label.language === null) continue;
    const files = [];
    for (const file of label.files) files.push({ name: nameInside(label, file), content: await readBlobStart(tx, file.hash, file.size) });
    const submissionId = await insertSources(tx, { problemId: wanted.problemId, accountId: null, language: label.language, entryPoint: label.entryPoint ?? null, verificationId: row.id, label }, files);
    await enqueueJudging(tx, {
      submissionId, versionId: wanted.versionId, language: label.language, accountId: null, mode: purpose === 'calibration' || speaksOfTests(label) ? 'every-test' : 'until-settled',
      priority: JUDGING_PRIORITY[purpose], calibrates: purpose === 'calibration',
    });
  }
  return row;
}

/** A label that its reader meant for PyPy is run by CPython where there is no PyPy. */
function withoutPypy(label: LabelledSubmission, offered: readonly string[]): LabelledSubmission {
  return label.language === 'pypy3' && offered.length > 0 && !offered.includes('pypy3') ? { ...label, language: 'python3' } : label;
}

function speaksOfTests(label: LabelledSubmission): boolean {
  return (label.requirements ?? []).some((requirement) => requirement.tests !== null || requirement.required !== undefined || requirement.message !== undefined);
}

function whyUnjudgeable(label: LabelledSubmission, offered: readonly string[]): string | null {
  if (label.language === null) return 'No known language fits its files';
  if (offered.length > 0 && label.language !== ANSWERS && !offered.includes(label.language)) return `No judge here can run ${label.language}`;
  return null;
}

/** `submissions/accepted/main.cpp` of label `accepted/main.cpp` is main.cpp; of a folder, the path below it. */
function nameInside(label: LabelledSubmission, file: FileRef): string {
  const folder = `submissions/${label.path}/`;
  return file.path.startsWith(folder) ? file.path.slice(folder.length) : (file.path.split('/').at(-1) ?? file.path);
}

async function selectVerified(db: Querier, verificationId: string): Promise<VerifiedSubmission[]> {
  const rows = await db
    .select({ submissionId: submissions.id, label: submissions.label, judging: judgings })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .where(eq(submissions.verificationId, verificationId))
    .orderBy(asc(submissions.submittedAt), asc(submissions.id));
  return rows.flatMap(({ label, ...row }) => (label === null ? [] : [{ ...row, label }]));
}
