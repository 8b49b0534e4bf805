/** The event feed: everything first, then what changes, and what has changed since a token; to each what they may see. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLICS_COLLECTIONS, clicsContestSchema, clicsStateSchema, isClicsCollection } from '#contract/clics.js';
import { finishJudging } from '#database/queue.js';
import { createApp } from '#server/app.js';
import { readServerConfig } from '#server/config.js';
import { PasswordQueue } from '#server/accounts/password-queue.js';
import { Boards } from '#server/contests/boards.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult } from '#test/support/world.js';
import { startRound, type Round } from '../contests/round.js';
import { claimOf, startJudge, threeResults } from '../submissions/judged.js';
import { readFeed, stateAfter, type FeedReader } from './feed-reader.js';

const HOUR = 3_600_000;
const before = (ms: number) => new Date(Date.now() - ms).toISOString();
const PATIENCE = { timeout: 8_000 };

let server: TestServer;
const open: FeedReader[] = [];
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(async () => {
  for (const reader of open) reader.close();
  await server.close();
});

async function read(round: Round, person: Person | null, since?: string, url = server.url): Promise<FeedReader> {
  const reader = await readFeed(`${url}/api/clics/contests/${round.slug}/event-feed${since === undefined ? '' : `?since_token=${since}`}`, person === null ? {} : { authorization: `Bearer ${person.token}` });
  open.push(reader);
  return reader;
}
/** Its beginning is over once there is a token. */
async function begun(round: Round, person: Person | null, since?: string, url?: string): Promise<FeedReader> {
  const reader = await read(round, person, since, url);
  await vi.waitFor(() => expect(reader.token()).toBeDefined(), PATIENCE);
  return reader;
}
async function startAnother(): Promise<{ url: string; close: () => Promise<void> }> {
  const log = pino({ level: 'error' });
  const httpServer = createServer(createApp({ db: server.db, config: readServerConfig({}), log, boards: new Boards(server.db), passwords: new PasswordQueue(server.db, log) }));
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`,
    close: async () => {
      httpServer.closeAllConnections();
      await new Promise<void>((resolve) => httpServer.close(() => resolve()));
    },
  };
}
const ofType = (reader: FeedReader, type: string) => reader.events.filter((event) => event.type === type);

/** What the endpoints say, as the feed should have left its reader. */
async function expectSame(round: Round, person: Person | null, state: Map<string, unknown>): Promise<void> {
  const call = person?.call ?? server.anonymous;
  const path = `/api/clics/contests/${round.slug}`;
  for (const collection of Object.keys(CLICS_COLLECTIONS)) {
    if (collection === 'accounts') continue;
    const items = (await call('GET', `${path}/${collection}`)).body as { id: string }[];
    const told = [...state].filter(([key]) => key.startsWith(`${collection} `)).map(([, data]) => data as { id: string });
    const sorted = (all: { id: string }[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(told), collection).toEqual(sorted(items));
  }
  expect(state.get('contest')).toEqual((await call('GET', path)).body);
  expect(state.get('state')).toEqual((await call('GET', `${path}/state`)).body);
}

async function judged(round: Round, person: Person, label: string, verdict: 'accepted' | 'wrong-answer' = 'accepted'): Promise<string> {
  const id = await round.submit(person, label);
  await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict, tests: threeResults() }));
  return id;
}

describe('a reader', () => {
  it('gets everything that the endpoints give, each by its schema, named after what it names', async () => {
    const round = await startRound(server);
    const team = await round.join({ group: 'North', affiliation: 'Here' });
    await judged(round, team, 'A');
    await round.submit(team, 'B');
    await team.call('POST', `${round.path}/clarifications`, { question: 'Why?' });
    for (const person of [round.jury, team, null]) {
      const reader = await begun(round, person);
      for (const { type, id, data } of reader.events) {
        const schema = type === 'contest' ? clicsContestSchema : type === 'state' ? clicsStateSchema : isClicsCollection(type) ? CLICS_COLLECTIONS[type] : null;
        expect(schema?.safeParse(data).error?.issues, `${type} ${id}`).toBeUndefined();
        expect(schema).not.toBeNull();
      }
      await expectSame(round, person, reader.state());
      expect(reader.events.at(-1)).toMatchObject({ type: 'state', token: expect.any(String) as unknown });
      const known = new Set<string>();
      for (const { type, data } of reader.events) {
        const item = data as Record<string, unknown>;
        for (const [name, of] of [['submission_id', 'submissions'], ['judgement_id', 'judgements'], ['team_id', 'teams'], ['problem_id', 'problems'], ['language_id', 'languages'], ['judgement_type_id', 'judgement-types'], ['organization_id', 'organizations']] as const) {
          if (typeof item[name] === 'string') expect(known, `${type}: ${name}`).toContain(`${of} ${item[name]}`);
        }
        known.add(`${type} ${String(item['id'])}`);
      }
      reader.close();
    }
  });

  it('is told what happens, once, and what is taken back', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const reader = await begun(round, round.jury);
    const id = await judged(round, team, 'A');
    await vi.waitFor(() => expect([ofType(reader, 'submissions').length, ofType(reader, 'judgements').length, ofType(reader, 'runs').length]).toEqual([1, 1, 3]), PATIENCE);
    await round.jury.call('POST', `/api/v1/submissions/${id}/judgings`);
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict: 'wrong-answer', tests: threeResults().slice(0, 2) }));
    await vi.waitFor(() => expect(ofType(reader, 'judgements')).toHaveLength(3), PATIENCE);
    const other = await round.join({ group: 'South' });
    await round.jury.call('POST', `${round.path}/clarifications`, { announcement: 'Pizza.' });
    await round.jury.call('PATCH', round.path, { name: 'Another name' });
    await vi.waitFor(() => expect(ofType(reader, 'contest').length).toBeGreaterThan(1), PATIENCE);
    await vi.waitFor(() => expect(ofType(reader, 'clarifications')).toHaveLength(1), PATIENCE);
    await expectSame(round, round.jury, reader.state());
    expect(reader.state().get(`teams ${other.participant}`)).toBeDefined();
    reader.close();
  });

  it('is told what is asked, answered and announced, though nothing else happens', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const reader = await begun(round, round.jury);
    const { id } = (await team.call('POST', `${round.path}/clarifications`, { question: 'Why?' })).body as { id: string };
    await vi.waitFor(() => expect(ofType(reader, 'clarifications')).toHaveLength(1), PATIENCE);
    await round.jury.call('PUT', `${round.path}/clarifications/${id}`, { answer: 'Because.' });
    await vi.waitFor(() => expect(ofType(reader, 'clarifications')).toHaveLength(2), PATIENCE);
    await round.jury.call('POST', `${round.path}/clarifications`, { announcement: 'Pizza.' });
    await vi.waitFor(() => expect(ofType(reader, 'clarifications')).toHaveLength(3), PATIENCE);
    reader.close();
  });

  it('learns nothing of what a freeze hides, and all of it when it is thawed', async () => {
    const round = await startRound(server, { freezeSeconds: 4.5 * 3600 });
    const [team, ghost] = [await round.join(), await round.join({ hidden: true })];
    const [everybody, own, jury] = [await begun(round, null), await begun(round, team), await begun(round, round.jury)];
    const id = await round.submit(team, 'A');
    await vi.waitFor(() => expect(ofType(everybody, 'submissions')).toHaveLength(1), PATIENCE);
    const told = everybody.events.length;
    const again = await begun(round, null);
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ tests: threeResults() }));
    await judged(round, ghost, 'B');
    for (const reader of [own, jury]) await vi.waitFor(() => expect(ofType(reader, 'judgements').length).toBeGreaterThan(0), PATIENCE);
    expect(everybody.events).toHaveLength(told);
    const anew = await begun(round, null);
    const withoutToken = (reader: FeedReader) => reader.events.map(({ type, id: name, data }) => ({ type, name, data }));
    expect(withoutToken(anew)).toEqual(withoutToken(again));
    await vi.waitFor(() => expect(ofType(jury, 'runs')).toHaveLength(6), PATIENCE);
    expect(ofType(own, 'runs')).toEqual([]);

    const token = everybody.token();
    await round.jury.call('PATCH', round.path, { startsAt: before(6 * HOUR) });
    await round.jury.call('PATCH', round.path, { unfrozen: true });
    await vi.waitFor(() => expect(ofType(everybody, 'judgements')).toHaveLength(1), PATIENCE);
    await expectSame(round, null, everybody.state());
    const back = await begun(round, null, token);
    expect(ofType(back, 'judgements')).toHaveLength(1);
    for (const reader of [everybody, own, jury, again, anew, back]) reader.close();
  });

  it('goes on where it was, at a server that knows nothing of it', async () => {
    const round = await startRound(server);
    const team = await round.join();
    const old = await judged(round, team, 'A');
    await server.db.execute(`update submissions set submitted_at = submitted_at - interval '10 minutes'; update contest_results set submitted_at = submitted_at - interval '10 minutes', judged_at = judged_at - interval '10 minutes'; update judgings set finished_at = finished_at - interval '10 minutes'`);
    const first = await begun(round, round.jury);
    first.close();
    const repeated = await judged(round, team, 'B', 'wrong-answer');
    await round.jury.call('POST', `/api/v1/submissions/${repeated}/judgings`);
    await finishJudging(server.db, await claimOf(server.db, repeated), aResult({ verdict: 'accepted', tests: threeResults() }));
    // A server that begins now, over the same database.
    const other = await startAnother();
    try {
      const back = await begun(round, round.jury, first.token(), other.url);
      expect(ofType(back, 'teams')).toEqual([]);
      expect(ofType(back, 'submissions').map(({ id }) => id)).toEqual([repeated]);
      expect(ofType(back, 'submissions').map(({ id }) => id)).not.toContain(old);
      await expectSame(round, round.jury, stateAfter([...first.events, ...back.events]));
      back.close();
    } finally {
      await other.close();
    }
  });

  it('gets what was set of the contest anew where that has changed meanwhile', async () => {
    const round = await startRound(server);
    const team = await round.join({ team: 'Before' });
    const first = await begun(round, null);
    first.close();
    await round.jury.call('PATCH', `${round.path}/registrations/${team.participant}`, { hidden: true });
    await round.join({ group: 'New' });
    const back = await begun(round, null, first.token());
    await expectSame(round, null, stateAfter([...first.events, ...back.events]));
    back.close();
  });

  it('is refused with a token that is none', async () => {
    const round = await startRound(server);
    for (const token of ['999999', 'xY-99_', '', 'zzzzzzzzzzz-0123456789abcdef']) expect((await read(round, null, token)).status).toBe(400);
    expect((await server.anonymous('GET', `/api/clics/contests/${round.slug}/event-feed?since_id=7`)).body).toMatchObject({ code: 400 });
  });

  it('cannot open feeds without end', async () => {
    const round = await startRound(server);
    const readers: FeedReader[] = [];
    const person = await server.person();
    for (let at = 0; at < 21; at++) readers.push(await read(round, person));
    expect(readers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(200), 429]);
    for (const reader of readers) reader.close();
    await vi.waitFor(async () => expect((await read(round, person)).status).toBe(200), PATIENCE);
  });
});

it('says at the start what was hidden before it', async () => {
  const round = await startRound(server, { startsAt: before(-2_500) });
  const reader = await begun(round, null);
  expect(ofType(reader, 'problems')).toEqual([]);
  await vi.waitFor(() => expect(ofType(reader, 'problems')).toHaveLength(2), PATIENCE);
  expect(reader.state().get('state')).toMatchObject({ started: expect.any(String) as unknown });
  reader.close();
});
