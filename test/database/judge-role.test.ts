import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, connect, postgresError, type Database } from '#database/connect.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let database: TestDatabase;
let judge: Database;
let submitted: { id: string; judgingId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  judge = connect(database.judgeUrl, { applicationName: 'arbiter-test-judge', max: 2 });
  const account = await createAccount(database.db);
  submitted = await createSubmission(database.db, { problem: await createProblem(database.db), accountId: account.id });
});
afterAll(async () => {
  await close(judge);
  await database.drop();
});

const refusal = async (statement: string) => {
  const error: unknown = await judge.execute(sql.raw(statement)).then(() => 'it was allowed', (reason: unknown) => reason);
  return postgresError(error)?.code ?? error;
};
const FORBIDDEN = '42501';

describe('the role of the judge may not', () => {
  it.each(['accounts', 'sessions', 'api_tokens', 'idempotency_keys', 'problems', 'problem_results', 'version_blobs', 'verifications', 'publications', 'drizzle.__drizzle_migrations'])('read %s', async (table) => {
    expect(await refusal(`select * from ${table}`)).toBe(FORBIDDEN);
  });

  it.each([
    ['know who submitted', 'select account_id from submissions'],
    ['know who waits in the queue', 'select account_id from judgings'],
    ['read verdicts', 'select verdict from judgings'],
    ['read results of tests', 'select tests from judgings'],
    ['invent a judging', `insert into judgings (submission_id, version_id, priority, language) select submission_id, version_id, 99, language from judgings`],
    ['raise a priority', 'update judgings set priority = 99'],
    ['point a judging at another submission', 'update judgings set submission_id = gen_random_uuid()'],
    ['cancel', 'update judgings set cancelled_at = now()'],
    ['delete judgings', 'delete from judgings'],
    ['change sources', `update submission_files set content = ''`],
    ['delete sources', 'delete from submission_files'],
    ['set a time limit', 'update problem_versions set time_limit_ms = 1'],
    ['change test data', `update blob_chunks set data = ''`],
    ['add test data', `insert into blobs (hash, size) values ('x', 0)`],
    ['make itself a solver', `insert into problem_results (account_id, problem_id, tries, solved_at) values (gen_random_uuid(), gen_random_uuid(), 1, now())`],
    ['know whose a run is', 'select account_id from runs'],
    ['read what a run printed', 'select stdout from runs'],
    ['invent a run', `insert into runs (account_id, language, files, time_limit_ms, memory_limit_kib) values (gen_random_uuid(), 'c', '[]', 1, 1)`],
    ['give a run to another problem', 'update runs set version_id = gen_random_uuid()'],
    ['delete runs', 'delete from runs'],
    ['know why a check of data could not be done', 'select failure from data_checks'],
    ['invent a check of data', `insert into data_checks (id, version_id) select gen_random_uuid(), id from problem_versions`],
    ['give a check of data to another version', 'update data_checks set version_id = gen_random_uuid()'],
    ['publish a version', `insert into publications (problem_id, version_id, how) values (gen_random_uuid(), gen_random_uuid(), 'proved')`],
    ['read files that were sent for a problem on its way in', 'select data from environment_chunks'],
    ['send files for a request that nobody holds', `insert into environment_chunks (job_id, attempt, hash, position, data) values (gen_random_uuid(), 1, 'x', 0, '')`],
    ['invent a request for packages', `insert into environment_jobs (wanted, languages) values ('{}', '{}')`],
    ['change what packages are wanted', `update environment_jobs set wanted = '{}'`],
    ['delete requests for packages', 'delete from environment_jobs'],
    ['delete a judge', 'delete from judges'],
    ['make a table', 'create table mine (id int)'],
    ['make an account', `insert into accounts (username, email, password_hash, role) values ('x', 'x', 'x', 'admin')`],
    ['become the owner', 'set role arbiter'],
  ])('%s', async (_what, statement) => {
    expect(await refusal(statement)).toBe(FORBIDDEN);
  });
});

it('sees the sources of a submission only while a judging of it is claimed and unfinished', async () => {
  const visible = async () => {
    const { rows } = await judge.execute<{ files: number; submissions: number }>(sql`select (select count(*)::int from submission_files) as files, (select count(*)::int from submissions) as submissions`);
    return rows[0];
  };
  expect(await visible()).toEqual({ files: 0, submissions: 0 });
  const job = await claimJudging(judge, { judge: 'one', languages: ['cpp'] });
  expect(job?.submissionId).toBe(submitted.id);
  expect(await visible()).toEqual({ files: 1, submissions: 1 });
  if (job !== null) expect(await finishJudging(judge, job, aResult({ verdict: 'wrong-answer', graderAnswers: { secret: 'WA 1\n' } }))).toBe(true);
  expect(await visible()).toEqual({ files: 0, submissions: 0 });
});

it('cannot change a judging once that is finished', async () => {
  const { rowCount } = await judge.execute(sql`update judgings set verdict = 'accepted'`);
  expect(rowCount).toBe(0);
  const { rows } = await database.db.execute(sql`select verdict from judgings`);
  expect(rows).toEqual([{ verdict: 'wrong-answer' }]);
});
