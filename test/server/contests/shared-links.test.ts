/** Links to submissions of a contest: until it is over and nothing of it is hidden they open for nobody, whoever has them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Submission } from '#contract/submission.js';
import { settleContests } from '#database/contests.js';
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

const linkTo = async (id: string, owner: Person) => `/api/v1/submissions/${id}?share=${((await owner.call('PUT', `/api/v1/submissions/${id}/share`)).body as { token: string }).token}`;

async function sharedIn(overrides: Parameters<ContestWorld['contest']>[0]) {
  const { slug, problems } = await world.contest(overrides);
  const [owner, rival, stranger] = [await world.join(slug), await world.join(slug), await server.person()];
  const id = await world.submit(owner, problems[0]!, slug);
  const link = await linkTo(id, owner);
  const statuses = () => Promise.all([rival, stranger].map(async (person) => (await person.call('GET', link)).status));
  return { slug, problem: problems[0]!, owner, rival, id, link, statuses };
}

it('opens for staff and its owner alone while the contest runs, and for everybody afterwards', async () => {
  const { slug, owner, rival, id, link, statuses } = await sharedIn({});
  const missing = (await rival.call('GET', '/api/v1/submissions/00000000-0000-4000-8000-000000000000')).body as unknown;
  expect(await rival.call('GET', link)).toMatchObject({ status: 404, body: missing });
  expect(await statuses()).toEqual([404, 404]);
  expect((await world.jury.call('GET', link)).body).toMatchObject({ seenAs: 'staff' });
  expect((await owner.call('GET', link)).body).toMatchObject({ seenAs: 'owner', shared: true, linkClosed: true });
  const watcher = await connectWatcher(server.url, { token: rival.token });
  expect(await watcher.watch('submission', id)).toEqual({ error: 'not-found' });
  watcher.close();
  await world.judge(id, 'accepted');
  expect(await statuses()).toEqual([404, 404]);

  await world.change(slug, { startsAt: before(6 * HOUR) });
  expect(await statuses()).toEqual([200, 200]);
  const seen = (await rival.call('GET', link)).body as Submission;
  expect(seen).toMatchObject({ seenAs: 'shared', verdict: 'accepted', files: [{ content: 'int main() {}' }] });
  expect((await owner.call('GET', link)).body).not.toHaveProperty('linkClosed');
  // One that begins anew closes it again.
  await world.change(slug, { durationSeconds: 8 * 3600 });
  expect(await statuses()).toEqual([404, 404]);
});

it('opens only when what a freeze hides is shown', async () => {
  const { slug, problem, owner, rival, id, statuses } = await sharedIn({ freezeSeconds: 4.5 * 3600 });
  await world.judge(id, 'accepted');
  // Neither what was sent before the freeze.
  const early = await world.submit(owner, problem, slug);
  await server.db.execute(`update submissions set submitted_at = submitted_at - interval '50 minutes' where id = '${early}'; update contest_results set submitted_at = submitted_at - interval '50 minutes' where submission_id = '${early}'`);
  await world.judge(early, 'accepted');
  const earlyLink = await linkTo(early, owner);
  await world.change(slug, { startsAt: before(6 * HOUR) });
  expect(await statuses()).toEqual([404, 404]);
  expect((await rival.call('GET', earlyLink)).status).toBe(404);
  await world.change(slug, { unfrozen: true });
  expect(await statuses()).toEqual([200, 200]);
  expect((await rival.call('GET', earlyLink)).status).toBe(200);
});

it('opens only when a contest that tells no results has told them', async () => {
  const { slug, id, statuses } = await sharedIn({ feedback: 'none' });
  await world.judge(id, 'accepted');
  await world.change(slug, { startsAt: before(6 * HOUR) });
  expect(await statuses()).toEqual([404, 404]);
  await settleContests(server.db);
  expect(await statuses()).toEqual([200, 200]);
});

it('leaves those alone that are in no contest', async () => {
  const { problem, owner, rival } = await sharedIn({});
  const practice = await server.person('instructor');
  const link = await linkTo(await world.submit(practice, problem), practice);
  for (const person of [owner, rival]) expect((await person.call('GET', link)).status).toBe(200);
});
