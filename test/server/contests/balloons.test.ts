/** Balloons: earned with verdicts, taken by one runner, brought back where a solve is taken away. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Balloon } from '#contract/contest-site.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { claimOf, JUDGE, startJudge } from '../submissions/judged.js';
import { startRound, type Round } from './round.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const HOUR = 3_600_000;
const list = async ({ path, jury }: Round, who: Person = jury) => (await who.call('GET', `${path}/balloons`)).body as { mode: string; held: boolean; runners: string[]; items: Balloon[] };
const brief = ({ items }: { items: Balloon[] }) => items.map(({ participant, problem, state }) => [participant.name, problem.label, state]);
const move = async ({ path }: Round, who: Person, balloon: Balloon, body: object) => (await who.call('PATCH', `${path}/balloons/${balloon.id}`, body)).status;

async function withRunners(round: Round, count: number): Promise<Person[]> {
  const runners = await Promise.all(Array.from({ length: count }, () => server.person()));
  for (const { username } of runners) expect((await round.jury.call('PUT', `${round.path}/helpers/${username}`, { part: 'runner' })).status).toBe(204);
  return runners;
}

it('has one balloon for each problem that is solved, with seat, colour and who was first, and none where they are off', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const [ann, bob, ghost] = [await round.join({ team: 'Ann', seat: 'Hall 2, 14' }), await round.join({ team: 'Bob' }), await round.join({ hidden: true })];
  await round.solve(ghost, 'B');
  await round.judge(await round.submit(ann, 'A'), 'wrong-answer');
  const solved = await round.solve(ann, 'A');
  await round.solve(ann, 'A');
  await round.solve(bob, 'A');
  await round.solve(bob, 'B');
  const { items } = await list(round);
  expect(brief({ items })).toEqual([['Ann', 'A', 'waiting'], ['Bob', 'A', 'waiting'], ['Bob', 'B', 'waiting']]);
  expect(items[0]).toMatchObject({ submission: solved, participant: { seat: 'Hall 2, 14' }, problem: { color: '#e63946' }, firstOfProblem: true, firstOfContest: true, has: [], runner: null });
  expect(items.slice(1)).toMatchObject([{ firstOfProblem: false, firstOfContest: false }, { firstOfProblem: true, firstOfContest: false }]);
  expect(await move(round, round.jury, items[1]!, { state: 'delivered' })).toBe(204);
  expect((await list(round)).items.find(({ problem }) => problem.label === 'B')).toMatchObject({ has: ['A'] });

  const none = await startRound(server);
  await none.solve(await none.join({ team: 'Cyd' }), 'A');
  expect(await list(none)).toMatchObject({ mode: 'off', items: [] });
  expect((await none.jury.call('PATCH', none.path, { balloons: 'always' })).status).toBe(200);
  expect(brief(await list(none))).toEqual([['Cyd', 'A', 'waiting']]);
});

it('neither loses nor doubles one when a team of two solves the same problem at the same moment', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const [one, two] = [await server.person(), await server.person()];
  expect((await round.jury.call('POST', `${round.path}/registrations`, { team: 'Pair', members: [one.username, two.username] })).status).toBe(201);
  for (let again = 0; again < 5; again++) {
    const ids = [await round.submit(one, 'A'), await round.submit(two, 'A'), await round.submit(one, 'B')];
    const claims = [];
    for (const id of ids) claims.push(await claimOf(server.db, id));
    const results = await Promise.all(claims.map((claim) => finishJudging(server.db, claim, aResult({ verdict: 'accepted' }))));
    expect(results).toEqual([true, true, true]);
  }
  expect(brief(await list(round)).sort()).toEqual([['Pair', 'A', 'waiting'], ['Pair', 'B', 'waiting']]);
});

it('keeps a solve that one judging takes away while another one gives it', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const [one, two] = [await server.person(), await server.person()];
  await round.jury.call('POST', `${round.path}/registrations`, { team: 'Pair', members: [one.username, two.username] });
  const lost = await round.solve(one, 'A');
  for (let again = 0; again < 5; again++) {
    const other = await round.submit(two, 'A');
    await round.jury.call('POST', `/api/v1/submissions/${lost}/judgings`);
    const [first, second] = [await claimOf(server.db, other), await claimOf(server.db, lost)];
    await Promise.all([finishJudging(server.db, first, aResult({ verdict: 'accepted' })), finishJudging(server.db, second, aResult({ verdict: 'wrong-answer' }))]);
    expect(brief(await list(round))).toEqual([['Pair', 'A', 'waiting']]);
    await round.jury.call('POST', `/api/v1/submissions/${other}/judgings`);
    await round.judge(other, 'wrong-answer');
    expect(brief(await list(round))).toEqual([]);
    await round.jury.call('POST', `/api/v1/submissions/${lost}/judgings`);
    await round.judge(lost, 'accepted');
  }
  expect(brief(await list(round))).toEqual([['Pair', 'A', 'waiting']]);
});

it('is taken by one runner, delivered, and given back', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const [rita, rolf] = await withRunners(round, 2) as [Person, Person];
  await round.solve(await round.join({ team: 'Ann' }), 'A');
  const [balloon] = (await list(round, rita)).items as [Balloon];
  const statuses = await Promise.all([rita, rolf].map((runner) => move(round, runner, balloon, { state: 'taken' })));
  expect(statuses.sort()).toEqual([204, 409]);
  expect(await move(round, rita, balloon, { state: 'taken', runner: rolf.username })).toBe(422);
  expect(await move(round, round.jury, balloon, { state: 'taken', runner: rolf.username })).toBe(204);
  expect((await list(round)).items).toMatchObject([{ state: 'taken', runner: rolf.username }]);
  expect(await move(round, rita, balloon, { state: 'delivered' })).toBe(204);
  expect(await move(round, rita, balloon, { state: 'delivered' })).toBe(409);
  expect((await list(round)).items).toMatchObject([{ state: 'delivered', runner: rolf.username }]);
  expect(await move(round, rita, balloon, { state: 'waiting' })).toBe(204);
  expect((await list(round)).items).toMatchObject([{ state: 'waiting', runner: null, deliveredAt: null }]);
});

it('that somebody is on the way with is taken from them by nobody but the jury, not by giving it back for them either', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const [rita, rolf] = await withRunners(round, 2) as [Person, Person];
  await round.solve(await round.join({ team: 'Ann' }), 'A');
  const [balloon] = (await list(round)).items as [Balloon];
  expect(await move(round, rita, balloon, { state: 'taken' })).toBe(204);
  expect(await move(round, rolf, balloon, { state: 'waiting' })).toBe(409);
  expect(await move(round, rolf, balloon, { state: 'taken' })).toBe(409);
  expect((await list(round)).items).toMatchObject([{ state: 'taken', runner: rita.username }]);
  expect(await move(round, rita, balloon, { state: 'waiting' })).toBe(204);
  expect(await move(round, rolf, balloon, { state: 'taken' })).toBe(204);
  expect(await move(round, round.jury, balloon, { state: 'waiting' })).toBe(204);
});

it('is recalled where a rejudging takes the solve away, and needed again where it comes back', async () => {
  const round = await startRound(server, { balloons: 'always' });
  const solved = await round.solve(await round.join({ team: 'Ann' }), 'A');
  const rejudge = async (verdict: 'accepted' | 'wrong-answer') => {
    expect((await round.jury.call('POST', `/api/v1/submissions/${solved}/judgings`)).status).toBe(201);
    await round.judge(solved, verdict);
  };
  await rejudge('wrong-answer');
  expect(brief(await list(round))).toEqual([]);
  await rejudge('accepted');
  const [balloon] = (await list(round)).items as [Balloon];
  await move(round, round.jury, balloon, { state: 'delivered' });
  await rejudge('wrong-answer');
  expect(brief(await list(round))).toEqual([['Ann', 'A', 'recalled']]);
  expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ balloons: { waiting: 0, recalled: 1 } });
  await rejudge('accepted');
  expect(brief(await list(round))).toEqual([['Ann', 'A', 'delivered']]);
  await rejudge('wrong-answer');
  expect(await move(round, round.jury, balloon, { state: 'delivered' })).toBe(409);
  expect(await move(round, round.jury, balloon, { state: 'waiting' })).toBe(204);
  expect(brief(await list(round))).toEqual([]);
});

describe('a rejudging of all of a contest', () => {
  /** Judges everything again; `verdictOf` by submission. */
  async function rejudge(round: Round, verdictOf: (submission: string) => 'accepted' | 'wrong-answer', end: 'apply' | 'cancel' = 'apply'): Promise<void> {
    const { id } = (await round.jury.call('POST', '/api/v1/rejudgings', { contest: round.slug })).body as { id: string };
    for (let claim = await claimJudging(server.db, { judge: JUDGE, languages: ['cpp'] }); claim !== null; claim = await claimJudging(server.db, { judge: JUDGE, languages: ['cpp'] })) {
      expect(await finishJudging(server.db, claim, aResult({ verdict: verdictOf(claim.submissionId) }))).toBe(true);
    }
    expect((await round.jury.call('POST', `/api/v1/rejudgings/${id}/${end}`)).status).toBeLessThan(300);
  }

  it('calls back what is out, drops what waits, and gives both again', async () => {
    const round = await startRound(server, { balloons: 'always' });
    const [rita] = await withRunners(round, 1) as [Person];
    const [ann, bob, cyd] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' }), await round.join({ team: 'Cyd' })];
    const watcher = await connectWatcher(server.url, { token: rita.token });
    const heard: unknown[] = [];
    watcher.socket.on('contest:site', (changed) => heard.push(changed));
    await watcher.watch('contest', round.slug);
    for (const [person, label] of [[ann, 'A'], [bob, 'A'], [cyd, 'A'], [cyd, 'B']] as const) await round.solve(person, label);
    const balloonOf = async (name: string) => (await list(round)).items.find(({ participant, problem }) => participant.name === name && problem.label === 'A')!;
    expect(await move(round, rita, await balloonOf('Ann'), { state: 'delivered' })).toBe(204);
    expect(await move(round, rita, await balloonOf('Bob'), { state: 'taken' })).toBe(204);
    const before = await list(round);
    await vi.waitFor(() => expect(heard).toHaveLength(6), { timeout: 5_000 });

    await rejudge(round, () => 'wrong-answer', 'cancel');
    expect(await list(round)).toEqual(before);
    await rejudge(round, () => 'wrong-answer');
    // However many there are, it is told once.
    await vi.waitFor(() => expect(heard).toHaveLength(7), { timeout: 5_000 });
    expect(brief(await list(round))).toEqual([['Ann', 'A', 'recalled'], ['Bob', 'A', 'recalled']]);
    expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ balloons: { waiting: 0, recalled: 2 } });
    // One of them is brought back; the other hangs still when the verdicts come back.
    expect(await move(round, rita, await balloonOf('Ann'), { state: 'waiting' })).toBe(204);
    await rejudge(round, () => 'accepted');
    expect(brief(await list(round)).sort()).toEqual([['Ann', 'A', 'waiting'], ['Bob', 'A', 'taken'], ['Cyd', 'A', 'waiting'], ['Cyd', 'B', 'waiting']]);
    expect((await list(round)).items.find(({ participant }) => participant.name === 'Bob')).toMatchObject({ runner: rita.username });
    watcher.close();
  });

  it('leaves a balloon where it hangs when a later submission solves the problem still, and tells who was first by now', async () => {
    const round = await startRound(server, { balloons: 'always' });
    const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
    const first = await round.solve(ann, 'A');
    await round.solve(bob, 'A');
    const later = await round.solve(ann, 'A');
    const [balloon] = (await list(round)).items as [Balloon];
    expect(await move(round, round.jury, balloon, { state: 'delivered' })).toBe(204);
    expect(balloon).toMatchObject({ submission: first, firstOfProblem: true });
    await rejudge(round, (submission) => (submission === first ? 'wrong-answer' : 'accepted'));
    const { items } = await list(round);
    expect(items).toMatchObject([{ participant: { name: 'Bob' }, state: 'waiting', firstOfProblem: true }, { id: balloon.id, submission: later, state: 'delivered', firstOfProblem: false, earnedAt: balloon.earnedAt }]);
  });

  it('calls back one that is out for what only a submission of the freeze solves now, and keeps that from runners until all is shown', async () => {
    const round = await startRound(server, { balloons: 'until-freeze', freezeSeconds: 3600 });
    const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
    const early = [await round.solve(ann, 'A'), await round.solve(bob, 'A')];
    const [out] = (await list(round)).items as [Balloon];
    expect(await move(round, round.jury, out, { state: 'delivered' })).toBe(204);
    // The freeze begins, and both solve it once more.
    await server.db.execute(sql`update contests set freeze_seconds = duration_seconds - extract(epoch from now() - starts_at)::int - 1 where slug = ${round.slug}`);
    await server.db.execute(sql`update submissions set submitted_at = submitted_at - interval '10 minutes' where id = any(${sql.param(early)}::uuid[])`);
    await server.db.execute(sql`update contest_results set submitted_at = submitted_at - interval '10 minutes' where submission_id = any(${sql.param(early)}::uuid[])`);
    await vi.waitFor(async () => expect((await list(round)).held).toBe(true), { timeout: 5_000 });
    for (const person of [ann, bob]) await round.solve(person, 'A');
    expect(brief(await list(round))).toEqual([['Bob', 'A', 'waiting'], ['Ann', 'A', 'delivered']]);

    await rejudge(round, (submission) => (early.includes(submission) ? 'wrong-answer' : 'accepted'));
    expect(brief(await list(round))).toEqual([['Ann', 'A', 'recalled']]);
    expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ balloons: { waiting: 0, recalled: 1 } });
    expect(await move(round, round.jury, out, { state: 'waiting' })).toBe(204);
    expect(brief(await list(round))).toEqual([]);
    await server.db.execute(sql`update contests set duration_seconds = extract(epoch from now() - starts_at)::int, freeze_seconds = freeze_seconds - (duration_seconds - extract(epoch from now() - starts_at)::int), unfrozen_at = now() where slug = ${round.slug}`);
    expect(brief(await list(round)).sort()).toEqual([['Ann', 'A', 'waiting'], ['Bob', 'A', 'waiting']]);
  });
});

it('holds back those of the freeze where that is wanted', async () => {
  const round = await startRound(server, { balloons: 'until-freeze', freezeSeconds: 4.5 * 3600 });
  await round.solve(await round.join({ team: 'Ann' }), 'A');
  expect(await list(round)).toMatchObject({ held: true, items: [] });
  expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ balloons: { waiting: 0 } });
  await round.jury.call('PATCH', round.path, { balloons: 'always' });
  expect(brief(await list(round))).toEqual([['Ann', 'A', 'waiting']]);
  await round.jury.call('PATCH', round.path, { balloons: 'until-freeze', startsAt: new Date(Date.now() - 6 * HOUR).toISOString() });
  expect(await list(round)).toMatchObject({ items: [] });
  await round.jury.call('PATCH', round.path, { unfrozen: true });
  expect(await list(round)).toMatchObject({ held: false, items: [{ state: 'waiting' }] });
});

it('is seen by the jury and the runners of the contest alone, live, private ones too', async () => {
  const round = await startRound(server, { balloons: 'always', visibility: 'private' });
  const ann = await round.join();
  const [rita] = await withRunners(round, 1) as [Person];
  const instructor = await server.person('instructor');
  for (const who of [ann, instructor]) expect((await who.call('GET', `${round.path}/balloons`)).status).toBe(403);
  expect((await (await server.person()).call('GET', `${round.path}/balloons`)).status).toBe(404);
  expect((await rita.call('GET', round.path)).body).toMatchObject({ may: { deliver: true, edit: false } });
  expect(((await rita.call('GET', '/api/v1/contests?limit=200')).body as { items: { slug: string }[] }).items.map(({ slug }) => slug)).toContain(round.slug);

  const told = async (person: Person) => {
    const watcher = await connectWatcher(server.url, { token: person.token });
    const heard: { what: string }[] = [];
    watcher.socket.on('contest:site', (changed) => heard.push(changed));
    expect(await watcher.watch('contest', round.slug)).toEqual({ ok: true });
    return { watcher, heard };
  };
  const watching = await Promise.all([ann, instructor, rita].map(told));
  await round.solve(ann, 'A');
  await vi.waitFor(() => expect(watching[2]!.heard).toEqual([{ contest: round.slug, what: 'balloons' }]), { timeout: 5_000 });
  const [balloon] = (await list(round)).items as [Balloon];
  await move(round, rita, balloon, { state: 'taken' });
  await vi.waitFor(() => expect(watching[2]!.heard).toHaveLength(2), { timeout: 5_000 });
  expect(watching.slice(0, 2).map(({ heard }) => heard)).toEqual([[], []]);
  watching.forEach(({ watcher }) => watcher.close());

  expect((await round.jury.call('DELETE', `${round.path}/helpers/${rita.username}`)).status).toBe(204);
  expect((await rita.call('GET', `${round.path}/balloons`)).status).toBe(404);
});
