/** What the jury watches: difficulty, what waits, what failed, what to look at; and who is of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JuryOverview, JuryProblem, JurySubmission } from '#contract/contest-jury.js';
import type { Scoreboard } from '#contract/scoreboard.js';
import { juryWarnings } from '#server/contests/jury.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { startJudge } from '../submissions/judged.js';
import { startRound, type Round } from './round.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const overview = async ({ path, jury }: Round) => (await jury.call('GET', `${path}/jury`)).body as JuryOverview;
const queue = async ({ path, jury }: Round, query = '') => ((await jury.call('GET', `${path}/jury/submissions${query}`)).body as { items: JurySubmission[]; nextCursor: string | null });

describe('the overview', () => {
  it('tells how hard each problem turns out, and who solved it first', async () => {
    const round = await startRound(server);
    const [ann, bob, guest, ghost] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' }), await round.join({ unofficial: true }), await round.join({ hidden: true })];
    await round.solve(ghost, 'A');
    await round.solve(guest, 'A');
    await round.judge(await round.submit(ann, 'A'), 'wrong-answer');
    await round.judge(await round.submit(ann, 'A'), 'compile-error');
    const solved = await round.solve(ann, 'A');
    await round.judge(await round.submit(ann, 'A'), 'wrong-answer');
    await round.judge(await round.submit(bob, 'A'), 'time-limit-exceeded');
    await round.submit(bob, 'B');
    const { problems, waiting } = await overview(round);
    expect(problems).toMatchObject([
      { label: 'A', tried: 3, solved: 2, submissions: 6, waiting: 0, judgeErrors: 0, triesPerSolve: 1.5, first: { participant: 'Ann', submission: solved, atSeconds: expect.any(Number) as number }, languages: [{ language: 'cpp', submissions: 6, accepted: 2 }] },
      { label: 'B', tried: 1, solved: 0, submissions: 1, waiting: 1, triesPerSolve: null, first: null },
    ]);
    expect(problems[0]!.first!.atSeconds).toBeGreaterThanOrEqual(3600);
    expect(waiting).toMatchObject({ submissions: 1 });
  });

  it('tells what the judge failed at until it is judged again, and which questions wait', async () => {
    const round = await startRound(server);
    const ann = await round.join({ team: 'Ann' });
    const failed = await round.submit(ann, 'A');
    await round.judge(failed, 'judge-error');
    const asked = await ann.call('POST', `${round.path}/clarifications`, { question: 'May we leave?' });
    await round.jury.call('POST', `${round.path}/clarifications`, { announcement: 'Welcome' });
    const before = await overview(round);
    expect(before).toMatchObject({ errors: [{ submission: failed, label: 'A', participant: 'Ann', reason: 'The validator crashed', judge: 'judge-of-tests' }], unanswered: { questions: 1 } });
    expect(before.warnings[0]).toEqual({ kind: 'judge-errors', submissions: 1 });
    await round.jury.call('PUT', `${round.path}/clarifications/${(asked.body as { id: string }).id}`, { answer: 'No.' });
    await round.jury.call('POST', `/api/v1/submissions/${failed}/judgings`);
    await round.judge(failed, 'accepted');
    expect(await overview(round)).toMatchObject({ errors: [], unanswered: { questions: 0, oldestAt: null } });
  });

  it('warns of versions that nothing proves', async () => {
    const { warnings } = await overview(await startRound(server));
    expect(warnings.map(({ kind }) => kind)).toEqual(['unproved', 'unproved']);
  });
});

describe('warnings', () => {
  const fine: JuryProblem = { label: 'A', slug: 'a', name: 'A', color: null, tried: 9, solved: 0, submissions: 30, waiting: 0, judgeErrors: 0, triesPerSolve: null, first: null, languages: [], version: { current: 2, newest: 2, proof: 'proved' } };
  const still = { submissions: 0, oldestSeconds: null };
  it.each<[string, Partial<JuryProblem>, Partial<JuryOverview['waiting']>, string[]]>([
    ['many tried often and nobody solved it', {}, {}, ['unsolved']],
    ['somebody solved it', { solved: 1 }, {}, []],
    ['few tried', { tried: 4 }, {}, []],
    ['not often', { submissions: 14 }, {}, []],
    ['the newest version is not proved', { solved: 1, version: { current: 2, newest: 2, proof: 'verifying' } }, {}, ['unproved']],
    ['the newest version is not submitted to', { solved: 1, version: { current: 1, newest: 2, proof: 'proved' } }, {}, ['not-current']],
    ['something has waited for a minute', { solved: 1 }, { submissions: 3, oldestSeconds: 60 }, ['slow']],
    ['nothing has waited long', { solved: 1 }, { submissions: 3, oldestSeconds: 59 }, []],
    ['the judge failed', { solved: 1, judgeErrors: 2 }, {}, ['judge-errors']],
  ])('when %s', (_title, problem, waiting, kinds) => {
    expect(juryWarnings([{ ...fine, ...problem }], { ...still, ...waiting }).map(({ kind }) => kind)).toEqual(kinds);
  });
});

it('sees hidden participants on its board, where they take no place, no first solve and no award from the others', async () => {
  const round = await startRound(server);
  const [ghost, ann] = [await round.join({ team: 'Ghost', hidden: true }), await round.join({ team: 'Ann' })];
  await round.solve(ghost, 'A');
  await round.solve(ghost, 'B');
  await round.solve(ann, 'A');
  const { rows } = (await round.jury.call('GET', `${round.path}/scoreboard`)).body as Scoreboard;
  expect(rows.map(({ rank, participant, cells }) => [rank, participant.name, cells[0]!.first])).toEqual([[null, 'Ghost', false], [1, 'Ann', true]]);
  expect((await round.jury.call('GET', `${round.path}/scoreboard.tsv`)).body).toBe('results\t1\nAnn\t1\tGold Medal\t1\t60\t60\t\n');
  const clics = async (path: string) => JSON.stringify((await round.jury.call('GET', `/api/clics/contests/${round.slug}/${path}`)).body);
  for (const path of ['scoreboard', 'awards']) {
    expect(await clics(path)).not.toContain(ghost.participant);
    expect(await clics(path)).toContain(ann.participant);
  }
  expect(await clics('teams')).toContain(ghost.participant);
});

it('lists the submissions of the contest, newest first, by problem, participant, verdict and state', async () => {
  const round = await startRound(server);
  const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
  const first = await round.submit(ann, 'A');
  await round.judge(first, 'wrong-answer');
  const second = await round.solve(bob, 'B');
  const third = await round.submit(ann, 'B');
  const ids = async (query: string) => (await queue(round, query)).items.map(({ id }) => id);
  expect((await queue(round)).items).toMatchObject([
    { id: third, label: 'B', state: 'queued', participant: { id: ann.participant, name: 'Ann', hidden: false } },
    { id: second, label: 'B', verdict: 'accepted', user: bob.username, participant: { name: 'Bob' } },
    { id: first, label: 'A', verdict: 'wrong-answer' },
  ]);
  expect(await ids('?label=A')).toEqual([first]);
  expect(await ids(`?participant=${ann.participant}`)).toEqual([third, first]);
  expect(await ids('?verdict=accepted')).toEqual([second]);
  expect(await ids('?state=queued')).toEqual([third]);
  expect(await ids('?language=python3')).toEqual([]);
  expect((await round.jury.call('GET', `${round.path}/jury/submissions?label=Z`)).status).toBe(422);
  const page = await queue(round, '?limit=2');
  expect(await ids(`?limit=2&cursor=${page.nextCursor}`)).toEqual([first]);
});

it('is shared with jury members, who must be staff, and who change the contest as its owner does', async () => {
  const round = await startRound(server);
  const [helper, student] = [await server.person('instructor'), await server.person()];
  const add = (who: Person, part: string, by = round.jury) => by.call('PUT', `${round.path}/helpers/${who.username}`, { part });
  expect((await helper.call('PATCH', round.path, { name: 'Taken over' })).status).toBe(403);
  expect((await add(student, 'jury')).status).toBe(422);
  expect((await add({ ...student, username: 'nobody-of-that-name' }, 'runner')).status).toBe(422);
  expect((await add(round.jury, 'runner')).status).toBe(422);
  expect((await add(helper, 'runner')).status).toBe(204);
  expect((await add(helper, 'jury')).status).toBe(204);
  expect((await round.jury.call('GET', `${round.path}/helpers`)).body).toEqual({ items: [{ username: helper.username, part: 'jury' }] });
  expect((await helper.call('PATCH', round.path, { name: 'Shared' })).status).toBe(200);
  expect((await add(student, 'runner', helper)).status).toBe(204);
  expect((await student.call('POST', `${round.path}/registrations`, {})).status).toBe(409);
  expect((await add(await round.join(), 'runner')).status).toBe(409);
  expect((await round.jury.call('DELETE', `${round.path}/helpers/${helper.username}`)).status).toBe(204);
  expect((await round.jury.call('DELETE', `${round.path}/helpers/${helper.username}`)).status).toBe(404);
  expect((await helper.call('GET', `${round.path}/jury`)).status).toBe(403);
});

it('seats people: the jury and they themselves see where', async () => {
  const round = await startRound(server);
  const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
  const change = (body: object) => round.jury.call('PATCH', `${round.path}/registrations/${ann.participant}`, body);
  expect(await change({ seat: 'Hall 2, 14', group: 'North' })).toMatchObject({ status: 200, body: { name: 'Ann', seat: 'Hall 2, 14', group: 'North' } });
  expect((await change({ name: 'bob' })).status).toBe(409);
  expect((await change({ name: 'ANN', seat: null })).body).toMatchObject({ name: 'ANN', seat: null });
  await change({ seat: 'Hall 3' });
  expect((await ann.call('GET', round.path)).body).toMatchObject({ me: { seat: 'Hall 3' } });
  expect(JSON.stringify((await bob.call('GET', `${round.path}/registrations`)).body)).not.toContain('Hall 3');
  expect((await bob.call('POST', `${round.path}/registrations`, { seat: 'The best one' })).status).toBe(403);
});
