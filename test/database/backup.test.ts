import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBackup } from '#database/backup.js';
import { BackupRefused, record } from '#database/backup-format.js';
import { openBlob, storeBlob } from '#database/blobs.js';
import { migrate } from '#database/migrate.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { restoreBackup } from '#database/restore.js';
import { selectOptionalSubmission } from '#database/submissions.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aPackage, aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let source: TestDatabase;
let folder: string;
let file: string;
let blob: string;
const content = Buffer.from(Array.from({ length: 3 * 1024 * 1024 + 17 }, (_, at) => (at * 31) % 256));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arbiter-backup-'));
  file = join(folder, 'all');
  source = await createTestDatabase();
  const { db } = source;
  const [problem, ada] = [await createProblem(db, { slug: 'odd', package: { names: { en: 'tab\tand \\ and\nline' } } }), await createAccount(db, { username: 'ada' })];
  await createSubmission(db, { problem, accountId: ada.id });
  const claim = await claimJudging(db, { judge: 'one', languages: ['cpp'] });
  await finishJudging(db, claim!, aResult({ verdict: 'accepted', compile: { ok: true, log: 'é\t\\N "quoted"', cpuMs: 1, wallMs: 1 } }));
  await createSubmission(db, { problem, accountId: ada.id });
  ({ hash: blob } = await storeBlob(db, Readable.from([content])));
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true });
});

const tables = async ({ db }: TestDatabase) => (await db.execute<{ name: string }>(sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)).rows.map(({ name }) => name);
/** Every row of every table. */
async function everything(database: TestDatabase): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of await tables(database)) all[name] = (await database.db.execute<{ rows: string }>(sql`select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) || ' ' || count(*) as rows from ${sql.identifier(name)} t`)).rows[0]?.rows;
  return all;
}
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const count = async ({ db }: TestDatabase, name: string) => (await db.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.identifier(name)}`)).rows[0]?.rows;
const into = async (bytes: string | Buffer, options: { empty?: boolean } = { empty: true }) => {
  const target = await createTestDatabase(options);
  const from = typeof bytes === 'string' ? createReadStream(bytes) : Readable.from([bytes]);
  return { target, restored: await restoreBackup(target.url, from).catch((error: unknown) => error) };
};

it('brings everything back as it was, files of packages byte for byte', async () => {
  const before = await everything(source);
  const written = await writeBackup(source.url, createWriteStream(file));
  expect(written.tables).toBe((await tables(source)).length);
  // What comes later is not in it.
  await createAccount(source.db);
  const { target, restored } = await into(file);
  expect(restored).toMatchObject(written);
  expect(await everything(target)).toEqual(before);
  const parts: Buffer[] = [];
  for await (const part of openBlob(target.db, blob)) parts.push(part as Buffer);
  expect(Buffer.concat(parts).equals(content)).toBe(true);
  // The queue goes on.
  expect(await claimJudging(target.db, { judge: 'two', languages: ['cpp'] })).toMatchObject({ attempt: 1, judge: 'two' });
  await target.drop();
});

it('that was made with an older schema is brought to the present, with everything that was in it', async () => {
  const old = await createTestDatabase({ empty: true });
  // Before contests: judgings, problems and accounts had fewer columns, and whole tables were missing.
  await migrate(old.url, { only: 8 });
  await old.db.execute(sql`insert into accounts (id, username, email, password_hash, role) values ('00000000-0000-4000-8000-00000000000a', 'grace', 'grace@example.org', 'x', 'student')`);
  await old.db.execute(sql`insert into blobs (hash, size) values (${EMPTY}, 0)`);
  await old.db.execute(sql`insert into problems (id, slug, name, types, visibility) values ('00000000-0000-4000-8000-00000000000b', 'older', 'Older', '{pass-fail}', 'public')`);
  await old.db.execute(sql`insert into problem_versions (id, problem_id, number, package, findings, archive_hash, time_limit_ms) values ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-00000000000b', 1, ${JSON.stringify(aPackage())}::jsonb, '[]', ${EMPTY}, 1000)`);
  await old.db.execute(sql`update problems set current_version_id = '00000000-0000-4000-8000-00000000000c'`);
  await old.db.execute(sql`insert into submissions (id, problem_id, account_id, language) values ('00000000-0000-4000-8000-00000000000d', '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000a', 'cpp')`);
  await old.db.execute(sql`insert into judgings (submission_id, version_id, account_id, language, priority, finished_at, verdict) values ('00000000-0000-4000-8000-00000000000d', '00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-00000000000a', 'cpp', 20, now(), 'accepted')`);
  const names = await tables(old);
  const before = await Promise.all(names.map(async (name) => [name, await count(old, name)] as const));
  const out = join(folder, 'older');
  await writeBackup(old.url, createWriteStream(out));
  const { target, restored } = await into(out);
  expect(restored).toMatchObject({ tables: names.length });
  expect(await tables(target)).toEqual(await tables(source));
  for (const [name, rows] of before) expect([name, await count(target, name)]).toEqual([name, rows]);
  // The present program reads it, and goes on with it.
  expect(await selectOptionalSubmission(target.db, '00000000-0000-4000-8000-00000000000d')).toMatchObject({ judging: { verdict: 'accepted', graderAnswers: null }, problem: { slug: 'older' }, ownerUsername: 'grace' });
  await createSubmission(target.db, { problem: { id: '00000000-0000-4000-8000-00000000000b', versionId: '00000000-0000-4000-8000-00000000000c' }, accountId: '00000000-0000-4000-8000-00000000000a' });
  expect(await claimJudging(target.db, { judge: 'two', languages: ['cpp'] })).toMatchObject({ attempt: 1 });
  await old.drop();
  await target.drop();
});

it('is of one moment, whatever is written meanwhile', async () => {
  const out = join(folder, 'moment');
  const accounts = async () => (await everything(source))['accounts'];
  const before = await accounts();
  const writes: Promise<unknown>[] = [];
  await writeBackup(source.url, createWriteStream(out), () => void (writes.length === 0 && writes.push(createAccount(source.db))));
  await Promise.all(writes);
  expect(await accounts()).not.toBe(before);
  const { target } = await into(out);
  expect((await everything(target))['accounts']).toBe(before);
  await target.drop();
});

it('is restored into a database whose tables are there but empty, and into no other', async () => {
  const { target, restored } = await into(file, {});
  expect(restored).toMatchObject({ tables: expect.any(Number) as number });
  const again = await restoreBackup(target.url, createReadStream(file)).catch((error: unknown) => error);
  expect(again).toBeInstanceOf(BackupRefused);
  expect((again as Error).message).toMatch(/not empty \(rows: .*1 in problems/);
  await target.drop();
});

it('leaves nothing behind where it is cut, damaged, none, or newer', async () => {
  const whole = readFileSync(file);
  const damaged = Buffer.from(whole);
  damaged.fill(0x55, whole.length >> 1, (whole.length >> 1) + 200);
  const newer = gzipSync(record('H', { format: 1, createdAt: new Date().toISOString(), database: 'x', migrations: [{ hash: 'of the future', at: 1 }] }));
  const header = gzipSync(record('H', Buffer.from('{"format":1}')));
  for (const [what, bytes, message] of [
    ['cut', whole.subarray(0, whole.length - 1000), /unpacked|middle|whole/], ['damaged', damaged, /unpacked|no backup|middle/], ['none', Buffer.from('hello'), /unpacked/],
    ['newer', newer, /newer Arbiter/], ['other', gzipSync('some other file'), /no backup/], ['without its parts', header, /no backup/],
  ] as const) {
    const { target, restored } = await into(bytes);
    expect(restored, what).toBeInstanceOf(BackupRefused);
    expect((restored as Error).message, what).toMatch(message);
    const rows = Object.values(await everything(target));
    expect(rows.every((each) => String(each).endsWith(' 0')), what).toBe(true);
    await target.drop();
  }
});

it('says where there is nothing to back up', async () => {
  const empty = await createTestDatabase({ empty: true });
  writeFileSync(join(folder, 'empty'), '');
  await expect(writeBackup(empty.url, createWriteStream(join(folder, 'empty')))).rejects.toThrow('There is no Arbiter in this database.');
  await empty.drop();
});
