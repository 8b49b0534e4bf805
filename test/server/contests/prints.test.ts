/** Printing: what participants may send, and who sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_PRINT_PAGES, type Print, type PrintSummary } from '#contract/contest-site.js';
import { PRINT_COLUMNS, PRINT_LINES, paginate } from '#contract/printing.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { startJudge } from '../submissions/judged.js';
import { startRound, type Round } from './round.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const print = (round: Round, who: Person, content: string) => who.call('POST', `${round.path}/prints`, { name: 'main.cpp', content });
const list = async (round: Round, who: Person) => ((await who.call('GET', `${round.path}/prints`)).body as { items: PrintSummary[] }).items;

it('goes to the jury and the runners, with the seat, and is marked as done', async () => {
  const round = await startRound(server, { printing: true });
  const [ann, bob, rita] = [await round.join({ team: 'Ann', seat: 'Hall 2, 14' }), await round.join(), await server.person()];
  await round.jury.call('PUT', `${round.path}/helpers/${rita.username}`, { part: 'runner' });
  const sent = await print(round, ann, 'int main() {}\n'.repeat(PRINT_LINES + 1));
  expect(sent).toMatchObject({ status: 201, body: { pages: 2 } });
  const { id } = sent.body as { id: string };
  expect(await list(round, rita)).toMatchObject([{ id, name: 'main.cpp', pages: 2, participant: { name: 'Ann', seat: 'Hall 2, 14' }, doneAt: null }]);
  expect(await list(round, ann)).toHaveLength(1);
  expect(await list(round, bob)).toEqual([]);
  expect((await bob.call('GET', `${round.path}/prints/${id}`)).status).toBe(404);
  expect((await rita.call('GET', `${round.path}/prints/${id}`)).body).toMatchObject({ content: 'int main() {}\n'.repeat(PRINT_LINES + 1), contestName: 'Autumn round' });
  expect((await round.jury.call('GET', `${round.path}/jury`)).body).toMatchObject({ prints: { waiting: 1 } });
  expect((await ann.call('PATCH', `${round.path}/prints/${id}`, { done: true })).status).toBe(403);
  expect((await rita.call('PATCH', `${round.path}/prints/${id}`, { done: true })).status).toBe(204);
  expect(await list(round, round.jury)).toMatchObject([{ doneBy: rita.username }]);
  expect((await rita.call('PATCH', `${round.path}/prints/${id}`, { done: false })).status).toBe(204);
  expect(await list(round, round.jury)).toMatchObject([{ doneAt: null, doneBy: null }]);
});

it('is printed and marked with others at once by the jury and the runners, all of them or none', async () => {
  const round = await startRound(server, { printing: true });
  const [ann, bob, rita] = [await round.join({ team: 'Ann', seat: 'Hall 2, 14' }), await round.join({ team: 'Bob' }), await server.person()];
  await round.jury.call('PUT', `${round.path}/helpers/${rita.username}`, { part: 'runner' });
  const idOf = async (who: Person, content: string) => ((await print(round, who, content)).body as { id: string }).id;
  const [first, second, third] = [await idOf(ann, 'one'), await idOf(bob, 'two'), await idOf(ann, 'three')];
  const together = async (query = '', who: Person = rita) => ((await who.call('GET', `${round.path}/printouts${query}`)).body as { items?: Print[] }).items;
  const mark = (ids: string[], done: boolean, who: Person = rita) => who.call('PATCH', `${round.path}/prints`, { ids, done });
  expect(await together()).toMatchObject([{ id: first, content: 'one', contestName: 'Autumn round', participant: { seat: 'Hall 2, 14' } }, { id: second, content: 'two' }, { id: third }]);
  expect((await together(`?ids=${third},${first},no-id`))?.map(({ id }) => id)).toEqual([first, third]);
  expect(await together('?ids=nothing')).toEqual([]);
  expect(await together('', ann)).toBeUndefined();
  // Those of other contests are not theirs to see or to mark.
  const other = await startRound(server, { printing: true });
  const foreign = ((await print(other, await other.join(), 'x')).body as { id: string }).id;
  expect(await together(`?ids=${foreign}`)).toEqual([]);
  expect((await mark([first, foreign], true)).status).toBe(404);
  expect((await mark([first, third], true, ann)).status).toBe(403);
  expect(await together()).toHaveLength(3);
  expect((await mark([first, third, first], true)).status).toBe(204);
  expect((await together())?.map(({ id }) => id)).toEqual([second]);
  expect((await list(round, round.jury)).filter(({ doneBy }) => doneBy === rita.username)).toHaveLength(2);
  expect((await mark([third], false)).status).toBe(204);
  expect((await together())?.map(({ id }) => id)).toEqual([second, third]);
});

it('is refused where it is off, over, too long, too often, or no text', async () => {
  const round = await startRound(server);
  const ann = await round.join();
  expect((await print(round, ann, 'x')).status).toBe(409);
  await round.jury.call('PATCH', round.path, { printing: true });
  expect((await ann.call('GET', round.path)).body).toMatchObject({ printing: true, may: { print: true } });
  expect((await print(round, await server.person(), 'x')).status).toBe(403);
  expect((await print(round, ann, '\u0000')).status).toBe(422);
  expect((await print(round, ann, 'x'.repeat(64 * 1024 + 1))).status).toBe(422);
  const longest = 'x\n'.repeat(PRINT_LINES * MOST_PRINT_PAGES);
  expect(await print(round, ann, `${longest}x\n`)).toMatchObject({ status: 422, body: { error: { details: [{ path: 'content' }] } } });
  expect((await Promise.all(Array.from({ length: 5 }, () => print(round, ann, longest)))).map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429]);
  await round.jury.call('PATCH', round.path, { startsAt: new Date(Date.now() - 6 * 3_600_000).toISOString() });
  expect((await print(round, ann, 'x')).status).toBe(409);
});

it('is laid out with numbers of lines, long ones folded, tabs spread, wide characters counted twice', () => {
  const wide = '漢'.repeat(PRINT_COLUMNS / 2);
  expect(paginate(`a\tb\n${'x'.repeat(PRINT_COLUMNS)}y\r\n${wide}字\n\u0007\n`)).toEqual([[
    { number: 1, text: 'a   b' },
    { number: 2, text: 'x'.repeat(PRINT_COLUMNS) }, { number: null, text: 'y' },
    { number: 3, text: wide }, { number: null, text: '字' },
    { number: 4, text: '\u2400' },
  ]]);
  expect(paginate('x\n'.repeat(PRINT_LINES))).toHaveLength(1);
  expect(paginate('x\n'.repeat(PRINT_LINES + 1)).map((page) => page.length)).toEqual([PRINT_LINES, 1]);
});
