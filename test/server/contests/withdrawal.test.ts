/** Who takes part may leave again, until it begins for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest, Participant } from '#contract/contest.js';
import type { Person } from '#test/support/server.js';
import { HOUR, before, startContestWorld, type ContestWorld } from './world.js';

let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
});
afterAll(() => world.server.close());

const AHEAD = { startsAt: before(-HOUR) };
const withdraw = (slug: string, who: Person) => who.call('DELETE', `/api/v1/contests/${slug}/registration`);
const seen = async (slug: string, who: Person) => (await who.call('GET', `/api/v1/contests/${slug}`)).body as Contest;
const names = async (slug: string) => ((await world.jury.call('GET', `/api/v1/contests/${slug}/registrations`)).body as { items: Participant[] }).items.map(({ name }) => name);
const refusal = (message: string) => ({ status: 409, body: { error: { code: 'conflict', message: expect.stringContaining(message) as string } } });

describe('who registered', () => {
  it('withdraws before the start, is in no standings any more, and may come again under the same name', async () => {
    const { slug } = await world.contest(AHEAD);
    const [ann, bob] = [await world.join(slug, undefined, { team: 'Ann' }), await world.join(slug, undefined, { team: 'Bob' })];
    expect(await seen(slug, ann)).toMatchObject({ me: { name: 'Ann', members: [ann.username] }, may: { withdraw: true } });
    expect((await withdraw(slug, ann)).status).toBe(204);
    expect(await seen(slug, ann)).toMatchObject({ me: null, registered: false, participants: 1, may: { withdraw: false, register: true } });
    expect((await world.board(slug, bob)).rows.map(({ participant }) => participant.name)).toEqual(['Bob']);
    expect((await withdraw(slug, ann)).status).toBe(404);
    await world.join(slug, ann, { team: 'Ann' });
    expect(await names(slug)).toEqual(['Ann', 'Bob']);
  });

  it('does not after the start: only the jury takes them out', async () => {
    const { slug } = await world.contest();
    const ann = await world.join(slug);
    expect(await seen(slug, ann)).toMatchObject({ may: { withdraw: false } });
    expect(await withdraw(slug, ann)).toMatchObject(refusal('The contest has begun'));
    expect(await names(slug)).toEqual([ann.username]);
    await world.change(slug, { startsAt: before(30 * HOUR) });
    expect(await withdraw(slug, ann)).toMatchObject(refusal('The contest is over'));
  });

  it('withdraws where everybody has a time of their own until that begins', async () => {
    const { slug } = await world.contest({ windowSeconds: 3600 });
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    expect(await seen(slug, ann)).toMatchObject({ may: { withdraw: true } });
    expect((await withdraw(slug, ann)).status).toBe(204);
    expect((await bob.call('POST', `/api/v1/contests/${slug}/start`)).body).toMatchObject({ may: { withdraw: false } });
    expect(await withdraw(slug, bob)).toMatchObject(refusal('Your time has begun'));
    expect(await names(slug)).toEqual([bob.username]);
  });

  it('sees nothing more of a contest that only its participants see', async () => {
    const { slug } = await world.contest({ ...AHEAD, visibility: 'private', registration: 'code', code: 'sesame' });
    const ann = await world.join(slug, undefined, { code: 'sesame' });
    expect((await withdraw(slug, ann)).status).toBe(204);
    expect((await ann.call('GET', `/api/v1/contests/${slug}`)).status).toBe(404);
  });
});

describe('a member of a team', () => {
  it('leaves it to the others, and the last one takes it along', async () => {
    const { slug } = await world.contest(AHEAD);
    const [ann, bob] = [await world.server.person(), await world.server.person()];
    await world.join(slug, world.jury, { team: 'Owls', members: [ann.username, bob.username] });
    expect((await withdraw(slug, ann)).status).toBe(204);
    expect((await seen(slug, ann)).me).toBeNull();
    expect((await seen(slug, bob)).me).toMatchObject({ name: 'Owls', members: [bob.username] });
    expect((await withdraw(slug, bob)).status).toBe(204);
    expect(await names(slug)).toEqual([]);
  });

  it('and another who leave at once leave no team without members behind', async () => {
    const { slug } = await world.contest(AHEAD);
    const [ann, bob] = [await world.server.person(), await world.server.person()];
    await world.join(slug, world.jury, { team: 'Owls', members: [ann.username, bob.username] });
    expect((await Promise.all([withdraw(slug, ann), withdraw(slug, bob)])).map(({ status }) => status)).toEqual([204, 204]);
    expect(await names(slug)).toEqual([]);
  });
});

describe('what the jury decided', () => {
  it('is not undone by leaving and coming again', async () => {
    const { slug } = await world.contest(AHEAD);
    for (const decided of [{ unofficial: true }, { hidden: true }, { disqualified: true }]) {
      const ann = await world.join(slug);
      const { id } = (await seen(slug, ann)).me!;
      expect((await world.jury.call('PATCH', `/api/v1/contests/${slug}/registrations/${id}`, decided)).status).toBe(200);
      expect(await seen(slug, ann)).toMatchObject({ may: { withdraw: false } });
      expect(await withdraw(slug, ann)).toMatchObject(refusal('Ask the jury'));
    }
    const bob = await world.join(slug);
    const { id } = (await seen(slug, bob)).me!;
    await world.jury.call('PUT', `/api/v1/contests/${slug}/registrations/${id}/address`, { networks: ['192.0.2.7'] });
    expect(await withdraw(slug, bob)).toMatchObject(refusal('Ask the jury'));
  });

  it('holds where the jury alone registers', async () => {
    const { slug } = await world.contest({ ...AHEAD, registration: 'list' });
    const ann = await world.server.person();
    await world.join(slug, world.jury, { username: ann.username });
    expect(await seen(slug, ann)).toMatchObject({ may: { withdraw: false } });
    expect(await withdraw(slug, ann)).toMatchObject(refusal('Ask the jury'));
  });
});
