/** Ratings from contests as they are settled, in order, and anew when an older one changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Participant } from '#contract/contest.js';
import type { ListedRating, PersonRating } from '#contract/rating.js';
import { settleContests } from '#database/contests.js';
import { rateContests } from '#server/ratings/rate.js';
import type { Person, TestServer } from '#test/support/server.js';
import { before, HOUR, startContestWorld, type ContestWorld } from '../contests/world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const settle = async () => {
  await settleContests(server.db);
  return rateContests(server.db);
};
const ratingOf = async (person: Person, viewer: Person = person) => ((await viewer.call('GET', `/api/v1/people/${person.username}`)).body as { rating: PersonRating | null }).rating;
const table = async () => (await server.db.execute('select * from ratings order by ended_at, contest_id, account_id')).rows;

/** Whoever is named first solves two problems, the others one after the other, each later; the last one tries in vain. */
async function held(people: readonly Person[], endedHoursAgo: number, overrides: Parameters<ContestWorld['contest']>[0] = {}) {
  const { slug, problems } = await world.contest({ rated: true, ...overrides });
  for (const person of people) await world.join(slug, person);
  const ids: string[] = [];
  for (const [at, person] of people.entries()) {
    const id = await world.submit(person, problems[0]!, slug);
    await world.judge(id, at === people.length - 1 ? 'wrong-answer' : 'accepted');
    ids.push(id);
    if (at === 0) await world.judge(await world.submit(person, problems[1]!, slug), 'accepted');
    else if (at < people.length - 1) for (let tries = 0; tries < at; tries++) await server.db.execute(`update contest_results set submitted_at = submitted_at + interval '${10 * at} minutes' where submission_id = '${id}'`);
  }
  // Moving the start would move the times of solving: they move along.
  const moved = (endedHoursAgo + 5 - 1) * 60;
  await server.db.execute(`update contest_results set submitted_at = submitted_at - interval '${moved} minutes' where contest_id = (select id from contests where slug = '${slug}')`);
  await world.change(slug, { startsAt: before((endedHoursAgo + 5) * HOUR) });
  return { slug, problems, ids };
}

describe('a rated contest', () => {
  it('moves ratings once it is settled, of who took part by themselves and tried', async () => {
    const people = [await server.person(), await server.person(), await server.person()];
    const { slug, problems } = await held(people, 50);
    const [idle, ghost, guest, pair] = [await server.person(), await server.person(), await server.person(), await server.person()];
    const register = (body: object) => world.jury.call('POST', `/api/v1/contests/${slug}/registrations`, body);
    await world.change(slug, { startsAt: before(HOUR) });
    await register({ username: idle.username });
    await register({ username: ghost.username, hidden: true });
    await register({ username: guest.username, unofficial: true });
    await register({ team: 'Pair', members: [pair.username, world.jury.username] });
    for (const person of [ghost, guest, pair]) await world.judge(await world.submit(person, problems[0]!, slug), 'accepted');
    expect(await settle()).toBe(0);
    await world.change(slug, { startsAt: before(55 * HOUR) });
    expect(await settle()).toBe(1);
    expect(await rateContests(server.db)).toBe(0);
    const [first, second, third] = await Promise.all(people.map((person) => ratingOf(person)));
    expect(first!.rating).toBeGreaterThan(second!.rating);
    expect(second!.rating).toBeGreaterThan(third!.rating);
    expect(first).toMatchObject({ contests: [{ contest: { slug }, rank: 1, field: 3, change: null }] });
    for (const person of [idle, ghost, guest, pair]) expect(await ratingOf(person)).toBeNull();
    const { items } = (await people[0]!.call('GET', `/api/v1/contests/${slug}/registrations`)).body as { items: Participant[] };
    expect(items.find(({ name }) => name === people[0]!.username)?.rating).toEqual({ before: null, after: first!.rating });
    expect(items.find(({ name }) => name === guest.username)).not.toHaveProperty('rating');
  });

  it('that is not rated moves nothing, and what is rated late, or not any more, moves what follows', async () => {
    const people = [await server.person(), await server.person(), await server.person()];
    const early = await held(people, 40, { rated: false });
    await held([...people].reverse(), 30);
    expect(await settle()).toBe(1);
    const alone = await table();
    expect(await ratingOf(people[0]!)).toMatchObject({ contests: [{ rank: 3 }] });
    await world.change(early.slug, { rated: true });
    expect(await settle()).toBe(2);
    const rating = (await ratingOf(people[0]!))!;
    expect(rating.contests.map(({ rank }) => rank)).toEqual([1, 3]);
    expect(rating.contests[1]!.change).toBe(rating.contests[1]!.rating - rating.contests[0]!.rating);
    expect(rating.maximum).toBe(rating.contests[0]!.rating);
    await world.change(early.slug, { rated: false });
    await settle();
    expect(await table()).toEqual(alone);
  });

  it('is computed anew with all after it when a judging is repeated or somebody is shown again, to the same as at once', async () => {
    const people = [await server.person(), await server.person(), await server.person()];
    const { slug, problems, ids } = await held(people, 20);
    await held(people, 10);
    await settle();
    const first = await table();
    const last = ids.at(-1)!;
    await world.jury.call('POST', `/api/v1/submissions/${last}/judgings`);
    await world.judge(last, 'accepted');
    expect(await settle()).toBe(2);
    expect((await ratingOf(people[2]!))!.contests[0]!.rank).toBe(2);
    expect(await table()).not.toEqual(first);
    await world.jury.call('POST', `/api/v1/submissions/${last}/judgings`);
    await world.judge(last, 'wrong-answer');
    await settle();
    expect(await table()).toEqual(first);
    expect(problems).toHaveLength(2);
    // A change of what no place follows from moves nothing.
    await world.change(slug, { name: 'Another name' });
    await settle();
    expect(await table()).toEqual(first);
  });

  it('is rated by one server where several try, and wholly or not at all', async () => {
    const people = [await server.person(), await server.person()];
    await held(people, 5);
    await settleContests(server.db);
    expect((await Promise.all(Array.from({ length: 4 }, () => rateContests(server.db)))).reduce((sum, each) => sum + each, 0)).toBe(1);
    const rated = await table();
    // As somebody who dies in the middle of it: the connection is cut before the commit.
    await server.db.execute(`update contests set rated_seq = 0 where rated_seq is not null`);
    await server.db.execute(`create function cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
    await server.db.execute(`create trigger cut after insert on account_ratings for each statement execute function cut()`);
    await expect(rateContests(server.db)).rejects.toThrow();
    expect(await table()).toEqual(rated);
    await server.db.execute('drop trigger cut on account_ratings');
    await rateContests(server.db);
    expect(await table()).toEqual(rated);
  });
});

describe('the list of ratings', () => {
  it('goes from the highest down in pages, without who hides', async () => {
    const all = async (who: Person) => {
      const found: ListedRating[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { items, nextCursor } = (await who.call('GET', `/api/v1/ratings?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body as { items: ListedRating[]; nextCursor: string | null };
        found.push(...items);
        cursor = nextCursor;
      }
      return found;
    };
    const viewer = await server.person();
    const listed = await all(viewer);
    expect(listed.length).toBeGreaterThan(4);
    expect(new Set(listed.map(({ username }) => username)).size).toBe(listed.length);
    for (const [at, { rating, rank }] of listed.entries()) {
      expect(rank).toBe(1 + listed.filter((other) => other.rating > rating).length);
      if (at > 0) expect(rating).toBeLessThanOrEqual(listed[at - 1]!.rating);
    }
    await server.db.execute(`update accounts set profile_hidden_at = now() where username = '${listed[0]!.username}'`);
    expect((await all(viewer)).map(({ username }) => username)).toEqual(listed.slice(1).map(({ username }) => username));
    expect((await all(world.jury))).toHaveLength(listed.length);
  });
});

describe('a rating in a private contest', () => {
  it('is told to others without the contest', async () => {
    const people = [await server.person(), await server.person()];
    const { slug } = await held(people, 2);
    await world.change(slug, { visibility: 'private' });
    await settle();
    expect((await ratingOf(people[0]!, await server.person()))!.contests.at(-1)!.contest).toBeNull();
    expect((await ratingOf(people[0]!, people[1]!))!.contests.at(-1)!.contest).toMatchObject({ slug });
  });
});
