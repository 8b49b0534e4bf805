/** Ways by which contests have once told more than they say, each by itself. leak.test.ts looks everywhere, but not always for long enough. */
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLICS_COLLECTIONS } from '#contract/clics.js';
import { readServerConfig } from '#server/config.js';
import { PasswordQueue } from '#server/accounts/password-queue.js';
import { Boards } from '#server/contests/boards.js';
import { findContest } from '#server/contests/find.js';
import { startContestLive } from '#server/contests/live.js';
import type { BoardView } from '#server/contests/policy.js';
import { clientOf, type Person, type TestServer } from '#test/support/server.js';
import { aContest, createProblem, uniqueName } from '#test/support/world.js';
import { observe } from './public-answers.js';
import { before, HOUR, send, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

describe('problems that are not to be seen yet', () => {
  /** Of problems whose names nothing else has. */
  async function namedContest(overrides: Parameters<typeof aContest>[0]) {
    const problems = await Promise.all(['A', 'B'].map(async (label) => {
      const name = uniqueName('a-problem-that-nobody-knows');
      return { label, name, ...(await createProblem(server.db, { visibility: 'private', package: { names: { en: name } } })) };
    }));
    const wanted = aContest({ problems: problems.map(({ slug, label }) => ({ slug, label })), ...overrides });
    expect((await world.jury.call('POST', '/api/v1/contests', wanted)).status).toBe(201);
    return { slug: wanted.slug, problems };
  }

  it.each([
    ['before the start', { startsAt: before(-HOUR) }],
    ['while each has a time of their own that has not begun', { startsAt: before(HOUR), windowSeconds: 3600 }],
  ])('are named by no answer %s', { timeout: 300_000 }, async (_, overrides) => {
    const { slug, problems } = await namedContest(overrides);
    const [bystander, stranger] = [await world.join(slug), await server.person()];
    const { items } = (await bystander.call('GET', `/api/v1/contests/${slug}/registrations`)).body as { items: { id: string }[] };
    const by = (person: Person) => clientOf(server.url, { authorization: `Bearer ${person.token}` });
    const callers = { anonymous: server.anonymous, stranger: by(stranger), bystander: by(bystander) };
    const seen = await observe(callers, { contest: slug, problems: problems.map((problem) => problem.slug), usernames: [bystander.username], submissions: [], links: new Map(), files: ['0'.repeat(64)], participants: items.map(({ id }) => id) });
    const clics = ['', '/state', '/scoreboard', ...Object.keys(CLICS_COLLECTIONS).map((name) => `/${name}`)];
    for (const [name, call] of Object.entries(callers)) for (const path of clics) seen.set(`${name} CLICS ${path}`, { status: 200, body: (await call('GET', `/api/clics/contests/${slug}${path}`)).body, headers: {} });
    const words = problems.flatMap(({ name, slug: address, id }) => [name, address, id]);
    const telling = [...seen].filter(([, { body }]) => words.some((word) => JSON.stringify(body ?? null).includes(word))).map(([key]) => key);
    expect(telling).toEqual([]);
    // And what is looked for is there to be found.
    const jury = JSON.stringify(await world.board(slug, world.jury));
    for (const { name } of problems) expect(jury).toContain(name);
  });

  it('are not even counted by the scoreboard before the start', async () => {
    const { slug } = await namedContest({ startsAt: before(-HOUR) });
    const person = await world.join(slug);
    for (const who of [person, { call: server.anonymous }]) expect(await world.board(slug, who)).toMatchObject({ problems: [], rows: [{ cells: [] }] });
    // The jury, where it looks at what everybody else sees.
    expect(await world.board(slug, world.jury, '?public=true')).toMatchObject({ problems: [], rows: [{ cells: [] }] });
    await world.change(slug, { startsAt: before(HOUR) });
    expect((await world.board(slug, person)).problems).toHaveLength(2);
  });

  it.each([
    ['before the start', { startsAt: before(-HOUR) }, 409],
    ['before their own time begins', { startsAt: before(HOUR), windowSeconds: 3600 }, 409],
    ['by who is not registered', { startsAt: before(HOUR) }, 403],
  ])('are not found out by what is refused %s', async (_, overrides, status) => {
    const [inside, outside] = [await createProblem(server.db), await createProblem(server.db)];
    const { slug } = await world.contest({ ...overrides, problems: [{ slug: inside.slug, label: 'A' }] });
    const person = status === 403 ? await server.person() : await world.join(slug);
    const answers = await Promise.all([inside, outside].map((problem) => send(person, problem, slug)));
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    if (status === 403) return;
    const asked = await Promise.all(['A', 'Z'].map((problem) => person.call('POST', `/api/v1/contests/${slug}/clarifications`, { problem, question: 'Why?' })));
    expect(asked.map((answer) => answer.status)).toEqual([422, 422]);
    expect(asked[0]!.body).toEqual(asked[1]!.body);
  });
});

it('tells the public of a change by a clock that nothing hidden has started', { timeout: 60_000 }, async () => {
  const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
  const person = await world.join(slug);
  const [told, begun]: [BoardView[], BoardView[]] = [[], []];
  const boards = new Boards(server.db);
  const { full } = (await findContest(server.db, null, slug))!;
  await boards.stateFor(full.contest.id, 'public');
  const log = pino({ level: 'error' });
  const live = await startContestLive({ db: server.db, boards, log, config: readServerConfig({}), passwords: new PasswordQueue(server.db, log) }, server.databaseUrl, {
    scoreboard: (_, view) => void told.push(view),
    state: () => undefined, clarification: () => undefined, site: () => undefined, left: () => undefined, watched: () => [full.contest.id],
    watches: (id, view) => id === full.contest.id && begun.push(view) > 0,
  });
  // Time goes on by hand; whatever else there is to do is done meanwhile.
  const until = async (is: () => boolean) => {
    while (!is()) await setImmediate();
  };
  const settled = async () => {
    for (const view of ['jury', 'public'] as const) await boards.stateFor(full.contest.id, view);
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const hidden = await world.submit(person, problems[0]!, slug);
    await until(() => begun.includes('public'));
    vi.advanceTimersByTime(200);
    await until(() => told.length === 2);
    begun.length = 0;
    // News that only the jury sees are gathered; 150 ms later something happens that everybody sees.
    await world.judge(hidden, 'accepted');
    await until(() => begun.includes('jury'));
    expect(begun).toEqual(['jury']);
    vi.advanceTimersByTime(150);
    await world.submit(person, problems[1]!, slug);
    await until(() => begun.includes('public'));
    vi.advanceTimersByTime(60);
    await until(() => told.length > 2);
    await settled();
    expect(told.slice(2)).toEqual(['jury']);
    vi.advanceTimersByTime(140);
    await until(() => told.length > 3);
    expect(told.slice(2)).toEqual(['jury', 'public']);
  } finally {
    vi.useRealTimers();
    await live.close();
  }
});
