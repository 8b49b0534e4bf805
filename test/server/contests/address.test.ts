/** From where a contest takes submissions: requests come by a trusted proxy that says from where. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Participant } from '#contract/contest.js';
import { addressRefusal, seatOf } from '#server/contests/address.js';
import type { TestServer } from '#test/support/server.js';
import { send, startContestWorld, type ContestWorld } from './world.js';

describe('an address', () => {
  const free = { networks: null, bindsAddress: false, participant: { networks: null, address: null } };
  it.each([
    ['192.0.2.7', ['192.0.2.0/24'], true],
    ['::ffff:192.0.2.7', ['192.0.2.0/24'], true],
    ['192.0.3.7', ['192.0.2.0/24'], false],
    ['192.0.3.7', ['192.0.2.0/24', '192.0.3.7'], true],
    ['2001:db8:0:1::5', ['2001:db8::/32'], true],
    ['2001:db9::5', ['2001:db8::/32'], false],
    ['192.0.2.7', ['2001:db8::/32'], false],
    ['2001:db8::5', ['192.0.2.0/24'], false],
  ])('%s is within %s: %s', (from, networks, within) => {
    expect(addressRefusal({ ...free, networks }, from) === null).toBe(within);
    expect(addressRefusal({ ...free, participant: { networks, address: null } }, from) === null).toBe(within);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:9999:1:2:3', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s binds to %s', (from, seat) => {
    expect(seatOf(from)).toBe(seat);
    const bound = { ...free, bindsAddress: true, participant: { networks: null, address: seat } };
    expect(addressRefusal(bound, from)).toBeNull();
    expect(addressRefusal(bound, '198.51.100.1')).toContain('ask the jury to release');
  });
});

describe('a contest that minds from where it is taken part in', () => {
  let server: TestServer;
  let world: ContestWorld;
  beforeAll(async () => {
    world = await startContestWorld();
    ({ server } = world);
  });
  afterAll(() => server.close());

  const at = (address: string) => ({ 'x-forwarded-for': address });
  const participants = async (slug: string, who: { call: typeof server.anonymous }) => (await who.call('GET', `/api/v1/contests/${slug}/registrations`)).body as { items: Participant[] };

  it('takes nothing from outside of its networks, and says what to do', async () => {
    const { slug, problems } = await world.contest({ networks: ['192.0.2.0/24'] });
    const person = await world.join(slug);
    const refused = await send(person, problems[0]!, slug, at('198.51.100.7'));
    expect(refused).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('198.51.100.7') as string } } });
    // Without naming it nobody gets around it.
    expect((await send(person, problems[0]!, undefined, at('198.51.100.7'))).status).toBe(403);
    expect((await send(person, problems[0]!, slug, at('192.0.2.7'))).status).toBe(201);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).not.toHaveProperty('networks');
    expect((await world.jury.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ networks: ['192.0.2.0/24'] });
  });

  it('believes nobody but the proxy', async () => {
    const { slug, problems } = await world.contest({ networks: ['192.0.2.0/24'] });
    const person = await world.join(slug);
    // The last entry is what the trusted proxy saw; what stands before it the sender made up.
    expect((await send(person, problems[0]!, slug, at('192.0.2.7, 198.51.100.7'))).status).toBe(403);
  });

  it('binds to the address of the first submission, until the jury releases it', async () => {
    const { slug, problems } = await world.contest({ bindsAddress: true });
    const person = await world.join(slug);
    expect((await send(person, problems[0]!, slug, at('192.0.2.7'))).status).toBe(201);
    expect((await send(person, problems[1]!, slug, at('192.0.2.8'))).status).toBe(403);
    expect((await send(person, problems[1]!, slug, at('192.0.2.7'))).status).toBe(201);
    const [mine] = (await participants(slug, world.jury)).items;
    expect(mine).toMatchObject({ address: '192.0.2.7', boundAt: expect.any(String) as string });
    expect((await participants(slug, person)).items[0]).not.toHaveProperty('address');
    const path = `/api/v1/contests/${slug}/registrations/${mine!.id}/address`;
    expect((await person.call('PUT', path, { released: true })).status).toBe(403);
    expect((await world.jury.call('PUT', path, { released: true })).body).toMatchObject({ address: null });
    expect((await send(person, problems[1]!, slug, at('192.0.2.8'))).status).toBe(201);
    expect((await send(person, problems[1]!, slug, at('192.0.2.7'))).status).toBe(403);
  });

  it('binds to one address where two come at once from two', async () => {
    const { slug, problems } = await world.contest({ bindsAddress: true });
    const person = await world.join(slug);
    const sent = await Promise.all(Array.from({ length: 6 }, (_, index) => send(person, problems[0]!, slug, at(`192.0.2.${index}`))));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
  });

  it('has addresses of participants from a list, all or nothing', async () => {
    const { slug, problems } = await world.contest();
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    const importAll = (items: object[]) => world.jury.call('PUT', `/api/v1/contests/${slug}/networks`, { items });
    const refused = await importAll([{ participant: ann.username, networks: ['192.0.2.1'] }, { participant: 'nobody-of-that-name', networks: null }]);
    expect(refused).toMatchObject({ status: 422, body: { error: { details: [{ path: 'items.1.participant' }] } } });
    expect((await send(ann, problems[0]!, slug, at('192.0.2.9'))).status).toBe(201);
    expect((await importAll([{ participant: ann.username.toUpperCase(), networks: ['192.0.2.1', '192.0.2.16/28'] }, { participant: bob.username, networks: ['192.0.2.2'] }])).body).toEqual({ changed: 2 });
    for (const [who, address, status] of [[ann, '192.0.2.1', 201], [ann, '192.0.2.17', 201], [ann, '192.0.2.2', 403], [bob, '192.0.2.2', 201], [bob, '192.0.2.1', 403]] as const) {
      expect((await send(who, problems[0]!, slug, at(address))).status).toBe(status);
    }
    expect((await importAll([{ participant: ann.username, networks: ['192.0.2.300'] }])).status).toBe(422);
  });

  it('lets nobody start their time from elsewhere', async () => {
    const { slug } = await world.contest({ windowSeconds: 3600, networks: ['192.0.2.0/24'] });
    const person = await world.join(slug);
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`, undefined, at('198.51.100.7'))).status).toBe(403);
    expect((await person.call('POST', `/api/v1/contests/${slug}/start`, undefined, at('192.0.2.7'))).status).toBe(200);
  });
});
