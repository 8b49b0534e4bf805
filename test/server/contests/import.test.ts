/** Teams and accounts from files of other software: what is made of them, and that it is all or nothing. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TeamImportReport } from '#contract/contest-exchange.js';
import { contests } from '#database/contest-schema.js';
import { accounts } from '#database/schema.js';
import { clientOf, startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { startJudge } from '../submissions/judged.js';
import { startRound, type Round } from './round.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

type Files = Record<string, string>;
const send = (round: Round, files: Files, more: object = {}, who: Person = round.jury) => who.call('POST', `${round.path}/imports`, { files: Object.entries(files).map(([name, content]) => ({ name, content })), ...more });
const clics = async (round: Round, path: string) => (await round.jury.call('GET', `/api/clics/contests/${round.slug}/${path}`)).body as Record<string, unknown>[];
const rowCounts = async () => ({ accounts: await server.db.$count(accounts) });
const tsv = (...lines: string[]) => `${lines.join('\n')}\n`;

/** Usernames are everybody's, so each test has its own. */
function theFiles(prefix = uniqueName('t')): Files {
  return {
    'groups.tsv': tsv('groups\t1', '902\tNorth America', '903\tEurope'),
    'teams.tsv': tsv('File_Version\t2', '22\t24314\t902\tHoos\tUniversity of Virginia\tU Virginia\tUSA\tINST-U-2310', '7\t24315\t903\tÜmlaut\tUniversität\tUni\tDEU\tINST-7'),
    'accounts.tsv': tsv('accounts\t1', `team\tHoos\t${prefix}-022\tB!5MWJiy-1`, `team\tÜmlaut\t${prefix}-007\tB!5MWJiy-2`, `judge\tPer\t${prefix}-judge\tB!5MWJiy-3`),
  };
}

describe('an import', () => {
  it('of .tsv files makes groups, organizations, teams and accounts that sign in and submit', async () => {
    const round = await startRound(server);
    const files = theFiles('virginia');
    const { status, body } = await send(round, files);
    expect(status).toBe(200);
    expect(body as TeamImportReport).toMatchObject({ imported: true, groups: { added: 2 }, organizations: { added: 2 }, teams: { added: 2, changed: 0 }, accounts: { added: 2, known: 0 }, faults: [], passwords: [] });
    expect((body as TeamImportReport).notes).toMatchObject([{ path: 'accounts.tsv', line: 4, message: expect.stringContaining('only administrators') as unknown }]);
    expect(await clics(round, 'teams')).toEqual(expect.arrayContaining([{ id: '22', icpc_id: '24314', name: 'Hoos', label: '22', display_name: 'Hoos', organization_id: 'INST-U-2310', group_ids: ['902'], hidden: false }]));
    expect(await clics(round, 'organizations')).toEqual(expect.arrayContaining([{ id: 'INST-U-2310', name: 'U Virginia', formal_name: 'University of Virginia', country: 'USA' }]));
    expect(await clics(round, 'groups')).toEqual(expect.arrayContaining([{ id: '903', icpc_id: '903', name: 'Europe' }]));
    const signedIn = await server.anonymous('POST', '/api/v1/session', { username: 'virginia-022', password: 'B!5MWJiy-1' });
    expect(signedIn.status).toBe(200);
    const team = clientOf(server.url, { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! });
    const sent = await team('POST', '/api/v1/submissions', { problem: round.problems[0]!.slug, language: 'cpp', files: [{ name: 'a.cpp', content: '' }], contest: round.slug });
    expect(sent.status).toBe(201);
    expect(await clics(round, 'submissions')).toMatchObject([{ team_id: '22' }]);
  });

  it('of .json and .yaml files makes the same, keeps ids as they are written, and makes up passwords that are missing', async () => {
    const round = await startRound(server);
    const name = uniqueName('j');
    const { body } = await send(round, {
      'groups.json': JSON.stringify([{ id: 'eu', name: 'Europe', type: 'site' }, { id: '2', name: 'Second' }]),
      'organizations.json': JSON.stringify([{ id: 'inst105', name: 'CMU', formal_name: 'Carnegie Mellon University', country: 'USA' }]),
      'teams.json': JSON.stringify([{ id: 45, label: '45', name: 'CMU1', group_ids: ['eu', '2'], organization_id: 'inst105', location: { description: 'Room 7' }, hidden: false }, { id: '007', name: 'Bond', display_name: 'J. Bond', hidden: true }]),
      'accounts.yaml': `- id: one\n  username: ${name}-45\n  type: team\n  team_id: 45\n- username: ${name}-x\n  password: till-wise-under\n  type: team\n  team_id: 007\n`,
    });
    const report = body as TeamImportReport;
    expect(report).toMatchObject({ teams: { added: 2 }, accounts: { added: 2 }, passwords: [{ username: `${name}-45`, password: expect.stringMatching(/.{20,}/) as unknown }] });
    expect(report.notes.map(({ message }) => message)).toEqual([expect.stringContaining('in 2 groups')]);
    expect(await clics(round, 'teams')).toEqual(expect.arrayContaining([expect.objectContaining({ id: '45', group_ids: ['eu'] }), expect.objectContaining({ id: '007', name: 'J. Bond', hidden: true })]));
    expect((await round.jury.call('GET', `${round.path}/registrations`)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'CMU1', seat: 'Room 7', members: [`${name}-45`] })]) as unknown });
    expect((await server.anonymous('POST', '/api/v1/session', report.passwords[0])).status).toBe(200);
  });

  it('a second time changes what is different, and no password', async () => {
    const round = await startRound(server);
    const files = theFiles();
    await send(round, files);
    const again = { ...files, 'teams.tsv': files['teams.tsv']!.replace('Hoos', 'Wahoos'), 'accounts.tsv': files['accounts.tsv']!.replaceAll('B!5MWJiy', 'another-one') };
    expect((await send(round, again)).body).toMatchObject({ groups: { added: 0, changed: 2 }, teams: { added: 0, changed: 2 }, accounts: { added: 0, known: 2 } });
    expect((await clics(round, 'teams')).map(({ name }) => name)).toEqual(expect.arrayContaining(['Wahoos', 'Ümlaut']));
    const username = files['accounts.tsv']!.split('\n')[1]!.split('\t')[2];
    expect((await server.anonymous('POST', '/api/v1/session', { username, password: 'another-one-1' })).status).toBe(401);
    expect((await server.anonymous('POST', '/api/v1/session', { username, password: 'B!5MWJiy-1' })).status).toBe(200);
  });

  it('of thousands of teams is no larger than may be sent', async () => {
    const round = await startRound(server);
    const teams = Array.from({ length: 3000 }, (_, at) => `${at + 1}\t${at}\t\tTeam ${at}\tUniversity of the City ${at}\tU${at}\tUSA\tINST-${at}`);
    const { status, body } = await send(round, { 'teams.tsv': tsv('teams\t1', ...teams) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ teams: { added: 3000 }, organizations: { added: 3000 } });
  });

  it('says of a team whose name somebody has already who that is', async () => {
    const round = await startRound(server);
    const squatter = await round.join({ team: 'hoos' });
    const { body } = await send(round, theFiles(), { dryRun: true });
    expect((body as TeamImportReport).notes).toEqual(expect.arrayContaining([expect.objectContaining({ path: 'teams.tsv', line: 2, message: expect.stringContaining(squatter.username) as unknown })]));
  });

  it('a second time leaves hidden who is, where the file says nothing of it', async () => {
    const round = await startRound(server);
    const files = theFiles();
    await send(round, files);
    const { items } = (await round.jury.call('GET', `${round.path}/registrations`)).body as { items: { id: string; name: string }[] };
    const hoos = items.find(({ name }) => name === 'Hoos')!;
    await round.jury.call('PATCH', `${round.path}/registrations/${hoos.id}`, { hidden: true });
    await send(round, files);
    expect(await clics(round, 'teams')).toEqual(expect.arrayContaining([expect.objectContaining({ id: '22', hidden: true }), expect.objectContaining({ id: '7', hidden: false })]));
    await send(round, { 'teams.json': '[{"id":"22","name":"Hoos","hidden":false}]' });
    expect(await clics(round, 'teams')).toEqual(expect.arrayContaining([expect.objectContaining({ id: '22', hidden: false })]));
  });

  it('takes nothing over: an account of somebody else keeps its password and role', async () => {
    const round = await startRound(server);
    const victim = await server.person('admin', uniqueName('root'));
    const { body } = await send(round, { 'teams.json': '[{"id":"1","name":"One"}]', 'accounts.json': JSON.stringify([{ username: victim.username.toUpperCase(), password: 'mine now, all of it', type: 'team', team_id: '1' }]) });
    expect(body).toMatchObject({ accounts: { added: 0, known: 1 }, notes: [{ message: expect.stringContaining('keeps its password') as unknown }] });
    expect((await server.anonymous('POST', '/api/v1/session', { username: victim.username, password: 'mine now, all of it' })).status).toBe(401);
    expect((await victim.call('GET', '/api/v1/me')).body).toMatchObject({ role: 'admin' });
  });

  const session = async (username: string, password: string) => (await server.anonymous('POST', '/api/v1/session', { username, password })).status;
  const hashOf = async (username: string) => (await server.db.select({ hash: accounts.passwordHash }).from(accounts).where(eq(accounts.username, username)))[0]!.hash;
  const many = (prefix: string, count: number, password: (at: number) => string | undefined): Files => ({
    'teams.json': JSON.stringify(Array.from({ length: count }, (_, at) => ({ id: String(at), name: `${prefix} ${at}` }))),
    'accounts.json': JSON.stringify(Array.from({ length: count }, (_, at) => ({ username: `${prefix}-${at}`, type: 'team', team_id: String(at), password: password(at) }))),
  });
  const pending = async (round: Round) => ((await round.jury.call('GET', `${round.path}/imports/passwords`)).body as { pending: number }).pending;

  it('of many passwords answers before they are hashed; until then they sign nobody in, and then all of them do', async () => {
    const round = await startRound(server);
    const name = uniqueName('many');
    const { status, body } = await send(round, many(name, 60, (at) => `secret number ${at}`));
    expect(status).toBe(200);
    expect((body as TeamImportReport).accounts).toMatchObject({ added: 60, pending: expect.toSatisfy((count: number) => count > 20) as unknown });
    expect(await session(`${name}-59`, 'secret number 59')).toBe(401);
    expect(await session(`${name}-59`, await hashOf(`${name}-59`))).toBe(401);
    await vi.waitFor(async () => expect(await pending(round)).toBe(0), { timeout: 30_000, interval: 100 });
    expect(await hashOf(`${name}-0`)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,/);
    for (const at of [0, 30, 59]) expect(await session(`${name}-${at}`, `secret number ${at}`)).toBe(200);
  });

  it('gives an account whose password was lost with a server the password once more, from the same contest alone', async () => {
    const [round, other] = [await startRound(server), await startRound(server)];
    const name = uniqueName('lost');
    const files = many(name, 2, (at) => `secret number ${at}`);
    await send(round, files);
    // As a server leaves it that is killed.
    const contest = (await server.db.select({ id: contests.id }).from(contests).where(eq(contests.slug, round.slug)))[0]!.id;
    await server.db.update(accounts).set({ passwordHash: `pending:${contest}` }).where(eq(accounts.username, `${name}-0`));
    expect(await pending(round)).toBe(1);
    const stolen = await send(other, many(name, 1, () => 'mine now, all of it'));
    expect(stolen.body).toMatchObject({ notes: [{ message: expect.stringContaining('keeps its password') as unknown }] });
    expect((await send(round, files)).body).toMatchObject({ accounts: { added: 0, known: 2 }, notes: [{ message: expect.stringContaining(`${name}-1`) as unknown }] });
    await vi.waitFor(async () => expect(await pending(round)).toBe(0), { timeout: 10_000 });
    expect(await session(`${name}-0`, 'mine now, all of it')).toBe(401);
    expect(await session(`${name}-0`, 'secret number 0')).toBe(200);
  });

  it('gives staff whose password is still to come none from who may make no staff', async () => {
    const round = await startRound(server);
    const victim = await server.person('admin', uniqueName('root'));
    const contest = (await server.db.select({ id: contests.id }).from(contests).where(eq(contests.slug, round.slug)))[0]!.id;
    await server.db.update(accounts).set({ passwordHash: `pending:${contest}` }).where(eq(accounts.id, victim.id));
    await send(round, { 'teams.json': '[{"id":"1","name":"One"}]', 'accounts.json': JSON.stringify([{ username: victim.username, password: 'mine now, all of it', type: 'team', team_id: '1' }]) });
    expect(await pending(round)).toBe(1);
  });

  it('hashes made-up passwords cheaply at first, and as any other once they have been used', async () => {
    const round = await startRound(server);
    const name = uniqueName('made');
    const [made] = ((await send(round, many(name, 1, () => undefined))).body as TeamImportReport).passwords;
    expect(await hashOf(`${name}-0`)).toMatch(/m=64,t=1,/);
    expect(await session(`${name}-0`, 'not the one that was made')).toBe(401);
    expect(await session(`${name}-0`, made!.password)).toBe(200);
    expect(await hashOf(`${name}-0`)).toMatch(/m=19456,t=2,/);
    expect(await session(`${name}-0`, made!.password)).toBe(200);
  });

  it('by an administrator makes accounts of the jury too', async () => {
    const round = await startRound(server);
    const admin = await server.person('admin');
    const files = theFiles('jury');
    expect((await send(round, files, {}, admin)).body).toMatchObject({ accounts: { added: 3 }, notes: [] });
    const signedIn = await server.anonymous('POST', '/api/v1/session', { username: 'jury-judge', password: 'B!5MWJiy-3' });
    const judge = clientOf(server.url, { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! });
    expect((await judge('GET', '/api/v1/me')).body).toMatchObject({ role: 'instructor' });
    expect((await judge('GET', round.path)).body).toMatchObject({ may: { edit: true } });
  });
});

describe('what is wrong', () => {
  const faulty: [string, Files, { path: string; line?: number; says: string }[]][] = [
    ['a file of another name', { 'people.csv': 'x' }, [{ path: 'people.csv', says: 'Call the file' }]],
    ['no version line', { 'teams.tsv': '1\t2\t3\tA\n' }, [{ path: 'teams.tsv', line: 1, says: 'first line' }]],
    ['fields that are missing', { 'teams.tsv': 'teams\t1\n1\t2\n\n5\t\t\tFine\n' }, [{ path: 'teams.tsv', line: 2, says: '2 fields' }]],
    ['names and ids that are there twice', { 'teams.tsv': 'teams\t1\n1\t\t\tA\n1\t\t\tB\n2\t\t\ta\n' }, [{ path: 'teams.tsv', line: 3, says: 'twice' }, { path: 'teams.tsv', line: 4, says: 'both called' }]],
    ['groups and organizations that are not there', { 'teams.json': '[\n{"id":"1","name":"A","group_ids":["9"]},\n{"id":"2","name":"B","organization_id":"x"}\n]' }, [{ path: 'teams.json', line: 2, says: 'no group 9' }, { path: 'teams.json', line: 3, says: 'no organization x' }]],
    ['accounts without a team', { 'accounts.tsv': 'accounts\t1\nteam\tA\tteam-99\tlong enough\nteam\tB\tnobody\tlong enough\n' }, [{ path: 'accounts.tsv', line: 2, says: 'no team 99' }, { path: 'accounts.tsv', line: 3, says: 'of which team' }]],
    ['a password that is too short, and a name that is none', { 'teams.tsv': 'teams\t1\n1\t\t\tA\n', 'accounts.tsv': 'accounts\t1\nteam\tA\tshort-1\tpw\nteam\tA\ta b 1\tlong enough\n' }, [{ path: 'accounts.tsv', line: 2, says: 'password' }, { path: 'accounts.tsv', line: 3, says: 'username' }]],
    ['JSON that is none', { 'teams.json': '[{"id":1,\n"name" "A"}]' }, [{ path: 'teams.json', line: 2, says: 'read' }]],
    ['something other than a list', { 'groups.json': '{"id":"1","name":"A"}' }, [{ path: 'groups.json', line: 1, says: 'list' }]],
    ['fields of the wrong kind', { 'teams.json': '[\n{"id":"1"},\n{"id":"2","name":"B","hidden":"maybe"}]' }, [{ path: 'teams.json', line: 2, says: 'name' }, { path: 'teams.json', line: 3, says: 'hidden' }]],
    ['an alias bomb', { 'accounts.yaml': '- &a {username: x1, type: team}\n- *a\n' }, [{ path: 'accounts.yaml', line: 2, says: 'References' }]],
    ['an id that is none', { 'groups.tsv': 'groups\t1\na/b\tA\n' }, [{ path: 'groups.tsv', line: 2, says: 'letters' }]],
    ['what no database holds, no line shows, and no table has room for', { 'organizations.json': `[\n{"id":"1","name":"${'A'.repeat(5000)}"},\n{"id":"2","name":"B\\u0000"}]`, 'teams.yaml': '- id: "1"\n  name: "One\\nTwo"\n' }, [{ path: 'organizations.json', line: 2, says: '5000 characters' }, { path: 'organizations.json', line: 3, says: 'control characters' }, { path: 'teams.yaml', line: 1, says: 'control characters' }]],
    ['a country that is none', { 'organizations.json': '[{"id":"1","name":"A","country":"Germany"}]' }, [{ path: 'organizations.json', line: 1, says: 'country' }]],
  ];
  for (const [what, files, faults] of faulty) {
    it(`is told with its line, and nothing is made: ${what}`, async () => {
      const round = await startRound(server);
      const before = await rowCounts();
      const expected = faults.map(({ path, line, says }) => expect.objectContaining({ path, ...(line === undefined ? {} : { line }), message: expect.stringContaining(says) as unknown }) as unknown);
      const dry = await send(round, files, { dryRun: true });
      expect(dry).toMatchObject({ status: 200, body: { imported: false } });
      expect((dry.body as TeamImportReport).faults).toEqual(expected);
      const real = await send(round, files);
      expect(real.status).toBe(422);
      expect((real.body as { error: { details: unknown } }).error.details).toEqual(expected);
      expect(await rowCounts()).toEqual(before);
      expect((await round.jury.call('GET', `${round.path}/registrations`)).body).toEqual({ items: [], nextCursor: null, total: 0 });
      expect(await clics(round, 'groups')).toEqual([]);
    });
  }

  it('is nothing in a dry run of what is right, which makes nothing', async () => {
    const round = await startRound(server);
    const before = await rowCounts();
    expect((await send(round, theFiles(), { dryRun: true })).body).toMatchObject({ imported: false, teams: { added: 2 }, accounts: { added: 2 }, faults: [], passwords: [] });
    expect(await rowCounts()).toEqual(before);
    expect(await clics(round, 'teams')).toEqual([]);
  });

  it('is who takes part in another team already', async () => {
    const round = await startRound(server);
    const person = await round.join();
    const answer = await send(round, { 'teams.json': '[{"id":"1","name":"Another"}]', 'accounts.json': JSON.stringify([{ username: person.username, type: 'team', team_id: '1' }]) });
    expect(answer).toMatchObject({ status: 422, body: { error: { details: [{ message: expect.stringContaining('another team') as unknown }] } } });
  });
});
