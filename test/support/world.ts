/** Factories of rows: each builds a valid world in the database and takes overrides. */
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { newContestSchema } from '#contract/contest.js';
import { JUDGING_PRIORITY, type JudgingResult } from '#contract/judging.js';
import type { Role } from '#contract/account.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Visibility } from '#contract/problem.js';
import { inTransaction, type Database } from '#database/connect.js';
import { enqueueJudging, type NewJudging } from '#database/queue.js';
import { publications } from '#database/publication-schema.js';
import { accounts, blobs, problems, problemVersions, submissionFiles, submissions } from '#database/schema.js';

export const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

/** The smallest package that is valid: one sample, no limit given unless overridden. */
export function aPackage(overrides: Partial<ProblemPackage> = {}): ProblemPackage {
  const file = (path: string) => ({ path, hash: EMPTY, size: 0 });
  return {
    format: 'legacy', names: { en: 'Hello World!' }, types: ['pass-fail'], uuid: null, author: null, source: null, license: null, keywords: [],
    limits: {
      timeMs: 1000, memoryKib: 2_097_152, outputKib: 8192, codeKib: 128, compileTimeMs: 60_000, compileMemoryKib: 2_097_152,
      validationTimeMs: 60_000, validationMemoryKib: 2_097_152, validationOutputKib: 8192, validationPasses: 2,
    },
    timeMultipliers: { acceptedToLimit: 5, limitToTimeLimitExceeded: 2, resolutionMs: 1000 },
    languages: null, constants: {}, validator: { kind: 'default' }, inputValidators: [],
    statements: [{ language: 'en', format: 'markdown', file: file('problem_statement/problem.en.md') }],
    statementFiles: [], attachments: [], includes: {}, groups: [],
    tests: [{ name: 'sample/1', group: 'sample', sample: true, input: file('data/sample/1.in'), answer: file('data/sample/1.ans'), validatorArgs: [] }],
    submissions: [], objective: 'max', ...overrides,
  };
}

export async function createAccount(db: Database, overrides: { username?: string; role?: Role } = {}): Promise<{ id: string; username: string }> {
  const username = overrides.username ?? uniqueName('user');
  const [row] = await db.insert(accounts).values({ username, email: `${username}@example.org`, passwordHash: 'never matches', role: overrides.role ?? 'student' }).returning({ id: accounts.id });
  if (row === undefined) throw new Error('No account');
  return { id: row.id, username };
}

export async function createProblem(
  db: Database,
  overrides: { slug?: string; visibility?: Visibility; ownerId?: string; timeLimitMs?: number | null; published?: boolean; package?: Partial<ProblemPackage> } = {},
): Promise<{ id: string; slug: string; versionId: string }> {
  const content = aPackage(overrides.package);
  const slug = overrides.slug ?? uniqueName('problem');
  return inTransaction(db, async (tx) => {
    await tx.insert(blobs).values({ hash: EMPTY, size: 0 }).onConflictDoNothing();
    const [problem] = await tx
      .insert(problems)
      .values({ slug, name: content.names['en'] ?? slug, types: content.types, visibility: overrides.visibility ?? 'public', ownerId: overrides.ownerId ?? null })
      .returning({ id: problems.id });
    if (problem === undefined) throw new Error('No problem');
    const [version] = await tx
      .insert(problemVersions)
      .values({ problemId: problem.id, number: 1, package: content, findings: [], archiveHash: EMPTY, timeLimitMs: overrides.timeLimitMs === undefined ? content.limits.timeMs : overrides.timeLimitMs })
      .returning({ id: problemVersions.id });
    if (version === undefined) throw new Error('No version');
    await tx.update(problems).set({ currentVersionId: version.id }).where(eq(problems.id, problem.id));
    if (overrides.published !== false) await tx.insert(publications).values({ problemId: problem.id, versionId: version.id, how: 'at-once' });
    return { id: problem.id, slug, versionId: version.id };
  });
}

/** A submission of one C++ file with its judging in the queue. */
export async function createSubmission(
  db: Database,
  of: { problem: { id: string; versionId: string }; accountId: string | null } & Partial<NewJudging>,
): Promise<{ id: string; judgingId: string }> {
  const { problem, accountId, ...overrides } = of;
  const language = overrides.language ?? 'cpp';
  return inTransaction(db, async (tx) => {
    const [row] = await tx.insert(submissions).values({ problemId: problem.id, accountId, language }).returning({ id: submissions.id });
    if (row === undefined) throw new Error('No submission');
    await tx.insert(submissionFiles).values({ submissionId: row.id, position: 0, name: 'main.cpp', content: Buffer.from('int main() {}\n') });
    const judgingId = await enqueueJudging(tx, {
      submissionId: row.id, versionId: problem.versionId, accountId, priority: JUDGING_PRIORITY.practice, mode: 'until-settled', calibrates: false, ...overrides, language,
    });
    return { id: row.id, judgingId };
  });
}

export function aResult(overrides: Partial<JudgingResult> = {}): JudgingResult {
  return {
    verdict: 'accepted', score: null, cpuMs: 12, wallMs: 15, peakMemoryKib: 3400, compile: { ok: true, log: '', cpuMs: 640, wallMs: 700 },
    tests: [], reason: null, languageVersion: 'g++ 12.2.0', timeLimitMs: 1000, memoryLimitKib: 2_097_152, ...overrides,
  };
}

/** What an instructor sends to make a contest: it has been running for an hour, of five. */
export function aContest(overrides: Partial<z.input<typeof newContestSchema>> = {}): z.input<typeof newContestSchema> {
  return { slug: uniqueName('contest'), name: 'Autumn round', format: 'icpc', startsAt: new Date(Date.now() - 3_600_000).toISOString(), durationSeconds: 5 * 3600, registration: 'open', visibility: 'public', problems: [], ...overrides };
}
