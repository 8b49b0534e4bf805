/** Verifications in lists: how far each is, and what its submissions came to, without their bulk. */
import { sql, type SQL } from 'drizzle-orm';
import type { GraderAnswers } from '#contract/judging.js';
import type { LabelledSubmission, ProblemPackage } from '#contract/package.js';
import type { Querier } from './connect.js';
import { isUuid } from './page.js';

export interface ListedVerification {
  id: string;
  problemId: string;
  versionId: string;
  problem: string;
  problemName: string;
  version: number;
  username: string | null;
  createdAt: Date;
  /** Queued for judges here, and how many of them are judged or given up. */
  queued: number;
  done: number;
  /** Those that could not even be queued. */
  unjudgeable: number;
  /** Null: it is from before data was checked. */
  data: { finished: boolean; done: number; total: number | null; failed: number; broken: boolean } | null;
  /** Another one whenever a submission is judged (again). */
  fingerprint: string;
}

/** What one labelled submission came to. */
export interface LabelledOutcome {
  verificationId: string;
  label: LabelledSubmission;
  /** Null: not judged, or not yet. */
  verdict: string | null;
  score: number | null;
  cancelled: boolean;
  tests: { name: string; group: string; verdict: string; score: number | null; judgeMessage: string | null }[];
  graderAnswers: GraderAnswers | null;
  /** Of the package, by which points are given. */
  types: ProblemPackage['types'];
  groups: ProblemPackage['groups'];
}

/** Newest first; those that somebody began, or all of a problem. */
export async function listVerifications(db: Querier, of: { createdBy: string } | { problemId: string }, limit: number): Promise<ListedVerification[]> {
  const condition = 'createdBy' in of ? sql`c.created_by = ${of.createdBy}` : sql`v.problem_id = ${of.problemId}`;
  return list(db, sql`select c.id from verifications c join problem_versions v on v.id = c.version_id where c.purpose = 'verification' and ${condition} order by c.created_at desc, c.id limit ${limit}`);
}

/** The last one of each problem, by the problem's id. */
export async function selectLastVerifications(db: Querier, problemIds: readonly string[]): Promise<Map<string, ListedVerification>> {
  const found = await list(
    db,
    sql`select distinct on (v.problem_id) c.id from verifications c join problem_versions v on v.id = c.version_id
      where c.purpose = 'verification' and v.problem_id = any(${sql.param(problemIds)}::uuid[]) order by v.problem_id, c.created_at desc`,
  );
  return new Map(found.map((each) => [each.problemId, each]));
}

/** The last one of each version of a problem, by the version's id. */
export async function selectVerificationsOfVersions(db: Querier, problemId: string): Promise<Map<string, ListedVerification>> {
  const found = await list(
    db,
    sql`select distinct on (c.version_id) c.id from verifications c join problem_versions v on v.id = c.version_id
      where c.purpose = 'verification' and v.problem_id = ${problemId} order by c.version_id, c.created_at desc`,
  );
  return new Map(found.map((each) => [each.versionId, each]));
}

/** Null: there is no such verification. */
export async function selectOptionalListed(db: Querier, id: string): Promise<ListedVerification | null> {
  if (!isUuid(id)) return null;
  const [found] = await list(db, sql`select c.id from verifications c where c.purpose = 'verification' and c.id = ${id}`);
  return found ?? null;
}

/** The verification that a labelled submission belongs to, or null. */
export async function selectOptionalVerificationOf(db: Querier, submissionId: string): Promise<string | null> {
  const { rows } = await db.execute<{ id: string | null }>(sql`select verification_id as id from submissions where id = ${submissionId}`);
  return rows[0]?.id ?? null;
}

/** Of every labelled submission that was queued, of all these verifications. */
export async function selectOutcomes(db: Querier, verificationIds: readonly string[]): Promise<LabelledOutcome[]> {
  if (verificationIds.length === 0) return [];
  const { rows } = await db.execute<{ [K in keyof LabelledOutcome]: LabelledOutcome[K] }>(sql`
    select s.verification_id as "verificationId", s.label, j.verdict, j.score, j.cancelled_at is not null as cancelled, coalesce((
      select jsonb_agg(jsonb_build_object('name', t -> 'name', 'group', t -> 'group', 'verdict', t -> 'verdict', 'score', t -> 'score', 'judgeMessage', t -> 'judgeMessage')) from jsonb_array_elements(j.tests) t
    ), '[]') as tests, j.grader_answers as "graderAnswers", v.package -> 'types' as types, v.package -> 'groups' as groups
    from submissions s join judgings j on j.submission_id = s.id and j.current
      join verifications c on c.id = s.verification_id join problem_versions v on v.id = c.version_id
    where s.verification_id = any(${sql.param(verificationIds)}::uuid[]) and s.label is not null`);
  return rows;
}

async function list(db: Querier, ids: SQL): Promise<ListedVerification[]> {
  const { rows } = await db.execute<{ [K in keyof ListedVerification]: K extends 'createdAt' ? string : ListedVerification[K] }>(sql`
    select c.id, v.problem_id as "problemId", v.id as "versionId", p.slug as problem, p.name as "problemName", v.number as version, a.username, c.created_at as "createdAt",
      jsonb_array_length(c.unjudgeable) as unjudgeable, count(j.id)::int as queued,
      (count(j.id) filter (where j.finished_at is not null or j.cancelled_at is not null))::int as done,
      coalesce(md5(string_agg(j.id::text || coalesce(j.finished_at::text, '') || coalesce(j.cancelled_at::text, ''), ' ' order by j.id)), '') as fingerprint,
      (select jsonb_build_object('finished', d.finished_at is not null, 'done', d.done, 'total', d.total, 'broken', d.failure is not null,
        'failed', coalesce((select sum((n ->> 'failed')::int) from jsonb_array_elements(d.counts) n), 0)) from data_checks d where d.id = c.id) as data
    from verifications c join problem_versions v on v.id = c.version_id join problems p on p.id = v.problem_id left join accounts a on a.id = c.created_by
      left join submissions s on s.verification_id = c.id left join judgings j on j.submission_id = s.id and j.current
    where c.id in (${ids}) group by c.id, v.id, p.id, a.id order by c.created_at desc, c.id`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}
