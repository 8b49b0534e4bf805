/** Contests over HTTP and sockets, with verdicts as a judge writes them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolution, StandingsHistory } from '#contract/scoreboard.js';
import { settleContests } from '#database/contests.js';
import { clientOf, startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, createProblem } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { before, HOUR, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let jury: Person;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server, jury } = world);
});
afterAll(() => server.close());

const everybody = () => ({ call: server.anonymous });

describe('a contest', () => {
  it('shows its problems to nobody but the jury before it starts, and then to whoever takes part', async () => {
    const { slug, problems } = await world.contest({ startsAt: before(-1 * HOUR) });
    const person = await world.join(slug);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ state: 'scheduled', may: { submit: false } });
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).not.toHaveProperty('problems');
    expect((await person.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(404);
    expect((await person.call('POST', '/api/v1/submissions', { problem: problems[0]!.slug, language: 'cpp', contest: slug, files: [{ name: 'a.cpp', content: '' }] })).status).toBe(404);
    expect((await jury.call('GET', `/api/v1/contests/${slug}`)).body).toHaveProperty('problems');

    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(60_000) })).status).toBe(200);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ state: 'running', may: { submit: true }, problems: [{ label: 'A' }, { label: 'B' }] });
    expect((await person.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(200);
    const stranger = await server.person();
    expect((await stranger.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(404);
  });

  it('counts what is submitted while it runs, without being told', async () => {
    const { slug, problems } = await world.contest();
    const person = await world.join(slug);
    const wrong = await world.submit(person, problems[0]!, slug);
    expect((await world.board(slug, everybody())).rows[0]).toMatchObject({ solved: 0, cells: [{ label: 'A', pending: 1, tries: 0 }, { label: 'B', pending: 0 }] });
    await world.judge(wrong, 'wrong-answer');
    await world.judge(await world.submit(person, problems[0]!), 'accepted');
    const { rows, seq } = await world.board(slug, everybody());
    expect(rows[0]).toMatchObject({ rank: 1, solved: 1, penaltySeconds: (60 + 20) * 60, cells: [{ label: 'A', tries: 2, first: true, solvedAtSeconds: expect.any(Number) as number }, { tries: 0 }] });
    expect(seq).toBeGreaterThan(0);
    const listed = await person.call('GET', `/api/v1/submissions?contest=${slug}`);
    expect((listed.body as { items: unknown[] }).items).toHaveLength(2);
  });

  it('follows a judging that is repeated', async () => {
    const { slug, problems } = await world.contest();
    const person = await world.join(slug);
    const id = await world.submit(person, problems[0]!, slug);
    await world.judge(id, 'accepted');
    expect((await world.board(slug, jury)).rows[0]!.solved).toBe(1);
    await jury.call('POST', `/api/v1/submissions/${id}/judgings`);
    await world.judge(id, 'wrong-answer');
    expect((await world.board(slug, jury)).rows[0]!.solved).toBe(0);
  });

  it('takes nobody by a wrong code, and by the right one even where it is private', async () => {
    const { slug } = await world.contest({ registration: 'code', code: 'sesame', visibility: 'private' });
    const person = await server.person();
    const register = (body: object) => person.call('POST', `/api/v1/contests/${slug}/registrations`, body);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).status).toBe(404);
    expect((await register({})).status).toBe(404);
    expect((await register({ code: 'open' })).status).toBe(404);
    expect((await register({ code: 'sesame' })).status).toBe(201);
    expect((await register({ code: 'sesame' })).status).toBe(409);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ registered: true });
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).not.toHaveProperty('code');
  });

  it('lets nobody guess its code, nor flood its jury with questions', async () => {
    const limited = await startTestServer({ rateLimitFactor: 1 }, server);
    const { slug } = await world.contest({ registration: 'code', code: '4711' });
    const person = await server.person();
    const as = clientOf(limited.url, { authorization: `Bearer ${person.token}` });
    const guess = async (code: string) => (await as('POST', `/api/v1/contests/${slug}/registrations`, { code })).status;
    for (let code = 1000; code < 1020; code++) expect(await guess(String(code))).toBe(403);
    expect(await guess('4711')).toBe(429);
    const asker = await server.person();
    expect((await asker.call('POST', `/api/v1/contests/${slug}/registrations`, { code: '4711' })).status).toBe(201);
    const ask = async () => (await clientOf(limited.url, { authorization: `Bearer ${asker.token}` })('POST', `/api/v1/contests/${slug}/clarifications`, { question: 'Why?' })).status;
    for (let at = 0; at < 20; at++) expect(await ask()).toBe(201);
    expect(await ask()).toBe(429);
    await limited.close();
  });

  it('lets the jury alone register teams, hidden people and who is out of competition', async () => {
    const { slug, problems } = await world.contest({ registration: 'list' });
    const [ann, bob] = [await server.person(), await server.person()];
    expect((await ann.call('POST', `/api/v1/contests/${slug}/registrations`, {})).status).toBe(403);
    expect((await ann.call('POST', `/api/v1/contests/${slug}/registrations`, { username: bob.username })).status).toBe(403);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { team: 'Pair', members: [ann.username, bob.username] })).status).toBe(201);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { username: 'nobody-of-that-name' })).status).toBe(422);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { team: 'Nobody yet', members: [], hidden: true })).status).toBe(201);
    const ghost = await server.person();
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { username: ghost.username, hidden: true })).status).toBe(201);
    await world.judge(await world.submit(ann, problems[0]!, slug), 'accepted');
    await world.judge(await world.submit(bob, problems[1]!, slug), 'accepted');
    await world.judge(await world.submit(ghost, problems[1]!, slug), 'accepted');
    expect((await world.board(slug, everybody())).rows.map(({ participant, solved }) => [participant.name, solved])).toEqual([['Pair', 2]]);
    const seen = await world.board(slug, jury);
    expect(seen.rows.map(({ participant }) => participant.name)).toContain(ghost.username);
    // Out of competition, so that the others stand where everybody sees them.
    expect(seen.rows.find(({ participant }) => participant.name === ghost.username)).toMatchObject({ rank: null, solved: 1 });
  });

  it('shows the members of a team what each of them submits, and nobody else', async () => {
    const { slug, problems } = await world.contest({ registration: 'list' });
    const [ann, bob, eve] = [await server.person(), await server.person(), await server.person()];
    for (const body of [{ team: 'Pair', members: [ann.username, bob.username] }, { username: eve.username }]) expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, body)).status).toBe(201);
    const id = await world.submit(ann, problems[0]!, slug);
    await world.judge(id, 'accepted');
    const listed = async (who: Person, query = `?contest=${slug}`) => ((await who.call('GET', `/api/v1/submissions${query}`)).body as { items: { id: string }[] }).items.map((each) => each.id);
    expect([await listed(ann), await listed(bob), await listed(eve), await listed(bob, '')]).toEqual([[id], [id], [], []]);
    expect((await bob.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ seenAs: 'owner', user: ann.username, files: [{ name: 'main.cpp' }] });
    const watcher = await connectWatcher(server.url, { token: bob.token });
    expect(await watcher.watch('submission', id)).toEqual({ ok: true });
    watcher.close();
    expect((await eve.call('GET', `/api/v1/submissions/${id}`)).status).toBe(404);
    // Its author alone hands it on.
    expect((await bob.call('PUT', `/api/v1/submissions/${id}/share`)).status).toBe(403);
  });

  it.each(['two\nlines', 'a\u202egnp.exe', 'Ann\u200b', '\u3164', 'An\u00adn'])('has no participant called %j, which cannot be seen, or reaches beyond its line', async (team) => {
    const { slug } = await world.contest();
    const person = await server.person();
    expect(await person.call('POST', `/api/v1/contests/${slug}/registrations`, { team })).toMatchObject({ status: 422, body: { error: { details: [{ path: 'team' }] } } });
    await world.join(slug, undefined, { team: '👩‍💻 عليّ O’Neill & Söhne' });
    await world.join(slug, undefined, { team: 'E\u0301quipe' });
    expect((await person.call('POST', `/api/v1/contests/${slug}/registrations`, { team: '\u00c9quipe' })).status).toBe(409);
  });

  it('gives everybody a time of their own', async () => {
    const { slug, problems } = await world.contest({ windowSeconds: 3600 });
    const person = await world.join(slug);
    expect((await person.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(404);
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`)).body).toMatchObject({ may: { submit: true, start: false } });
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`)).status).toBe(409);
    await world.judge(await world.submit(person, problems[0]!, slug), 'accepted');
    expect((await world.board(slug, jury)).rows[0]!.penaltySeconds).toBeLessThanOrEqual(60);
  });

  it('refuses contradictions, and problems that are none, with the field', async () => {
    const refused = async (more: Parameters<typeof aContest>[0], path: string) => {
      const answer = await jury.call('POST', '/api/v1/contests', aContest(more));
      expect(answer).toMatchObject({ status: 422, body: { error: { details: [{ path }] } } });
    };
    await refused({ freezeSeconds: 6 * 3600 }, 'freezeSeconds');
    await refused({ windowSeconds: 6 * 3600 }, 'windowSeconds');
    await refused({ registration: 'code' }, 'code');
    for (const startsAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) await refused({ startsAt }, 'startsAt');
    await refused({ problems: [{ slug: 'no-such-problem', label: 'A' }] }, 'problems.0.slug');
    const { slug } = await world.contest();
    expect((await jury.call('POST', '/api/v1/contests', aContest({ slug }))).status).toBe(409);
  });

  it('keeps a problem to which somebody has submitted', async () => {
    const { slug, problems } = await world.contest();
    await world.submit(await world.join(slug), problems[1]!, slug);
    const change = (kept: number) => jury.call('PATCH', `/api/v1/contests/${slug}`, { problems: [{ slug: problems[kept]!.slug, label: 'C' }] });
    expect((await change(0)).status).toBe(409);
    expect((await change(1)).status).toBe(200);
    expect((await world.board(slug, jury)).problems).toMatchObject([{ label: 'C', triedBy: 1 }]);
    expect((await jury.call('DELETE', `/api/v1/contests/${slug}`)).status).toBe(409);
  });
});

describe('a freeze', () => {
  it('shows the public that somebody tries, and nothing of what comes of it, until the end', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
    const person = await world.join(slug);
    const id = await world.submit(person, problems[0]!, slug);
    const hidden = await world.board(slug, everybody());
    expect(hidden).toMatchObject({ state: 'frozen', frozen: true, problems: [{ solvedBy: 0, triedBy: 1 }, {}], rows: [{ solved: 0, cells: [{ pending: 1, tries: 0 }, {}] }] });
    await world.judge(id, 'accepted');
    expect(await world.board(slug, everybody())).toEqual(hidden);
    expect(await world.board(slug, person)).toEqual(hidden);
    expect(await world.board(slug, jury)).toMatchObject({ frozen: false, rows: [{ solved: 1 }] });
    expect((await person.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ verdict: 'accepted' });

    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true })).status).toBe(409);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(6 * HOUR) });
    expect(await world.board(slug, everybody())).toMatchObject({ frozen: true, rows: [{ solved: 0 }] });
    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true })).status).toBe(200);
    expect(await world.board(slug, everybody())).toMatchObject({ state: 'ended', frozen: false, rows: [{ solved: 1 }] });
  });

  it('tells how somebody came to where they are, the public as the freeze left it', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 3 * 3600, startsAt: before(2.5 * HOUR) });
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    const early = await world.submit(ann, problems[0]!, slug);
    const late = await world.submit(bob, problems[0]!, slug);
    for (const id of [early, late]) await world.judge(id, 'accepted');
    await server.db.$client.query("update contest_results set submitted_at = now() - interval '2 hours' where submission_id = $1", [early]);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { name: 'Loaded anew' });
    const history = async (who: { call: Person['call'] }, of: Person, query = '') => {
      const { id } = (await world.board(slug, jury)).rows.find(({ participant }) => participant.name === of.username)!.participant;
      return (await who.call('GET', `/api/v1/contests/${slug}/scoreboard/${id}${query}`)).body as StandingsHistory;
    };
    const [open, staff] = [await history(everybody(), bob), await history(jury, bob)];
    expect(open.ranked).toBe(2);
    expect([open.points[0], open.points.at(-1)]).toMatchObject([{ atSeconds: 0, rank: 1, solved: 0 }, { rank: 2, solved: 0 }]);
    expect(staff.points.at(-1)).toMatchObject({ rank: 2, solved: 1, penaltySeconds: 150 * 60 });
    const seen = ({ points }: StandingsHistory) => points.map(({ rank, solved }) => [rank, solved]);
    expect(seen(await history(jury, bob, '?public=true'))).toEqual(seen(open));
    expect((await history(everybody(), ann)).points.at(-1)).toMatchObject({ rank: 1, solved: 1 });
    expect(open.points.map(({ atSeconds }) => atSeconds)).toEqual(open.points.map(({ atSeconds }) => atSeconds).sort((a, b) => a - b));
  });

  it('is unveiled step by step by the jury alone, after the end, to the standings as they are', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    await world.judge(await world.submit(ann, problems[0]!, slug), 'wrong-answer');
    await world.judge(await world.submit(bob, problems[0]!, slug), 'accepted');
    await world.judge(await world.submit(bob, problems[1]!, slug), 'wrong-answer');
    const path = `/api/v1/contests/${slug}/resolution`;
    expect((await jury.call('GET', path)).status).toBe(409);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(6 * HOUR) });
    expect((await ann.call('GET', path)).status).toBe(403);
    const { rows, steps } = (await jury.call('GET', path)).body as Resolution;
    expect(rows).toEqual((await world.board(slug, everybody())).rows);
    expect(steps.map(({ cell: { label, solvedAtSeconds } }) => `${label} ${solvedAtSeconds === null ? 'no' : 'yes'}`).sort()).toEqual(['A no', 'A yes', 'B no']);
    const last = new Map(steps.map((step) => [step.participant, step]));
    for (const row of (await world.board(slug, jury)).rows) expect(last.get(row.participant.id)).toMatchObject({ solved: row.solved, order: row.order });
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true });
    expect((await jury.call('GET', path)).body).toMatchObject({ steps });
  });

  it('keeps the statistics of problems as they were until nothing is hidden any more', async () => {
    const problem = await createProblem(server.db);
    const { slug } = await world.contest({ freezeSeconds: 4.5 * 3600, problems: [{ slug: problem.slug, label: 'A' }] });
    const person = await world.join(slug);
    await world.judge(await world.submit(person, problem, slug), 'accepted');
    const shown = async () => (await server.anonymous('GET', `/api/v1/problems/${problem.slug}`)).body as { solvedBy: number; triedBy: number };
    const profile = async () => (await jury.call('GET', `/api/v1/people/${person.username}`)).body as unknown;
    const hiddenProfile = JSON.stringify(await profile());
    expect(await shown()).toMatchObject({ solvedBy: 0 });
    await settleContests(server.db);
    expect(await shown()).toMatchObject({ solvedBy: 0 });
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(6 * HOUR) });
    await settleContests(server.db);
    expect(await shown()).toMatchObject({ solvedBy: 0 });
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true });
    expect(await settleContests(server.db)).toHaveLength(1);
    expect(await shown()).toMatchObject({ solvedBy: 1, triedBy: 1 });
    expect(JSON.stringify(await profile())).not.toBe(hiddenProfile);
    expect(await world.board(slug, everybody())).toMatchObject({ state: 'finished' });
  });
});

it('is neither over nor counted any more when it is made to go on', async () => {
  const { slug, problems } = await world.contest({ feedback: 'none', startsAt: before(4.9 * HOUR) });
  const person = await world.join(slug);
  await world.judge(await world.submit(person, problems[0]!, slug), 'accepted');
  const change = async (patch: object) => expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, patch)).status).toBe(200);
  await change({ startsAt: before(6 * HOUR) });
  await settleContests(server.db);
  expect(await world.board(slug, everybody())).toMatchObject({ state: 'finished', rows: [{ solved: 1 }] });
  await change({ durationSeconds: 7 * 3600 });
  expect(await world.board(slug, everybody())).toMatchObject({ state: 'frozen', rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] });
  expect((await server.anonymous('GET', `/api/clics/contests/${slug}/state`)).body).toMatchObject({ ended: null, finalized: null, end_of_updates: null });
  await change({ durationSeconds: 5 * 3600 });
  await settleContests(server.db);
  expect(await world.board(slug, everybody())).toMatchObject({ state: 'finished', rows: [{ solved: 1 }] });
});
