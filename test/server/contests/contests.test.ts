/** Contests over HTTP and sockets, with verdicts as a judge writes them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolution, Scoreboard, StandingsHistory } from '#contract/scoreboard.js';
import type { Verdict } from '#contract/verdict.js';
import { settleContests } from '#database/contests.js';
import { finishJudging } from '#database/queue.js';
import { clientOf, startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aResult, createProblem } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { claimOf, startJudge } from '../submissions/judged.js';

let server: TestServer;
let jury: Person;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
  jury = await server.person('instructor');
});
afterAll(() => server.close());

type Overrides = Parameters<typeof aContest>[0];

/** A contest with two private problems, A and B. */
async function contestOf(overrides: Overrides = {}): Promise<{ slug: string; problems: { id: string; slug: string; versionId: string }[] }> {
  const problems = [await createProblem(server.db, { visibility: 'private' }), await createProblem(server.db, { visibility: 'private' })];
  const made = await jury.call('POST', '/api/v1/contests', aContest({ problems: problems.map(({ slug }, at) => ({ slug, label: 'AB'[at]! })), ...overrides }));
  expect(made.status).toBe(201);
  return { slug: (made.body as { slug: string }).slug, problems };
}

const board = async (slug: string, who: { call: Person['call'] }): Promise<Scoreboard> => (await who.call('GET', `/api/v1/contests/${slug}/scoreboard`)).body as Scoreboard;
const everybody = () => ({ call: server.anonymous });

async function submit(person: Person, problem: { slug: string }, contest?: string): Promise<string> {
  const sent = await person.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }], ...(contest === undefined ? {} : { contest }) });
  expect(sent.status).toBe(201);
  return (sent.body as { id: string }).id;
}

async function judge(submission: string, verdict: Verdict, score: number | null = null): Promise<void> {
  expect(await finishJudging(server.db, await claimOf(server.db, submission), aResult({ verdict, score }))).toBe(true);
}

async function join(slug: string, body: object = {}): Promise<Person> {
  const person = await server.person();
  expect((await person.call('POST', `/api/v1/contests/${slug}/registrations`, body)).status).toBe(201);
  return person;
}

const HOUR = 3_600_000;
const before = (ms: number) => new Date(Date.now() - ms).toISOString();

describe('a contest', () => {
  it('shows its problems to nobody but the jury before it starts, and then to whoever takes part', async () => {
    const { slug, problems } = await contestOf({ startsAt: before(-1 * HOUR) });
    const person = await join(slug);
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
    const { slug, problems } = await contestOf();
    const person = await join(slug);
    const wrong = await submit(person, problems[0]!, slug);
    expect((await board(slug, everybody())).rows[0]).toMatchObject({ solved: 0, cells: [{ label: 'A', pending: 1, tries: 0 }, { label: 'B', pending: 0 }] });
    await judge(wrong, 'wrong-answer');
    await judge(await submit(person, problems[0]!), 'accepted');
    const { rows, seq } = await board(slug, everybody());
    expect(rows[0]).toMatchObject({ rank: 1, solved: 1, penaltySeconds: (60 + 20) * 60, cells: [{ label: 'A', tries: 2, first: true, solvedAtSeconds: expect.any(Number) as number }, { tries: 0 }] });
    expect(seq).toBeGreaterThan(0);
    const listed = await person.call('GET', `/api/v1/submissions?contest=${slug}`);
    expect((listed.body as { items: unknown[] }).items).toHaveLength(2);
  });

  it('follows a judging that is repeated', async () => {
    const { slug, problems } = await contestOf();
    const person = await join(slug);
    const id = await submit(person, problems[0]!, slug);
    await judge(id, 'accepted');
    expect((await board(slug, jury)).rows[0]!.solved).toBe(1);
    await jury.call('POST', `/api/v1/submissions/${id}/judgings`);
    await judge(id, 'wrong-answer');
    expect((await board(slug, jury)).rows[0]!.solved).toBe(0);
  });

  it('takes nobody by a wrong code, and by the right one even where it is private', async () => {
    const { slug } = await contestOf({ registration: 'code', code: 'sesame', visibility: 'private' });
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
    const { slug } = await contestOf({ registration: 'code', code: '4711' });
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
    const { slug, problems } = await contestOf({ registration: 'list' });
    const [ann, bob] = [await server.person(), await server.person()];
    expect((await ann.call('POST', `/api/v1/contests/${slug}/registrations`, {})).status).toBe(403);
    expect((await ann.call('POST', `/api/v1/contests/${slug}/registrations`, { username: bob.username })).status).toBe(403);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { team: 'Pair', members: [ann.username, bob.username] })).status).toBe(201);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { username: 'nobody-of-that-name' })).status).toBe(422);
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { team: 'Nobody yet', members: [], hidden: true })).status).toBe(201);
    const ghost = await server.person();
    expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, { username: ghost.username, hidden: true })).status).toBe(201);
    await judge(await submit(ann, problems[0]!, slug), 'accepted');
    await judge(await submit(bob, problems[1]!, slug), 'accepted');
    await judge(await submit(ghost, problems[1]!, slug), 'accepted');
    expect((await board(slug, everybody())).rows.map(({ participant, solved }) => [participant.name, solved])).toEqual([['Pair', 2]]);
    const seen = await board(slug, jury);
    expect(seen.rows.map(({ participant }) => participant.name)).toContain(ghost.username);
    // Out of competition, so that the others stand where everybody sees them.
    expect(seen.rows.find(({ participant }) => participant.name === ghost.username)).toMatchObject({ rank: null, solved: 1 });
  });

  it('shows the members of a team what each of them submits, and nobody else', async () => {
    const { slug, problems } = await contestOf({ registration: 'list' });
    const [ann, bob, eve] = [await server.person(), await server.person(), await server.person()];
    for (const body of [{ team: 'Pair', members: [ann.username, bob.username] }, { username: eve.username }]) expect((await jury.call('POST', `/api/v1/contests/${slug}/registrations`, body)).status).toBe(201);
    const id = await submit(ann, problems[0]!, slug);
    await judge(id, 'accepted');
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
    const { slug } = await contestOf();
    const person = await server.person();
    expect(await person.call('POST', `/api/v1/contests/${slug}/registrations`, { team })).toMatchObject({ status: 422, body: { error: { details: [{ path: 'team' }] } } });
    await join(slug, { team: '👩‍💻 عليّ O’Neill & Söhne' });
    await join(slug, { team: 'E\u0301quipe' });
    expect((await person.call('POST', `/api/v1/contests/${slug}/registrations`, { team: '\u00c9quipe' })).status).toBe(409);
  });

  it('gives everybody a time of their own', async () => {
    const { slug, problems } = await contestOf({ windowSeconds: 3600 });
    const person = await join(slug);
    expect((await person.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(404);
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`)).body).toMatchObject({ may: { submit: true, start: false } });
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`)).status).toBe(409);
    await judge(await submit(person, problems[0]!, slug), 'accepted');
    expect((await board(slug, jury)).rows[0]!.penaltySeconds).toBeLessThanOrEqual(60);
  });

  it('refuses contradictions, and problems that are none, with the field', async () => {
    const refused = async (more: Overrides, path: string) => {
      const answer = await jury.call('POST', '/api/v1/contests', aContest(more));
      expect(answer).toMatchObject({ status: 422, body: { error: { details: [{ path }] } } });
    };
    await refused({ freezeSeconds: 6 * 3600 }, 'freezeSeconds');
    await refused({ windowSeconds: 6 * 3600 }, 'windowSeconds');
    await refused({ registration: 'code' }, 'code');
    for (const startsAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) await refused({ startsAt }, 'startsAt');
    await refused({ problems: [{ slug: 'no-such-problem', label: 'A' }] }, 'problems.0.slug');
    const { slug } = await contestOf();
    expect((await jury.call('POST', '/api/v1/contests', aContest({ slug }))).status).toBe(409);
  });

  it('keeps a problem to which somebody has submitted', async () => {
    const { slug, problems } = await contestOf();
    await submit(await join(slug), problems[1]!, slug);
    const change = (kept: number) => jury.call('PATCH', `/api/v1/contests/${slug}`, { problems: [{ slug: problems[kept]!.slug, label: 'C' }] });
    expect((await change(0)).status).toBe(409);
    expect((await change(1)).status).toBe(200);
    expect((await board(slug, jury)).problems).toMatchObject([{ label: 'C', triedBy: 1 }]);
    expect((await jury.call('DELETE', `/api/v1/contests/${slug}`)).status).toBe(409);
  });
});

describe('a freeze', () => {
  it('shows the public that somebody tries, and nothing of what comes of it, until the end', async () => {
    const { slug, problems } = await contestOf({ freezeSeconds: 4.5 * 3600 });
    const person = await join(slug);
    const id = await submit(person, problems[0]!, slug);
    const hidden = await board(slug, everybody());
    expect(hidden).toMatchObject({ state: 'frozen', frozen: true, problems: [{ solvedBy: 0, triedBy: 1 }, {}], rows: [{ solved: 0, cells: [{ pending: 1, tries: 0 }, {}] }] });
    await judge(id, 'accepted');
    expect(await board(slug, everybody())).toEqual(hidden);
    expect(await board(slug, person)).toEqual(hidden);
    expect(await board(slug, jury)).toMatchObject({ frozen: false, rows: [{ solved: 1 }] });
    expect((await person.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ verdict: 'accepted' });

    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true })).status).toBe(409);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(6 * HOUR) });
    expect(await board(slug, everybody())).toMatchObject({ frozen: true, rows: [{ solved: 0 }] });
    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true })).status).toBe(200);
    expect(await board(slug, everybody())).toMatchObject({ state: 'ended', frozen: false, rows: [{ solved: 1 }] });
  });

  it('tells how somebody came to where they are, the public as the freeze left it', async () => {
    const { slug, problems } = await contestOf({ freezeSeconds: 3 * 3600, startsAt: before(2.5 * HOUR) });
    const [ann, bob] = [await join(slug), await join(slug)];
    const early = await submit(ann, problems[0]!, slug);
    const late = await submit(bob, problems[0]!, slug);
    for (const id of [early, late]) await judge(id, 'accepted');
    await server.db.$client.query("update contest_results set submitted_at = now() - interval '2 hours' where submission_id = $1", [early]);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { name: 'Loaded anew' });
    const history = async (who: { call: Person['call'] }, of: Person, query = '') => {
      const { id } = (await board(slug, jury)).rows.find(({ participant }) => participant.name === of.username)!.participant;
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
    const { slug, problems } = await contestOf({ freezeSeconds: 4.5 * 3600 });
    const [ann, bob] = [await join(slug), await join(slug)];
    await judge(await submit(ann, problems[0]!, slug), 'wrong-answer');
    await judge(await submit(bob, problems[0]!, slug), 'accepted');
    await judge(await submit(bob, problems[1]!, slug), 'wrong-answer');
    const path = `/api/v1/contests/${slug}/resolution`;
    expect((await jury.call('GET', path)).status).toBe(409);
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: before(6 * HOUR) });
    expect((await ann.call('GET', path)).status).toBe(403);
    const { rows, steps } = (await jury.call('GET', path)).body as Resolution;
    expect(rows).toEqual((await board(slug, everybody())).rows);
    expect(steps.map(({ cell: { label, solvedAtSeconds } }) => `${label} ${solvedAtSeconds === null ? 'no' : 'yes'}`).sort()).toEqual(['A no', 'A yes', 'B no']);
    const last = new Map(steps.map((step) => [step.participant, step]));
    for (const row of (await board(slug, jury)).rows) expect(last.get(row.participant.id)).toMatchObject({ solved: row.solved, order: row.order });
    await jury.call('PATCH', `/api/v1/contests/${slug}`, { unfrozen: true });
    expect((await jury.call('GET', path)).body).toMatchObject({ steps });
  });

  it('keeps the statistics of problems as they were until nothing is hidden any more', async () => {
    const problem = await createProblem(server.db);
    const { slug } = await contestOf({ freezeSeconds: 4.5 * 3600, problems: [{ slug: problem.slug, label: 'A' }] });
    const person = await join(slug);
    await judge(await submit(person, problem, slug), 'accepted');
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
    expect(await board(slug, everybody())).toMatchObject({ state: 'finished' });
  });
});

it('is neither over nor counted any more when it is made to go on', async () => {
  const { slug, problems } = await contestOf({ feedback: 'none', startsAt: before(4.9 * HOUR) });
  const person = await join(slug);
  await judge(await submit(person, problems[0]!, slug), 'accepted');
  const change = async (patch: object) => expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, patch)).status).toBe(200);
  await change({ startsAt: before(6 * HOUR) });
  await settleContests(server.db);
  expect(await board(slug, everybody())).toMatchObject({ state: 'finished', rows: [{ solved: 1 }] });
  await change({ durationSeconds: 7 * 3600 });
  expect(await board(slug, everybody())).toMatchObject({ state: 'frozen', rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] });
  expect((await server.anonymous('GET', `/api/clics/contests/${slug}/state`)).body).toMatchObject({ ended: null, finalized: null, end_of_updates: null });
  await change({ durationSeconds: 5 * 3600 });
  await settleContests(server.db);
  expect(await board(slug, everybody())).toMatchObject({ state: 'finished', rows: [{ solved: 1 }] });
});
