/**
 * Nothing that happens out of sight changes anything that the public can ask for or hears: random contests, and in each the answers to
 * every question that people who are no staff may ask, before and after hidden events, of the server that knew and of one that has just started.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { settleContests } from '#database/contests.js';
import { clientOf, startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { connectWatcher, type Watcher } from '../live/watcher.js';
import { startJudge } from '../submissions/judged.js';
import { observe, withoutPending, type Observation } from './public-answers.js';
import { Dice, RandomContest, type Made, type People } from './random-contest.js';

const CONTESTS = Number(process.env['LEAK_CONTESTS'] ?? 3);
const FIRST_SEED = Number(process.env['LEAK_SEED'] ?? 1);
/** Longer than changes of a scoreboard are gathered. */
const PATIENCE_MS = 5_000;

let server: TestServer;
let people: People;
let bystander: Person;
let stranger: Person;
let comparisons = 0;

beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
  const person = () => server.person();
  [bystander, stranger] = [await person(), await person()];
  people = { jury: await server.person('instructor'), field: [await person(), await person(), await person(), bystander], ghost: await person() };
});
afterAll(async () => {
  console.log(`Compared ${comparisons} public answers of ${CONTESTS} contests`);
  await server.close();
});

/** By everybody who is no staff: nobody, a student who takes no part, and a participant; always at the same moment of the contest, as far as servers know. */
async function look(at: TestServer, contest: RandomContest): Promise<Map<string, Observation>> {
  const by = (person: Person) => clientOf(at.url, { authorization: `Bearer ${person.token}` });
  await startJudge(server.db);
  const askable = await contest.askable();
  vi.useFakeTimers({ toFake: ['Date'], now: contest.lookedAtMs });
  try {
    return await observe({ anonymous: at.anonymous, stranger: by(stranger), bystander: by(bystander) }, askable);
  } finally {
    vi.useRealTimers();
  }
}

/** Also by a server that knows of nothing from before. */
async function lookTwice(running: TestServer, contest: RandomContest): Promise<Map<string, Observation>[]> {
  const fresh = await startTestServer({}, server);
  try {
    return [await look(running, contest), await look(fresh, contest)];
  } finally {
    await fresh.close();
  }
}

function expectSame(now: Map<string, Observation>, before: Map<string, Observation>, what: string): void {
  const differing = [...before].filter(([key, seen]) => !isDeepStrictEqual(now.get(key), seen)).map(([key, seen]) => ({ key, before: JSON.stringify(seen), now: JSON.stringify(now.get(key)) }));
  expect(differing, what).toEqual([]);
  // Questions that name a submission which was not there before: it still is not, for anybody here.
  for (const [key, { status }] of now) if (!before.has(key)) expect([401, 404], key).toContain(status);
  comparisons += now.size;
}

interface Ear {
  watcher: Watcher;
  /** What it was told of the contest. */
  told: { event: string; seq: number; from?: number; rows?: unknown[] }[];
}

async function listen(running: TestServer, contest: RandomContest, person: Person | null): Promise<Ear> {
  const watcher = await connectWatcher(running.url, person === null ? null : { token: person.token });
  const told: Ear['told'] = [];
  watcher.socket.onAny((event: string, payload: object) => {
    if (event !== 'queue:changed') told.push({ event, ...(payload as { seq: number }) });
  });
  expect(await watcher.watch('contest', contest.slug)).toEqual({ ok: true });
  expect(await watcher.watch('queue', 'all')).toEqual({ ok: true });
  for (const id of contest.submissions) if (person === null) expect(await watcher.watch('submission', id)).toEqual({ error: 'not-found' });
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: PATIENCE_MS });
  return { watcher, told };
}

const lastSeq = ({ told }: Ear) => told.at(-1)!.seq;

describe('hidden events', () => {
  it.each(Array.from({ length: CONTESTS }, (_, at) => FIRST_SEED + at))('change no answer and no message, seed %i', { timeout: 300_000 }, async (seed) => {
    const dice = new Dice(seed);
    const contest = await RandomContest.make(server, dice, people);
    const some = (most: number) => Array.from({ length: 1 + dice.below(most) }, () => dice.one(people.field.filter((person) => person !== bystander)));

    // What everybody may know; some of it judged only during the freeze.
    const late: Made[] = [];
    for (const person of [...some(6), bystander]) {
      const made = await contest.submit(person, dice.below(3600));
      if (dice.below(4) === 0 && person !== bystander) late.push(made);
      else await contest.judge(made);
    }
    await contest.freeze();
    for (const made of late) await contest.judge(made);
    await settleContests(server.db);
    const running = await startTestServer({}, server);
    onTestFinished(() => running.close());
    const [first] = await lookTwice(running, contest);

    // Who takes part in secret is nowhere.
    const ears = await Promise.all([listen(running, contest, null), listen(running, contest, stranger), listen(running, contest, bystander)]);
    const ghostly = await contest.submit(people.ghost);
    expectSame(await look(running, contest), first!, 'a hidden participant submits');
    await contest.judge(ghostly, 'accepted');
    for (const seen of await lookTwice(running, contest)) expectSame(seen, first!, 'a hidden participant is judged');

    // Submissions since the freeze are tries that wait; one is judged at once, before any server has seen that it waits.
    const hidden: Made[] = [];
    for (const person of some(4)) hidden.push(await contest.submit(person));
    await contest.judge(hidden[0]!, 'accepted');
    const [pending] = await lookTwice(running, contest);
    expectSame(withoutPending(pending!), withoutPending(first!), 'submissions since the freeze');
    for (const ear of ears) await vi.waitFor(() => expect(lastSeq(ear)).toBe(ear.told[0]!.seq + hidden.length), { timeout: PATIENCE_MS });

    // What comes of them nobody learns, whatever it is, also after the end.
    const messages = ears.map(({ told }) => told.length);
    for (const made of hidden.slice(1)) if (dice.below(3) > 0) await contest.judge(made);
      else await contest.judgeAgain(made);
    await contest.judgeAgain(hidden[0]!, dice.one(['wrong-answer', 'accepted']));
    await settleContests(server.db);
    for (const seen of await lookTwice(running, contest)) expectSame(seen, pending!, 'verdicts since the freeze');
    const sentinel = await contest.submit(people.field[0]!);
    for (const [at, ear] of ears.entries()) {
      await vi.waitFor(() => expect(lastSeq(ear)).toBe(ear.told[0]!.seq + hidden.length + 1), { timeout: PATIENCE_MS });
      expect(ear.told.slice(messages[at]).map(({ event, from, rows }) => [event, from, rows?.length])).toEqual([['scoreboard:changed', ear.told[0]!.seq + hidden.length, 1]]);
      ear.watcher.close();
    }
    await contest.end();
    const [ended] = await lookTwice(running, contest);
    await contest.judge(sentinel, 'accepted');
    await settleContests(server.db);
    for (const seen of await lookTwice(running, contest)) expectSame(seen, ended!, 'a verdict after the end');

    // And all of it can be seen as soon as it may be, also by the links that were handed around.
    expect((await people.jury.call('PATCH', `/api/v1/contests/${contest.slug}`, { unfrozen: true })).status).toBe(200);
    const [open] = await lookTwice(running, contest);
    const byLink = [...contest.links].map(([id, token]) => open!.get(`stranger GET /api/v1/submissions/${id}?share=${token}`)?.status);
    expect(new Set(byLink)).toEqual(new Set([200]));
    expect([...open!].filter(([key, seen]) => JSON.stringify(seen.body) !== JSON.stringify(ended!.get(key)?.body)).length).toBeGreaterThan(2);
  });
});
