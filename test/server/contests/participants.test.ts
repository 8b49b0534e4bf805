/** What the jury changes of those who take part: who is in it, whether they stay, and whether they compete. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clarification } from '#contract/clarification.js';
import type { Contest, Participant } from '#contract/contest.js';
import type { JurySubmission } from '#contract/contest-jury.js';
import type { Scoreboard } from '#contract/scoreboard.js';
import { settleContests } from '#database/contests.js';
import { rateContests } from '#server/ratings/rate.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { connectWatcher } from '../live/watcher.js';
import { startJudge } from '../submissions/judged.js';
import { startRound, type Round } from './round.js';
import { HOUR, before, send } from './world.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const change = (round: Round, id: string, body: object, who = round.jury) => who.call('PATCH', `${round.path}/registrations/${id}`, body);
const remove = (round: Round, id: string, who = round.jury) => who.call('DELETE', `${round.path}/registrations/${id}`);
const people = async (round: Round, who: Person = round.jury) => ((await who.call('GET', `${round.path}/registrations`)).body as { items: Participant[] }).items;
const contest = async (round: Round, who: Person) => (await who.call('GET', round.path)).body as Contest;
const board = async (round: Round, who: Person) => (await who.call('GET', `${round.path}/scoreboard`)).body as Scoreboard;

describe('the members of a participant', () => {
  it('are those whom the jury names, and nobody else sees the contest as them', async () => {
    const round = await startRound(server, { visibility: 'private' });
    const [ann, bob] = [await round.join({ team: 'Owls' }), await server.person()];
    expect((await bob.call('GET', round.path)).status).toBe(404);
    expect(await change(round, ann.participant, { members: [bob.username.toUpperCase(), bob.username] })).toMatchObject({ status: 200, body: { name: 'Owls', members: [bob.username] } });
    expect((await contest(round, bob)).me).toMatchObject({ name: 'Owls' });
    expect((await ann.call('GET', round.path)).status).toBe(404);
    expect(await change(round, ann.participant, { members: [] })).toMatchObject({ status: 200, body: { members: [] } });
    expect((await bob.call('GET', round.path)).status).toBe(404);
  });

  it('are no accounts that there are not, that take part already, or that deliver', async () => {
    const round = await startRound(server);
    const [ann, bob, rita] = [await round.join(), await round.join(), await server.person()];
    await round.jury.call('PUT', `${round.path}/helpers/${rita.username}`, { part: 'runner' });
    const refused = (members: string[]) => change(round, ann.participant, { name: 'Changed', members });
    expect(await refused(['nobody-of-that-name'])).toMatchObject({ status: 422, body: { error: { details: [{ path: 'members', message: 'There is no account nobody-of-that-name' }] } } });
    expect(await refused([ann.username, bob.username])).toMatchObject({ status: 409, body: { error: { details: [{ path: 'members' }] } } });
    expect(await refused([rita.username])).toMatchObject({ status: 409, body: { error: { details: [{ path: 'members' }] } } });
    expect(Object.fromEntries((await people(round)).map(({ name, members }) => [name, members]))).toEqual({ [ann.username]: [ann.username], [bob.username]: [bob.username] });
  });

  it('are still told when the jury releases their address', async () => {
    const round = await startRound(server, { bindsAddress: true });
    const ann = await round.join();
    await round.submit(ann, 'A');
    const released = await round.jury.call('PUT', `${round.path}/registrations/${ann.participant}/address`, { released: true });
    expect(released).toMatchObject({ status: 200, body: { members: [ann.username], address: null, boundAt: null } });
  });
});

it('tells nobody who has left a team what the jury answers to it', async () => {
  const round = await startRound(server, { visibility: 'private' });
  const [ann, bob] = [await round.join({ team: 'Owls' }), await server.person()];
  await change(round, ann.participant, { members: [ann.username, bob.username] });
  const [first, second] = await Promise.all([ann, bob].map(async (person) => {
    const watcher = await connectWatcher(server.url, { token: person.token });
    const heard: (string | null)[] = [];
    watcher.socket.on('clarification:posted', ({ answer }) => heard.push(answer));
    expect(await watcher.watch('contest', round.slug)).toEqual({ ok: true });
    return { watcher, heard };
  }));
  const asked = ((await ann.call('POST', `${round.path}/clarifications`, { question: 'Where?' })).body as { id: string }).id;
  await vi.waitFor(() => expect([first!.heard, second!.heard]).toEqual([[null], [null]]), { timeout: 5_000 });
  const answer = async (text: string, instead?: string) => {
    const answered = await round.jury.call('PUT', `${round.path}/clarifications/${asked}`, { answer: text, instead });
    expect(answered.status, JSON.stringify(answered.body)).toBe(204);
  };
  await answer('Here.');
  await vi.waitFor(() => expect([first!.heard, second!.heard]).toEqual([[null, 'Here.'], [null, 'Here.']]), { timeout: 5_000 });
  await change(round, ann.participant, { members: [bob.username] });
  expect(await first!.watcher.watch('contest', round.slug)).toEqual({ error: 'not-found' });
  const { items } = (await round.jury.call('GET', `${round.path}/clarifications`)).body as { items: Clarification[] };
  await answer('There.', items[0]!.answeredAt!);
  await vi.waitFor(() => expect(second!.heard).toEqual([null, 'Here.', 'There.']), { timeout: 5_000 });
  expect(first!.heard).toEqual([null, 'Here.']);
  for (const { watcher } of [first!, second!]) watcher.close();
});

describe('removing somebody', () => {
  it('takes them and their questions out, but not what was answered to everybody, and they may come again', async () => {
    const round = await startRound(server);
    const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
    const ask = async (question: string) => ((await ann.call('POST', `${round.path}/clarifications`, { question })).body as { id: string }).id;
    const [known, own] = [await ask('For all?'), await ask('For me?')];
    await round.jury.call('PUT', `${round.path}/clarifications/${known}`, { answer: 'Yes.', toAll: true });
    await round.jury.call('PUT', `${round.path}/clarifications/${own}`, { answer: 'No.' });
    expect((await remove(round, ann.participant, bob)).status).toBe(403);
    expect((await remove(round, ann.participant)).status).toBe(204);
    expect((await remove(round, ann.participant)).status).toBe(404);
    expect((await people(round)).map(({ name }) => name)).toEqual(['Bob']);
    expect((await board(round, bob)).rows.map(({ participant }) => participant.name)).toEqual(['Bob']);
    expect((await contest(round, ann)).me).toBeNull();
    const { items } = (await round.jury.call('GET', `${round.path}/clarifications`)).body as { items: Clarification[] };
    expect(items).toMatchObject([{ id: known, question: 'For all?', answer: 'Yes.', askedBy: null }]);
    expect((await ann.call('POST', `${round.path}/registrations`, { team: 'Ann' })).status).toBe(201);
  });

  it('is refused where they have submitted, and where they are in another contest', async () => {
    const [round, other] = [await startRound(server), await startRound(server)];
    const ann = await round.join();
    expect((await remove(other, ann.participant)).status).toBe(404);
    await round.submit(ann, 'A');
    expect(await remove(round, ann.participant)).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('Disqualify them instead') as string } } });
    expect(await people(round)).toHaveLength(1);
  });
});

describe('the list of participants', () => {
  const list = async (round: Round, who: Person, query: string) => {
    const { status, body } = await who.call('GET', `${round.path}/registrations?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body as { items: Participant[]; nextCursor: string | null; total: number };
  };
  const called = ({ items }: { items: Participant[] }) => items.map(({ name }) => name);

  it('comes in pages by name, whatever names there are, each participant once', async () => {
    const round = await startRound(server);
    const names = ['Äpfel', 'ann', 'Bob', '\u{1F989}'.repeat(40), 'Zoë', 'O\'Hara %', 'x_y'];
    for (const team of names) await round.join({ team });
    await round.join({ team: 'Hidden', hidden: true });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(round, await server.person(), `limit=2${cursor}`);
      expect(page.total).toBe(7);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...called(page));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect([...seen].sort()).toEqual([...names].sort());
    expect((await list(round, round.jury, 'limit=200')).total).toBe(8);
    expect((await round.jury.call('GET', `${round.path}/registrations?cursor=AA`)).status).toBe(422);
  });

  it('is searched by name, username, school and group, and by the jury in seats', async () => {
    const round = await startRound(server);
    const ann = await round.join({ team: 'Owls 100%', affiliation: 'University of Bonn', group: 'North', seat: 'Hall 7' });
    const bob = await round.join({ team: 'Foxes', affiliation: 'Köln' });
    for (const text of ['owls', '100%', 'bonn', 'NORTH', ann.username]) expect(called(await list(round, bob, `search=${encodeURIComponent(text)}`))).toEqual(['Owls 100%']);
    expect(called(await list(round, bob, 'search=K%C3%96LN'))).toEqual(['Foxes']);
    expect(await list(round, bob, 'search=nobody')).toMatchObject({ items: [], nextCursor: null, total: 0 });
    expect(called(await list(round, bob, 'search=hall+7'))).toEqual([]);
    expect(called(await list(round, round.jury, 'search=hall+7'))).toEqual(['Owls 100%']);
  });

  it('narrows the submissions of the jury by a part of a name', async () => {
    const round = await startRound(server);
    const [ann, bob] = [await round.join({ team: 'Owls 100%' }), await round.join({ team: 'Foxes' })];
    for (const person of [ann, bob]) await round.submit(person, 'A');
    const found = async (participant: string) => ((await round.jury.call('GET', `${round.path}/jury/submissions?participant=${encodeURIComponent(participant)}`)).body as { items: JurySubmission[] }).items.map((each) => each.participant.name);
    expect(await found('OWL')).toEqual(['Owls 100%']);
    expect(await found('%')).toEqual(['Owls 100%']);
    expect(await found(bob.participant)).toEqual(['Foxes']);
  });
});

describe('whoever is disqualified', () => {
  it('submits and prints nothing more, has no rank, and is to others as one out of competition, until it is taken back', async () => {
    const round = await startRound(server, { printing: true });
    const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' })];
    await round.solve(ann, 'A');
    await round.judge(await round.submit(bob, 'A'), 'wrong-answer');
    await round.solve(bob, 'A');
    const ranks = async (who: Person) => Object.fromEntries((await board(round, who)).rows.map(({ rank, participant, cells }) => [participant.name, [rank, cells[0]!.first]]));
    expect(await ranks(bob)).toEqual({ Ann: [1, true], Bob: [2, false] });
    expect(await change(round, ann.participant, { disqualified: true })).toMatchObject({ status: 200, body: { disqualified: true, unofficial: false } });
    expect(await ranks(bob)).toEqual({ Ann: [null, false], Bob: [1, true] });
    expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ problems: [{ first: { participant: 'Bob' } }, {}] });
    const [seen] = (await people(round, bob)).filter(({ name }) => name === 'Ann');
    expect(seen).toMatchObject({ unofficial: true });
    expect(seen).not.toHaveProperty('disqualified');
    expect(await contest(round, ann)).toMatchObject({ me: { disqualified: true }, may: { submit: false, print: false, start: false, ask: true } });
    for (const named of [round.slug, undefined]) expect((await send(ann, round.problems[1]!, named)).status).toBe(403);
    expect((await ann.call('POST', `${round.path}/prints`, { name: 'a', content: 'a' })).status).toBe(403);
    expect(await change(round, ann.participant, { disqualified: false })).toMatchObject({ status: 200, body: { disqualified: false } });
    expect(await ranks(bob)).toEqual({ Ann: [1, true], Bob: [2, false] });
    expect((await send(ann, round.problems[1]!, round.slug)).status).toBe(201);
  });

  it('is called so to the jury wherever it looks, and to nobody else', async () => {
    const round = await startRound(server);
    const [ann, bob] = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob', unofficial: true })];
    for (const person of [ann, bob]) await round.solve(person, 'A');
    await change(round, ann.participant, { disqualified: true });
    const { items } = (await round.jury.call('GET', `${round.path}/jury/submissions`)).body as { items: JurySubmission[] };
    expect(items.map(({ participant: { name, unofficial, disqualified } }) => [name, unofficial, disqualified])).toEqual([['Bob', true, false], ['Ann', false, true]]);
    const called = async (who: Person, query = '') => Object.fromEntries(((await who.call('GET', `${round.path}/scoreboard${query}`)).body as Scoreboard).rows.map(({ participant }) => [participant.name, participant.disqualified]));
    expect(await called(round.jury)).toEqual({ Ann: true, Bob: undefined });
    for (const others of [await called(bob), await called(round.jury, '?public=true')]) expect(others).toEqual({ Ann: undefined, Bob: undefined });
    const csv = async (who: Person) => ((await who.call('GET', `${round.path}/scoreboard.csv`)).body as string).split('\r\n').filter((line) => /Ann|Bob/.test(line)).map((line) => line.split(',').slice(1, 5).join()).sort();
    expect(await csv(round.jury)).toEqual(['Ann,,,disqualified', 'Bob,,,no']);
    expect(await csv(bob)).toEqual(['Ann,,,no', 'Bob,,,no']);
    const clics = async (who: Person, what: string) => (await who.call('GET', `/api/clics/contests/${round.slug}/${what}`)).body as never;
    const hidden = async (who: Person) => Object.fromEntries((await clics(who, 'teams') as { name: string; hidden: boolean }[]).map((team) => [team.name, team.hidden]));
    const ranked = async (who: Person) => (await clics(who, 'scoreboard') as { rows: { team_id: string }[] }).rows.map(({ team_id: id }) => id).sort();
    expect([await hidden(round.jury), await hidden(bob)]).toEqual([{ Ann: true, Bob: false }, { Ann: false, Bob: false }]);
    expect([await ranked(round.jury), await ranked(bob)]).toEqual([[bob.participant], [ann.participant, bob.participant].sort()]);
  });

  it('does not start their time either', async () => {
    const round = await startRound(server, { windowSeconds: 3600 });
    const ann = await round.join();
    await change(round, ann.participant, { disqualified: true });
    expect((await ann.call('POST', `${round.path}/start`)).status).toBe(409);
  });

  it('gets no rating of the contest, and the others are rated without them', async () => {
    const round = await startRound(server, { rated: true });
    const three = [await round.join({ team: 'Ann' }), await round.join({ team: 'Bob' }), await round.join({ team: 'Cleo' })];
    for (const [wrong, person] of three.entries()) {
      for (let tries = 0; tries < wrong; tries += 1) await round.judge(await round.submit(person, 'A'), 'wrong-answer');
      await round.solve(person, 'A');
    }
    await round.jury.call('PATCH', round.path, { startsAt: before(6 * HOUR) });
    await settleContests(server.db);
    await rateContests(server.db);
    const rated = async () => (await people(round)).filter(({ rating }) => rating !== undefined).map(({ name }) => name);
    expect(await rated()).toEqual(['Ann', 'Bob', 'Cleo']);
    await change(round, three[2]!.participant, { disqualified: true });
    await rateContests(server.db);
    expect(await rated()).toEqual(['Ann', 'Bob']);
  });
});
