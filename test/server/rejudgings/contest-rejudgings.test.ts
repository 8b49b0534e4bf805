/** Rejudgings of contests: what moves the standings, in one go, and who may begin one. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Scoreboard, ScoreboardChange } from '#contract/scoreboard.js';
import type { Verdict } from '#contract/verdict.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aResult, createProblem } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { JUDGE, claimOf, startJudge } from '../submissions/judged.js';

let server: TestServer;
let jury: Person;
let people: Person[];
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
  [jury, ...people] = await Promise.all([server.person('instructor'), server.person(), server.person()]) as [Person, ...Person[]];
});
afterAll(() => server.close());

/** Of problems A and B, in which the first has solved A at the second try, and the second has solved A and B at once. */
async function aField(overrides: Parameters<typeof aContest>[0] = {}) {
  const problems = [await createProblem(server.db), await createProblem(server.db)];
  const contest = aContest({ problems: problems.map(({ slug }, at) => ({ slug, label: 'AB'[at]! })), ...overrides });
  expect((await jury.call('POST', '/api/v1/contests', contest)).status).toBe(201);
  for (const person of people) expect((await person.call('POST', `/api/v1/contests/${contest.slug}/registrations`, {})).status).toBe(201);
  const [ann, bob] = people as [Person, Person];
  for (const [person, at, verdict] of [[ann, 0, 'wrong-answer'], [ann, 0, 'accepted'], [bob, 0, 'accepted'], [bob, 1, 'accepted']] as const) {
    const sent = await person.call('POST', '/api/v1/submissions', { problem: problems[at]!.slug, contest: contest.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }] });
    await finishJudging(server.db, await claimOf(server.db, (sent.body as { id: string }).id), aResult({ verdict }));
  }
  return { slug: contest.slug, problems, ann, bob };
}

const board = async (slug: string, as: { call: Person['call'] } = jury) => (await as.call('GET', `/api/v1/contests/${slug}/scoreboard`)).body as Scoreboard;
const solvedBy = async (slug: string) => Object.fromEntries((await board(slug)).rows.map(({ participant, solved, rank }) => [participant.name, [rank, solved]]));
const begin = async (body: object) => ((await jury.call('POST', '/api/v1/rejudgings', body)).body as { id: string }).id;
const standings = async (id: string) => (await jury.call('GET', `/api/v1/rejudgings/${id}/standings`)).body as { items: { contest: string; moved: number; rows: object[] }[] };

async function judgeAll(verdict: Verdict): Promise<number> {
  for (let judged = 0; ; judged++) {
    const claim = await claimJudging(server.db, { judge: JUDGE, languages: ['cpp'] });
    if (claim === null) return judged;
    await finishJudging(server.db, claim, aResult({ verdict }));
  }
}

describe('a rejudging of a contest', () => {
  it('shows how the standings would move, and moves them in one step when it is applied', async () => {
    const { slug, problems, ann, bob } = await aField();
    const watcher = await connectWatcher(server.url, { token: jury.token });
    const changes: ScoreboardChange[] = [];
    watcher.socket.on('scoreboard:changed', (change) => changes.push(change));
    await watcher.watch('contest', slug);
    const before = await board(slug);
    expect((await jury.call('POST', '/api/v1/rejudgings/preview', { contest: slug })).body).toEqual({ submissions: 4, people: 2, version: null });
    const id = await begin({ contest: slug, problem: problems[0]!.slug });
    expect(await judgeAll('wrong-answer')).toBe(3);
    expect((await jury.call('GET', `/api/v1/rejudgings/${id}`)).body).toMatchObject({ state: 'ready', contest: slug, problem: problems[0]!.slug, total: 3 });
    const moves = {
      items: [{ contest: slug, moved: 2, rows: [
        { participant: { name: ann.username }, before: { rank: 2, solved: 1 }, after: { rank: 2, solved: 0 } },
        { participant: { name: bob.username }, before: { rank: 1, solved: 2 }, after: { rank: 1, solved: 1 } },
      ] }],
    };
    const sorted = (found: Awaited<ReturnType<typeof standings>>) => ({ items: found.items.map((item) => ({ ...item, rows: item.rows.toSorted((a, b) => (JSON.stringify(a).includes(ann.username) ? -1 : JSON.stringify(b).includes(ann.username) ? 1 : 0)) })) });
    expect(sorted(await standings(id))).toMatchObject(moves);
    expect(await board(slug)).toEqual(before);

    expect((await jury.call('POST', `/api/v1/rejudgings/${id}/apply`)).body).toMatchObject({ applied: 3 });
    expect(await solvedBy(slug)).toEqual({ [ann.username]: [2, 0], [bob.username]: [1, 1] });
    await vi.waitFor(() => expect(changes.at(-1)?.seq).toBe(before.seq + 3), { timeout: 5_000 });
    expect(changes).toMatchObject([{ from: before.seq, rows: [{}, {}] }]);
    expect(sorted(await standings(id))).toMatchObject(moves);
    watcher.close();
  });

  it('leaves nothing when it is cancelled', async () => {
    const { slug } = await aField();
    const before = await board(slug);
    const id = await begin({ contest: slug });
    await judgeAll('wrong-answer');
    expect((await jury.call('POST', `/api/v1/rejudgings/${id}/cancel`)).status).toBe(204);
    expect(await board(slug)).toEqual(before);
  });

  it('tells the public nothing of what the freeze hides', async () => {
    const { slug } = await aField({ freezeSeconds: 4.5 * 3600 });
    const open = { call: server.anonymous };
    const before = await board(slug, open);
    const id = await begin({ contest: slug });
    await judgeAll('wrong-answer');
    await jury.call('POST', `/api/v1/rejudgings/${id}/apply`);
    expect((await board(slug)).rows.every(({ solved }) => solved === 0)).toBe(true);
    expect(await board(slug, open)).toEqual(before);
  });

  it('is begun by who may change the contest only', async () => {
    const { slug } = await aField();
    const other = await server.person('instructor');
    expect((await other.call('POST', '/api/v1/rejudgings', { contest: slug })).status).toBe(403);
    expect((await jury.call('POST', '/api/v1/rejudgings', { contest: 'no-such-contest' })).status).toBe(404);
    expect((await jury.call('POST', '/api/v1/rejudgings', { contest: slug, version: 1 })).status).toBe(422);
  });
});
