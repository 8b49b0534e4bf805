/** The Contest API of CLICS over HTTP: shapes, roles, what a freeze hides, and what clients may send. */
import { strFromU8, unzipSync, zipSync, strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLICS_COLLECTIONS, clicsAccessSchema, clicsAccountSchema, clicsApiSchema, clicsContestSchema, clicsErrorSchema, clicsScoreboardSchema, clicsStateSchema, type ClicsCollection } from '#contract/clics.js';
import { finishJudging } from '#database/queue.js';
import { clientOf, startTestServer, type Answer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aResult } from '#test/support/world.js';
import { startRound, type Round } from '../contests/round.js';
import { claimOf, createThreeTests, startJudge, threeResults } from '../submissions/judged.js';

const PASSWORD = 'correct horse battery';
const HOUR = 3_600_000;
const before = (ms: number) => new Date(Date.now() - ms).toISOString();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const at = (round: Round, path = '') => `/api/clics/contests/${round.slug}${path}`;
const basic = (username: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` });
const ids = (answer: Answer): string[] => (answer.body as { id: string }[]).map(({ id }) => id);

/** Every endpoint of a contest, each answer against its schema. */
async function everything(round: Round, call: Client): Promise<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  const get = async (path: string, schema: z.ZodType) => {
    const answer = await call('GET', at(round, path));
    expect(answer.status, path).toBe(200);
    const checked = schema.safeParse(answer.body);
    expect(checked.error?.issues ?? [], path).toEqual([]);
    read[path] = answer.body;
  };
  await get('', clicsContestSchema);
  await get('/access', clicsAccessSchema);
  await get('/state', clicsStateSchema);
  await get('/scoreboard', clicsScoreboardSchema);
  for (const [name, schema] of Object.entries(CLICS_COLLECTIONS)) await get(`/${name}`, z.array(name === 'accounts' ? clicsAccountSchema : schema));
  return read;
}

const FORMATS = ['icpc', 'ioi', 'codeforces', 'atcoder', 'leaderboard'] as const;

describe('every endpoint', () => {
  it('says which version it is', async () => {
    expect(clicsApiSchema.safeParse((await server.anonymous('GET', '/api/clics')).body).success).toBe(true);
    expect(clicsApiSchema.safeParse((await server.anonymous('GET', '/api/clics/')).body).success).toBe(true);
  });

  for (const format of FORMATS) {
    it(`answers by the specification, for every role, in a contest of the format ${format}`, async () => {
      const round = await startRound(server, { format, freezeSeconds: 4.5 * 3600 });
      const team = await round.join({ group: 'North & South', affiliation: 'Université de Paris', team: 'Ünïcode' });
      await round.join({ unofficial: true, group: 'Guests' });
      for (const [label, verdict] of [['A', 'wrong-answer'], ['A', 'accepted'], ['B', 'compile-error']] as const) {
        const id = await round.submit(team, label);
        await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict, score: format === 'icpc' ? null : verdict === 'accepted' ? 70.5 : 0, tests: threeResults() }));
      }
      await round.submit(team, 'B');
      await team.call('POST', `${round.path}/clarifications`, { problem: 'A', question: 'Is it round?' });
      await round.jury.call('POST', `${round.path}/clarifications`, { announcement: 'There is water.' });
      const jury = await everything(round, round.jury.call);
      expect(jury['/submissions']).toHaveLength(4);
      expect(jury['/judgements']).toHaveLength(3);
      expect(jury['/runs']).toHaveLength(9);
      expect(jury['/teams']).toContainEqual(expect.objectContaining({ name: 'Ünïcode', group_ids: [expect.stringMatching(/^north-south-[0-9a-f]{8}$/)] as unknown, organization_id: expect.any(String) as unknown }));
      expect(jury['/persons']).toHaveLength(2);
      const own = await everything(round, team.call);
      expect(own['/submissions']).toEqual((jury['/submissions'] as unknown[]).map(() => expect.objectContaining({ files: [expect.anything()] }) as unknown));
      expect(own['/judgements']).toHaveLength(3);
      expect(own['/runs']).toEqual([]);
      const open = await everything(round, server.anonymous);
      expect(open['/judgements']).toEqual([]);
      expect(open['/runs']).toEqual([]);
      expect(open['/accounts']).toEqual([]);
    });
  }

  it('gives each object of a collection by its id, and nothing by another', async () => {
    const round = await startRound(server);
    const team = await round.join({ group: 'one', affiliation: 'Here' });
    const id = await round.submit(team, 'A');
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ tests: threeResults() }));
    await team.call('POST', `${round.path}/clarifications`, { question: 'Why?' });
    expect((await round.jury.call('POST', at(round, '/commentary'), { message: 'It is quiet.', submission_ids: [id] })).status).toBe(201);
    for (const collection of Object.keys(CLICS_COLLECTIONS) as ClicsCollection[]) {
      const all = (await round.jury.call('GET', at(round, `/${collection}`))).body as { id: string }[];
      expect(all.length, collection).toBeGreaterThan(0);
      for (const each of all) expect((await round.jury.call('GET', at(round, `/${collection}/${each.id}`))).body).toEqual(each);
      for (const wrong of ['999999', 'XYZ-999', round.problems[0]!.id, `${'0'.repeat(25)}.1`]) {
        const answer = await round.jury.call('GET', at(round, `/${collection}/${wrong}`));
        expect([answer.status, clicsErrorSchema.safeParse(answer.body).success], `${collection} ${wrong}`).toEqual([404, true]);
      }
    }
    expect((await round.jury.call('GET', '/api/clics/contests/a%00b/teams')).body).toMatchObject({ code: 404 });
    for (const path of ['/doesnt-exist', '/doesnt-exist/42', '/webhooks']) expect((await round.jury.call('GET', at(round, path))).body).toMatchObject({ code: 404 });
  });

  it('is filtered by every property that names something else', async () => {
    const round = await startRound(server);
    const [one, two] = [await round.join(), await round.join()];
    const first = await round.solve(one, 'A');
    const second = await round.submit(two, 'B');
    const filtered = async (path: string) => ids(await round.jury.call('GET', at(round, path)));
    expect(await filtered(`/submissions?team_id=${one.participant}`)).toEqual([first]);
    expect(await filtered(`/submissions?team_id=${two.participant}&problem_id=${round.problems[1]!.slug}`)).toEqual([second]);
    expect(await filtered(`/submissions?team_id=${two.participant}&problem_id=${round.problems[0]!.slug}`)).toEqual([]);
    expect(await filtered(`/judgements?submission_id=${first}`)).toHaveLength(1);
    await one.call('POST', `${round.path}/clarifications`, { question: 'Why?' });
    expect(await filtered('/clarifications?problem_id=')).toHaveLength(1);
    expect(await filtered('/clarifications?reply_to_id=none')).toEqual([]);
  });

  it('writes times in whole milliseconds, and those of the contest from its start', async () => {
    const round = await startRound(server, { startsAt: before(2 * HOUR), freezeSeconds: 5400 });
    const team = await round.join();
    await round.solve(team, 'A');
    const { body: contest } = await server.anonymous('GET', at(round));
    expect(contest).toMatchObject({ duration: '5:00:00.000', scoreboard_freeze_duration: '1:30:00.000', scoreboard_type: 'pass-fail', penalty_time: 20 });
    const { body: [submission] } = await server.anonymous('GET', at(round, '/submissions'));
    expect(submission.contest_time).toMatch(/^2:00:0\d\.\d{3}$/);
    const { body: board } = await server.anonymous('GET', at(round, '/scoreboard'));
    expect(board.rows).toMatchObject([{ rank: 1, team_id: team.participant, score: { num_solved: 1, total_time: 120, time: 120 }, problems: [{ num_judged: 1, solved: true, time: 120 }, { solved: false }] }]);
  });
});

describe('who reads', () => {
  it('sees nothing of problems and submissions before the start, but as the jury', async () => {
    const round = await startRound(server, { startsAt: before(-HOUR) });
    const team = await round.join();
    expect((await team.call('GET', at(round, '/problems'))).body).toEqual([]);
    expect((await server.anonymous('GET', at(round, '/problems'))).body).toEqual([]);
    expect((await round.jury.call('GET', at(round, '/problems'))).body).toHaveLength(2);
    expect((await server.anonymous('GET', at(round, '/state'))).body).toEqual({ started: null, frozen: null, ended: null, thawed: null, finalized: null, end_of_updates: null });
    const awards = (await team.call('GET', at(round, '/awards'))).body as unknown;
    expect(JSON.stringify(awards)).not.toContain('first-to-solve');
  });

  it('does not learn of a private contest', async () => {
    const round = await startRound(server, { visibility: 'private' });
    const team = await round.join();
    const stranger = await server.person();
    for (const path of ['', '/teams', '/event-feed', '/scoreboard']) {
      expect((await server.anonymous('GET', at(round, path))).body).toMatchObject({ code: 404 });
      expect((await stranger.call('GET', at(round, path))).status).toBe(404);
    }
    expect((await team.call('GET', at(round))).status).toBe(200);
    expect(ids(await server.anonymous('GET', '/api/clics/contests'))).not.toContain(round.slug);
    expect(ids(await team.call('GET', '/api/clics/contests'))).toContain(round.slug);
  });

  it('sees hidden participants and what they do as the jury or themselves only', async () => {
    const round = await startRound(server);
    const ghost = await round.join({ hidden: true, group: 'Testers', affiliation: 'Jury' });
    const team = await round.join();
    const id = await round.solve(ghost, 'A');
    for (const path of ['/teams', '/persons', '/submissions', '/judgements', '/groups', '/organizations', '/scoreboard', '/awards']) {
      for (const call of [server.anonymous, team.call]) expect(JSON.stringify((await call('GET', at(round, path))).body), path).not.toMatch(new RegExp(`${ghost.participant}|${ghost.username}|${id}|Testers|"Jury"`));
    }
    expect(ids(await round.jury.call('GET', at(round, '/submissions')))).toEqual([id]);
    expect(ids(await ghost.call('GET', at(round, '/submissions')))).toEqual([id]);
  });

  it('sees of a submission in a freeze that it was made, until the thaw; its team sees more', async () => {
    const round = await startRound(server, { freezeSeconds: 4.5 * 3600 });
    const [team, other] = [await round.join(), await round.join()];
    const id = await round.submit(team, 'A');
    const views = async () => Promise.all([server.anonymous, other.call].flatMap((call) => ['/submissions', '/judgements', '/runs', '/awards', '/teams'].map(async (path) => (await call('GET', at(round, path))).body as unknown)));
    const hidden = await views();
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ tests: threeResults() }));
    expect(await views()).toEqual(hidden);
    const { body: board } = await server.anonymous('GET', at(round, '/scoreboard'));
    expect(board).toMatchObject({ state: { frozen: expect.any(String) as unknown, thawed: null }, rows: expect.arrayContaining([expect.objectContaining({ team_id: team.participant, problems: [expect.objectContaining({ num_judged: 0, num_pending: 1, solved: false }), expect.anything()] as unknown })]) as unknown });
    expect((await team.call('GET', at(round, '/judgements'))).body).toMatchObject([{ submission_id: id, judgement_type_id: 'AC' }]);
    expect(JSON.stringify((await team.call('GET', at(round, '/judgements'))).body)).not.toContain('max_run_time');
    expect((await round.jury.call('GET', at(round, '/judgements'))).body).toMatchObject([{ max_run_time: 0.012 }]);
    const [judgement] = ids(await round.jury.call('GET', at(round, '/judgements')));
    expect((await other.call('GET', at(round, `/judgements/${judgement}`))).status).toBe(404);

    await round.jury.call('PATCH', round.path, { startsAt: before(6 * HOUR) });
    expect((await server.anonymous('GET', at(round, '/judgements'))).body).toEqual([]);
    const thaw = (time: string) => round.jury.call('PATCH', at(round), { id: round.slug, scoreboard_thaw_time: time });
    expect((await thaw(before(-HOUR))).status).toBe(403);
    expect((await team.call('PATCH', at(round), { id: round.slug, scoreboard_thaw_time: before(0) })).status).toBe(403);
    expect(await thaw(before(1000))).toMatchObject({ status: 200, body: { id: round.slug, scoreboard_thaw_time: expect.any(String) as unknown } });
    expect((await server.anonymous('GET', at(round, '/judgements'))).body).toHaveLength(1);
    expect((await server.anonymous('GET', at(round, '/state'))).body).toMatchObject({ thawed: expect.any(String) as unknown });
    expect((await server.anonymous('GET', at(round, '/runs'))).body).toEqual([]);
  });

  it('learns no verdict where the contest tells none before its end, but as the jury', async () => {
    const round = await startRound(server, { feedback: 'none' });
    const team = await round.join();
    await round.solve(team, 'A');
    for (const call of [server.anonymous, team.call]) {
      expect((await call('GET', at(round, '/judgements'))).body).toEqual([]);
      expect((await call('GET', at(round, '/scoreboard'))).body).toMatchObject({ rows: [{ score: { num_solved: 0 }, problems: [{ num_pending: 1, solved: false }, {}] }] });
    }
    expect((await round.jury.call('GET', at(round, '/judgements'))).body).toHaveLength(1);
    await round.jury.call('PATCH', round.path, { startsAt: before(6 * HOUR) });
    expect((await team.call('GET', at(round, '/judgements'))).body).toHaveLength(1);
  });

  it('is told of as many tests as the problem tells of', async () => {
    const round = await startRound(server);
    const secret = await createThreeTests(server.db, { feedback: 'nothing' });
    await round.jury.call('PATCH', round.path, { problems: [...round.problems.map(({ slug }, place) => ({ slug, label: 'AB'[place]! })), { slug: secret.slug, label: 'C' }] });
    const count = async (call: Client) => ((await call('GET', at(round, '/problems'))).body as { test_data_count: number }[]).map(({ test_data_count: tests }) => tests);
    expect(await count(round.jury.call)).toEqual([1, 1, 3]);
    expect(await count(server.anonymous)).toEqual([1, 1, 2]);
  });

  it('follows a judging that is repeated', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const id = await round.solve(team, 'A');
    const [first] = ids(await round.jury.call('GET', at(round, '/judgements')));
    await round.jury.call('POST', `/api/v1/submissions/${id}/judgings`);
    expect(ids(await round.jury.call('GET', at(round, '/judgements')))).toEqual([first]);
    await round.judge(id, 'wrong-answer');
    const again = await round.jury.call('GET', at(round, '/judgements'));
    expect(again.body).toMatchObject([{ judgement_type_id: 'WA', submission_id: id }]);
    expect(ids(again)).not.toEqual([first]);
  });

  it('gets the program of a submission as its team and as the jury', async () => {
    const round = await startRound(server);
    const [team, other] = [await round.join(), await round.join()];
    const id = await round.submit(team, 'A');
    const { body: [submission] } = await team.call('GET', at(round, '/submissions'));
    expect(submission.files).toEqual([{ href: `contests/${round.slug}/submissions/${id}/files`, filename: 'files.zip', mime: 'application/zip' }]);
    expect((await other.call('GET', at(round, '/submissions'))).body).toMatchObject([{ files: [] }]);
    const zip = await fetch(`${server.url}/api/clics/${submission.files[0].href}`, { headers: { authorization: `Bearer ${round.jury.token}` } });
    expect(Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([['main.cpp', 'int main() {}']]);
    for (const call of [server.anonymous, other.call]) expect((await call('GET', at(round, `/submissions/${id}/files`))).status).toBe(404);
  });

  it('is told who they are and what they may do', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const able = async (call: Client) => ((await call('GET', at(round, '/access'))).body as { capabilities: string[] }).capabilities;
    expect(await able(server.anonymous)).toEqual([]);
    expect(await able(team.call)).toEqual(['team_submit', 'team_clar']);
    expect(await able(round.jury.call)).toEqual(['contest_start', 'contest_thaw', 'admin_clar']);
    expect((await server.anonymous('GET', at(round, '/account'))).status).toBe(404);
    expect((await team.call('GET', at(round, '/account'))).body).toMatchObject({ username: team.username, type: 'team', team_id: team.participant });
    expect((await round.jury.call('GET', at(round, '/account'))).body).toMatchObject({ username: round.jury.username, type: 'judge' });
    expect((await team.call('GET', at(round, '/accounts'))).body).toHaveLength(1);
  });
});

describe('signing in by HTTP Basic', () => {
  it('takes the password or a token of that user, and nothing else', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const account = (headers: Record<string, string>) => server.anonymous('GET', at(round, '/account'), undefined, headers);
    for (const secret of [PASSWORD, team.token, PASSWORD]) expect((await account(basic(team.username, secret))).body).toMatchObject({ username: team.username });
    for (const [name, secret] of [[team.username, 'wrong'], [round.jury.username, team.token], ['nobody', PASSWORD], [team.username, '']] as const) {
      const answer = await account(basic(name, secret));
      expect([answer.status, answer.body.code, answer.headers.get('www-authenticate')]).toEqual([401, 401, 'Basic realm="Arbiter", charset="UTF-8"']);
    }
    expect((await account({ authorization: 'Basic ???' })).status).toBe(401);
    expect((await server.anonymous('GET', '/api/v1/me', undefined, basic(team.username, PASSWORD))).status).toBe(401);
  });

  it('is refused to who guesses, but not to who has been right', async () => {
    const strict = await startTestServer({ rateLimitFactor: 1 });
    try {
      const person = await strict.person();
      const call = (secret: string) => strict.anonymous('GET', '/api/clics/contests', undefined, basic(person.username, secret));
      expect((await call(PASSWORD)).status).toBe(200);
      const statuses: number[] = [];
      for (let guess = 0; guess < 12; guess++) statuses.push((await call(`guess ${guess}`)).status);
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
      expect((await call(PASSWORD)).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  it('is not done by a page of another site', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const sent = await server.anonymous('POST', at(round, '/clarifications'), { text: 'Help!' }, { ...basic(team.username, PASSWORD), origin: 'https://elsewhere.example' });
    expect(sent.status).toBe(403);
  });
});

describe('a team', () => {
  const archive = (files: Record<string, string>) => [{ data: Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])))).toString('base64') }];

  it('submits, and is refused what is not right', async () => {
    const round = await startRound(server);
    const [team, other] = [await round.join(), await round.join()];
    const post = (body: object, person: Person = team) => person.call('POST', at(round, '/submissions'), { language_id: 'cpp', problem_id: round.problems[0]!.slug, files: archive({ 'main.cpp': 'int main() {}' }), ...body });
    const sent = await post({ team_id: team.participant });
    expect(sent).toMatchObject({ status: 201, body: { team_id: team.participant, problem_id: round.problems[0]!.slug, language_id: 'cpp', entry_point: null } });
    expect(sent.headers.get('location')).toBe(at(round, `/submissions/${sent.body.id}`));
    expect((await claimOf(server.db, sent.body.id as string)).files.map(({ name, content }) => [name, content.toString()])).toEqual([['main.cpp', 'int main() {}']]);
    for (const wrong of [
      { team_id: other.participant }, { time: before(0) }, { id: '7' }, { problem_id: 'none' }, { language_id: 'none' }, { files: [] }, { files: [{ data: 'AAAA' }] }, { files: archive({ '../main.cpp': '' }) },
      { files: [...archive({ a: '' }), ...archive({ b: '' })] }, { files: archive({ 'src/main.cpp': '' }) }, { files: [{ data: archive({ a: '' })[0]!.data, mime: 'text/plain' }] },
    ]) {
      const answer = await post(wrong);
      expect([answer.status, clicsErrorSchema.safeParse(answer.body).success], JSON.stringify(wrong).slice(0, 80)).toEqual([422, true]);
    }
    expect((await post({}, round.jury)).status).toBe(403);
    expect((await server.anonymous('POST', at(round, '/submissions'), {})).status).toBe(401);
    const late = await startRound(server, { startsAt: before(6 * HOUR) });
    const slow = await late.join();
    expect((await slow.call('POST', at(late, '/submissions'), { language_id: 'cpp', problem_id: late.problems[0]!.slug, files: archive({ 'main.cpp': '' }) })).status).toBe(409);
  });

  it('asks, and the jury answers, to it or to all', async () => {
    const round = await startRound(server);
    const [team, other] = [await round.join(), await round.join()];
    const asked = await team.call('POST', at(round, '/clarifications'), { text: 'Is it round?', problem_id: round.problems[0]!.slug });
    expect(asked).toMatchObject({ status: 201, body: { from_team_id: team.participant, text: 'Is it round?' } });
    expect((await other.call('GET', at(round, '/clarifications'))).body).toEqual([]);
    expect((await other.call('POST', at(round, '/clarifications'), { text: 'Yes', reply_to_id: asked.body.id })).status).toBe(422);
    expect((await other.call('POST', at(round, '/clarifications'), { text: 'Hi', to_team_id: team.participant })).status).toBe(422);
    const answered = await round.jury.call('POST', at(round, '/clarifications'), { text: 'Yes.', reply_to_id: asked.body.id, to_team_id: team.participant });
    expect(answered).toMatchObject({ status: 201, body: { reply_to_id: asked.body.id, to_team_id: team.participant, text: 'Yes.' } });
    expect((await team.call('GET', at(round, '/clarifications'))).body).toHaveLength(2);
    expect((await other.call('GET', at(round, '/clarifications'))).body).toEqual([]);
    await round.jury.call('POST', at(round, '/clarifications'), { text: 'Round enough.', reply_to_id: asked.body.id });
    const seen = (await other.call('GET', at(round, '/clarifications'))).body as object[];
    expect(seen).toMatchObject([{ text: '> Is it round?\n\nRound enough.' }]);
    expect(Object.keys(seen[0]!)).not.toEqual(expect.arrayContaining(['reply_to_id']));
    expect(JSON.stringify(seen)).not.toContain(team.participant);
    expect(await round.jury.call('POST', at(round, '/clarifications'), { text: 'Food.' })).toMatchObject({ status: 201, body: { text: 'Food.' } });
    expect((await server.anonymous('GET', at(round, '/clarifications'))).body).toHaveLength(2);
  });
});

describe('the jury', () => {
  it('moves the start, as long as it is not near', async () => {
    const round = await startRound(server, { startsAt: before(-HOUR) });
    const team = await round.join();
    const move = (start_time: unknown, call: Client = round.jury.call, id = round.slug) => call('PATCH', at(round), { id, start_time });
    const later = new Date(Math.ceil((Date.now() + 2 * HOUR) / 1000) * 1000);
    expect(await move(later.toISOString().replace('.000Z', '+00'))).toMatchObject({ status: 200, body: { start_time: later.toISOString() } });
    expect((await move(later.toISOString(), team.call)).status).toBe(403);
    expect((await move(later.toISOString(), round.jury.call, 'another')).status).toBe(409);
    expect((await move(null)).status).toBe(422);
    expect((await move(before(-10_000))).status).toBe(403);
    const running = await startRound(server);
    expect((await running.jury.call('PATCH', at(running), { id: running.slug, start_time: later.toISOString() })).status).toBe(403);
  });
});

it('names a contest by its id where its address is too long for one', async () => {
  const jury = await server.person('instructor');
  const slug = `a-contest-with-a-very-long-address-${Date.now()}`;
  await jury.call('POST', '/api/v1/contests', aContest({ slug }));
  const { body } = await clientOf(server.url)('GET', `/api/clics/contests/${slug}`);
  expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
  expect((await server.anonymous('GET', `/api/clics/contests/${body.id}`)).body).toEqual(body);
});
