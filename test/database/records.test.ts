import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount, insertAccount, listAccounts, selectOptionalAccountByLogin } from '#database/accounts.js';
import { inTransaction, type Database } from '#database/connect.js';
import { beginIdempotent, recordAnswer } from '#database/idempotency.js';
import { deleteProblem, insertProblemVersion, listProblems, selectOptionalProblem } from '#database/problems.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { insertSession, insertToken, revokeToken, selectOptionalSession, selectOptionalTokenAccount } from '#database/sessions.js';
import { insertSubmission, listSubmissions, rejudgeSubmission, selectOptionalSubmission } from '#database/submissions.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aPackage, aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
let account: { id: string; username: string };
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => database.drop());
beforeEach(async () => {
  await db.execute(sql`truncate accounts, problems, blobs cascade`);
  account = await createAccount(db, { username: 'Ada' });
});
const sees = (accountId: string | null, seesPrivate = false) => ({ accountId, seesPrivate });
const page = { limit: 50 };

describe('accounts', () => {
  it('are found and refused whatever the case', async () => {
    expect((await selectOptionalAccountByLogin(db, 'aDA'))?.id).toBe(account.id);
    expect((await selectOptionalAccountByLogin(db, 'ADA@Example.org'))?.id).toBe(account.id);
    expect(await insertAccount(db, { username: 'ADA', email: 'new@example.org', passwordHash: '' })).toEqual({ taken: 'username' });
    expect(await insertAccount(db, { username: 'new', email: 'ADA@example.org', passwordHash: '' })).toEqual({ taken: 'email' });
  });

  it('are listed by pages; wildcards of SQL are letters', async () => {
    for (const username of ['bob', 'c_d', 'cxd']) await createAccount(db, { username });
    const first = await listAccounts(db, {}, { limit: 2 });
    const second = await listAccounts(db, {}, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((row) => row.username)).toEqual(['Ada', 'bob', 'c_d', 'cxd']);
    expect(second.nextCursor).toBeNull();
    expect((await listAccounts(db, { search: 'c_' }, page)).items.map((row) => row.username)).toEqual(['c_d']);
    await expect(listAccounts(db, {}, { limit: 2, cursor: '' })).rejects.toThrow('cursor');
  });

  it('open nothing when disabled, expired or revoked', async () => {
    await insertSession(db, { tokenHash: 'live', accountId: account.id, lifetimeSeconds: 60 });
    await insertSession(db, { tokenHash: 'old', accountId: account.id, lifetimeSeconds: -1 });
    const token = await insertToken(db, { accountId: account.id, name: 't', tokenHash: 'token' });
    expect((await selectOptionalSession(db, 'live'))?.account.id).toBe(account.id);
    expect(await selectOptionalSession(db, 'old')).toBeNull();
    expect((await selectOptionalTokenAccount(db, 'token'))?.account.id).toBe(account.id);
    await changeAccount(db, account.id, { disabled: true });
    expect(await selectOptionalSession(db, 'live')).toBeNull();
    expect(await selectOptionalTokenAccount(db, 'token')).toBeNull();
    await changeAccount(db, account.id, { disabled: false });
    expect(await revokeToken(db, { id: token.id, accountId: (await createAccount(db)).id })).toBe(false);
    expect(await revokeToken(db, { id: token.id, accountId: account.id })).toBe(true);
    expect(await selectOptionalTokenAccount(db, 'token')).toBeNull();
  });
});

it('begins an idempotent write once, and gives its answer again', async () => {
  const key = { accountId: account.id, key: 'k', requestHash: 'h' };
  const begun = await Promise.all([1, 2, 3].map(() => beginIdempotent(db, key)));
  expect(begun.map(({ state }) => state).toSorted()).toEqual(['at-work', 'at-work', 'new']);
  const { held } = begun.find((each) => each.state === 'new')!;
  expect(await beginIdempotent(db, { ...key, requestHash: 'other' })).toEqual({ state: 'conflict' });
  expect(await recordAnswer(db, held, { status: 201, body: { id: 7 } })).toBe(true);
  expect(await beginIdempotent(db, key)).toEqual({ state: 'answered', status: 201, body: { id: 7 } });
});

describe('problems', () => {
  it('get a number for each version, also of two at once', async () => {
    const { slug } = await createProblem(db, { slug: 'sum' });
    const [blob] = (await db.execute<{ hash: string }>(sql`select hash from blobs`)).rows;
    const add = () => inTransaction(db, (tx) => insertProblemVersion(tx, { slug, package: aPackage({ names: { en: 'Sum' } }), findings: [], archiveHash: blob?.hash ?? '', blobHashes: [], createdBy: account.id }));
    const added = await Promise.all([add(), add()]);
    expect(added.map((one) => one.number).toSorted()).toEqual([2, 3]);
    expect(await selectOptionalProblem(db, slug)).toMatchObject({ version: { number: 3 }, problem: { name: 'Sum' } });
  });

  it('are listed as far as the viewer may see them, with what came of them', async () => {
    const open = await createProblem(db, { slug: 'open' });
    await createProblem(db, { slug: 'own', visibility: 'private', ownerId: account.id });
    await createProblem(db, { slug: 'secret', visibility: 'private' });
    const slugs = async (viewer: { accountId: string | null; seesPrivate: boolean }) => (await listProblems(db, viewer, {}, page)).items.map((row) => row.slug);
    expect(await slugs(sees(null))).toEqual(['open']);
    expect(await slugs(sees(account.id))).toEqual(['open', 'own']);
    expect(await slugs(sees(account.id, true))).toEqual(['open', 'own', 'secret']);
    await createSubmission(db, { problem: open, accountId: account.id });
    const job = await claimJudging(db, { judge: 'one', languages: ['cpp'] });
    if (job !== null) await finishJudging(db, job, aResult());
    expect((await listProblems(db, sees(account.id), { search: 'hello' }, page)).items[0]).toMatchObject({ slug: 'open', solvedBy: 1, triedBy: 1, status: 'solved' });
    expect(await deleteProblem(db, open.id)).toBe(false);
  });

  it('are deleted with their labelled submissions where nobody submitted', async () => {
    const problem = await createProblem(db);
    await createSubmission(db, { problem, accountId: null });
    expect(await deleteProblem(db, problem.id)).toBe(true);
    expect(await selectOptionalProblem(db, problem.slug)).toBeNull();
  });
});

describe('submissions', () => {
  it('are inserted with files and judging, and listed newest first by pages', async () => {
    const problem = await createProblem(db);
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const files = [{ name: 'a.cpp', content: Buffer.from('x') }];
      ids.unshift((await inTransaction(db, (tx) => insertSubmission(tx, { problemId: problem.id, versionId: problem.versionId, accountId: account.id, language: 'cpp', files }))).id);
    }
    await createSubmission(db, { problem, accountId: null });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const next = await listSubmissions(db, { username: 'ada', problemSlug: problem.slug }, { limit: 2, cursor: cursor ?? undefined });
      seen.push(...next.items.map((row) => row.submission.id));
      cursor = next.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
    expect((await listSubmissions(db, { accountId: (await createAccount(db)).id }, page)).items).toEqual([]);
    expect(await selectOptionalSubmission(db, 'nonsense')).toBeNull();
  });

  it('are judged again: the new judging counts, statistics follow, an unfinished old one is cancelled', async () => {
    const problem = await createProblem(db);
    const { id, judgingId } = await createSubmission(db, { problem, accountId: account.id });
    const judge = async (verdict: 'accepted' | 'wrong-answer') => {
      const job = await claimJudging(db, { judge: 'one', languages: ['cpp'] });
      if (job === null) throw new Error('Nothing to claim');
      return finishJudging(db, job, aResult({ verdict }));
    };
    const status = async () => (await listProblems(db, sees(account.id), {}, page)).items[0];
    await judge('accepted');
    expect(await status()).toMatchObject({ status: 'solved', triedBy: 1 });
    await inTransaction(db, (tx) => rejudgeSubmission(tx, id));
    const again = await inTransaction(db, (tx) => rejudgeSubmission(tx, id));
    expect((await selectOptionalSubmission(db, id))?.judging).toMatchObject({ id: again, verdict: null });
    expect(again).not.toBe(judgingId);
    await judge('wrong-answer');
    expect(await status()).toMatchObject({ status: 'tried', solvedBy: 0, triedBy: 1 });
    expect(await claimJudging(db, { judge: 'one', languages: ['cpp'] })).toBeNull();
  });
});
