/** Commentary: analysts post it for the jury, and nobody else reads it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { startRound } from '../contests/round.js';
import { startJudge } from '../submissions/judged.js';
import { readFeed } from './feed-reader.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

const PATIENCE = { timeout: 8_000 };

async function commented() {
  const round = await startRound(server);
  const team = await round.join();
  const submission = await round.submit(team, 'A');
  const path = `/api/clics/contests/${round.slug}`;
  const about = { team_ids: [team.participant], problem_ids: [round.problems[0]!.slug], submission_ids: [submission] };
  return { round, team, path, about, say: (body: object, who = round.jury) => who.call('POST', `${path}/commentary`, body) };
}

describe('commentary', () => {
  it('is posted by the jury, with what it is about, and read by the jury', async () => {
    const { round, team, path, about, say } = await commented();
    const said = await say({ message: ` {teams:${team.participant}} may take the lead `, tags: ['submission', 'submission-winner', 'submission'], ...about });
    expect(said.status).toBe(201);
    const { id } = said.body as { id: string };
    expect(said.headers.get('location')).toBe(`${path}/commentary/${id}`);
    expect(said.body).toEqual({ id, time: expect.any(String) as unknown, contest_time: expect.stringMatching(/^1:00:/) as unknown, message: `{teams:${team.participant}} may take the lead`, tags: ['submission', 'submission-winner'], ...about });
    const bare = (await say({ message: 'It is quiet.' })).body as object;
    expect(Object.keys(bare)).toEqual(['id', 'time', 'contest_time', 'message', 'tags']);
    expect((await round.jury.call('GET', `${path}/commentary`)).body).toEqual([said.body, bare]);
    expect((await round.jury.call('GET', `${path}/commentary/${id}`)).body).toEqual(said.body);
  });

  it('is nothing to anybody else, as it may tell what a freeze hides', async () => {
    const { round, team, path, say } = await commented();
    const { id } = (await say({ message: 'They have it.' })).body as { id: string };
    const stranger = await server.person();
    for (const call of [server.anonymous, team.call, stranger.call]) {
      expect((await call('GET', `${path}/commentary`)).body).toEqual([]);
      expect((await call('GET', `${path}/commentary/${id}`)).status).toBe(404);
      expect(JSON.stringify((await call('GET', `${path}/access`)).body)).not.toContain('commentary');
    }
    expect(JSON.stringify((await round.jury.call('GET', `${path}/access`)).body)).toContain('commentary');
    for (const who of [team, stranger, await server.person('instructor')]) expect((await say({ message: 'No.' }, who)).status).toBe(403);
    expect((await server.anonymous('POST', `${path}/commentary`, { message: 'No.' })).status).toBe(401);
  });

  it('is refused where it names what is not in the contest, or sets what is not its to set', async () => {
    const { say, about } = await commented();
    const other = await commented();
    const wrong = [
      {}, { message: '' }, { message: 'x'.repeat(4001) }, { message: 'x', id: '1' }, { message: 'x', time: '2026-01-01T00:00:00Z' }, { message: 'x', tags: [''] },
      { message: 'x', team_ids: other.about.team_ids }, { message: 'x', problem_ids: ['no-such-problem'] }, { message: 'x', submission_ids: other.about.submission_ids }, { message: 'x', submission_ids: ['1'] },
    ];
    for (const body of wrong) expect((await say(body)).status, JSON.stringify(body)).toBe(422);
    expect((await say({ message: 'x', ...about, team_ids: null })).status).toBe(201);
  });

  it('comes by the event feed, to the jury', async () => {
    const { round, path, about, say } = await commented();
    const before = (await say({ message: 'Before.' })).body as { id: string };
    const read = (token?: string) => readFeed(`${server.url}${path}/event-feed`, token === undefined ? {} : { authorization: `Bearer ${token}` });
    const [jury, open] = [await read(round.jury.token), await read()];
    await vi.waitFor(() => expect([jury.token(), open.token()].every(Boolean)).toBe(true), PATIENCE);
    const told = () => jury.events.filter(({ type }) => type === 'commentary').map(({ id }) => id);
    expect(told()).toEqual([before.id]);
    const said = (await say({ message: 'Now.', ...about })).body as { id: string };
    await vi.waitFor(() => expect(told()).toEqual([before.id, said.id]), PATIENCE);
    expect(jury.state().get(`commentary ${said.id}`)).toEqual(said);
    const back = await readFeed(`${server.url}${path}/event-feed?since_token=${jury.token()}`, { authorization: `Bearer ${round.jury.token}` });
    await vi.waitFor(() => expect(back.token()).toBeDefined(), PATIENCE);
    expect(back.state().get(`commentary ${said.id}`)).toEqual(said);
    expect(open.events.filter(({ type }) => type === 'commentary')).toEqual([]);
    for (const reader of [jury, open, back]) reader.close();
  });

  it('is deleted by the jury, and the feed tells so, also to who was away', async () => {
    const { round, team, path, say } = await commented();
    const [kept, wrong] = [(await say({ message: 'Kept.' })).body as { id: string }, (await say({ message: 'Wrong.' })).body as { id: string }];
    const read = (query = '') => readFeed(`${server.url}${path}/event-feed${query}`, { authorization: `Bearer ${round.jury.token}` });
    const jury = await read();
    await vi.waitFor(() => expect(jury.state().get(`commentary ${wrong.id}`)).toBeDefined(), PATIENCE);
    await vi.waitFor(() => expect(jury.token()).toBeDefined(), PATIENCE);
    const token = jury.token()!;
    const remove = (id: string, call = round.jury.call, from = path) => call('DELETE', `${from}/commentary/${id}`);
    expect((await remove(wrong.id, server.anonymous)).status).toBe(401);
    for (const who of [team, await server.person('instructor')]) expect((await remove(wrong.id, who.call)).status).toBe(403);
    const other = await commented();
    expect((await remove(wrong.id, other.round.jury.call, other.path)).status).toBe(404);
    expect((await remove(wrong.id)).status).toBe(204);
    for (const id of [wrong.id, 'none']) expect((await remove(id)).status).toBe(404);
    expect((await round.jury.call('GET', `${path}/commentary`)).body).toMatchObject([{ id: kept.id }]);
    // Another one takes its place before anybody looks: their number is the same.
    const next = (await say({ message: 'Next.' })).body as { id: string };
    await vi.waitFor(() => expect(jury.state().get(`commentary ${next.id}`)).toBeDefined(), PATIENCE);
    expect(jury.events.filter(({ type, id, data }) => type === 'commentary' && id === wrong.id && data === null)).toHaveLength(1);
    const back = await read(`?since_token=${token}`);
    await vi.waitFor(() => expect(back.token()).toBeDefined(), PATIENCE);
    expect(back.events.filter(({ type }) => type === 'commentary')).toMatchObject([{ id: null, data: [{ id: kept.id }, { id: next.id }] }]);
    for (const reader of [jury, back]) reader.close();
  });
});
