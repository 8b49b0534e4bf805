/** Questions and answers: who answers when two do, and who reads what is about problems that they have not seen. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Clarification } from '#contract/clarification.js';
import type { Person, TestServer } from '#test/support/server.js';
import { connectWatcher } from '../live/watcher.js';
import { before, HOUR, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const ask = (who: Person, slug: string, body: object) => who.call('POST', `/api/v1/contests/${slug}/clarifications`, body);
const answer = (who: Person, slug: string, id: string, body: object) => who.call('PUT', `/api/v1/contests/${slug}/clarifications/${id}`, body);
const list = async (who: Pick<Person, 'call'>, slug: string): Promise<Clarification[]> => ((await who.call('GET', `/api/v1/contests/${slug}/clarifications`)).body as { items: Clarification[] }).items;

it('is answered by one of two who answer at once, and answered otherwise only by who has seen the answer', async () => {
  const { slug } = await world.contest();
  const admin = await server.person('admin');
  const [asker, other] = [await world.join(slug), await world.join(slug)];
  const { id } = (await ask(asker, slug, { question: 'Is n positive?' })).body as { id: string };
  const { me } = (await other.call('GET', `/api/v1/contests/${slug}`)).body as { me: { id: string } };
  expect((await world.jury.call('POST', `/api/clics/contests/${slug}/clarifications`, { reply_to_id: id, to_team_id: me.id, text: 'Yes.' })).status).toBe(422);
  const both = await Promise.all([answer(world.jury, slug, id, { answer: 'Yes.' }), answer(admin, slug, id, { answer: 'No.' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  const [first] = await list(admin, slug) as [Clarification];
  expect(first.answer).toBe(both[0]!.status === 204 ? 'Yes.' : 'No.');
  expect((await answer(admin, slug, id, { answer: 'It may be zero.', toAll: true, instead: first.answeredAt })).status).toBe(204);
  expect((await answer(world.jury, slug, id, { answer: 'Read the statement.', instead: first.answeredAt })).status).toBe(409);
  expect(await list(admin, slug)).toMatchObject([{ answer: 'It may be zero.', toAll: true }]);
  expect((await answer(admin, slug, '00000000-0000-4000-8000-000000000000', { answer: 'Yes.' })).status).toBe(404);
});

it('is asked by nobody after the end, as no page offers it', async () => {
  const { slug } = await world.contest();
  const person = await world.join(slug);
  await world.change(slug, { startsAt: before(6 * HOUR) });
  expect((await ask(person, slug, { question: 'Too late?' })).status).toBe(409);
  expect((await ask(world.jury, slug, { announcement: 'Thank you.' })).status).toBe(201);
});

it('tells of a problem whoever may see it, where each has a time of their own', async () => {
  const { slug } = await world.contest({ windowSeconds: 3600 });
  const [started, waits] = [await world.join(slug), await world.join(slug)];
  await started.call('POST', `/api/v1/contests/${slug}/start`);
  const hears = async (who: Person) => {
    const watcher = await connectWatcher(server.url, { token: who.token });
    const heard: (string | null)[] = [];
    watcher.socket.on('clarification:posted', (posted) => heard.push(posted.answer));
    expect(await watcher.watch('contest', slug)).toEqual({ ok: true });
    return { watcher, heard };
  };
  const [here, there] = [await hears(started), await hears(waits)];
  const { id } = (await ask(started, slug, { problem: 'A', question: 'What is a monoid?' })).body as { id: string };
  await answer(world.jury, slug, id, { answer: 'A set with a product.', toAll: true });
  await vi.waitFor(() => expect(here.heard).toContain('A set with a product.'), { timeout: 5_000 });
  await ask(world.jury, slug, { announcement: 'Pizza.' });
  for (const { heard } of [here, there]) await vi.waitFor(() => expect(heard).toContain('Pizza.'), { timeout: 5_000 });
  expect(there.heard).toEqual(['Pizza.']);
  for (const who of [waits, { call: server.anonymous }]) expect((await list(who, slug)).map((each) => each.answer)).toEqual(['Pizza.']);
  expect(await list(started, slug)).toHaveLength(2);
  await waits.call('POST', `/api/v1/contests/${slug}/start`);
  expect(await list(waits, slug)).toHaveLength(2);
  for (const { watcher } of [here, there]) watcher.close();
});
