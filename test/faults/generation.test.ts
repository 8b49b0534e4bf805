/** Judge and server are killed in the middle of the making of tests: every step is done once, and nobody has to do anything. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientOf, type Client } from '#test/support/server.js';
import { startSite, type Site } from './site.js';
import { leftovers } from './verify.js';

const TESTS = 10;
const STEPS = 3 * TESTS;
/** Of all steps, those after which they are killed. */
const KILLED_AFTER = [4, 15];
const READY_WITHIN_MS = 120_000;
const END_WITHIN_MS = 60_000;

/** Each takes long enough to be met at work. */
const GENERATOR = 'import sys, time\ntime.sleep(0.5)\nprint(sys.argv[1], sys.argv[2])\n';
const VALIDATOR = 'import sys\na, b = map(int, input().split())\nsys.exit(42)\n';
const SOLUTION = 'import time\ntime.sleep(0.5)\nprint(sum(map(int, input().split())))\n';

let site: Site;
let author: Client;
let serverKills = 0;
const endedByThemselves: string[] = [];
beforeAll(async () => {
  site = await startSite({ code: 'source', onPostgresRestart: () => undefined, onEnd: ({ options, leaving }, { signal, code }) => void (leaving || signal === 'SIGKILL' || endedByThemselves.push(`${options.name}: ${signal ?? code}`)) });
  author = clientOf(site.url, { authorization: `Bearer ${site.person.token}` });
}, 300_000);
afterAll(async () => {
  await close();
  await site.end({ keepFolder: false });
}, 120_000);

async function close(): Promise<void> {
  for (const program of [...site.judges, site.server]) {
    program.leaving = true;
    await program.close(30_000);
  }
}

interface Step {
  id: string;
  test: string;
  step: string;
  ok: boolean;
  message: string;
}
const stepsOf = async (generation: string) => (await site.db.execute<Step & Record<string, unknown>>(sql`select id, test_id as test, step, ok, message from generation_steps where generation_id = ${generation}`)).rows;
const holderOf = async (generation: string) => (await site.db.execute<{ judge: string | null; finished: boolean; failure: string | null }>(sql`select judge, failure, finished_at is not null as finished from generations where id = ${generation}`)).rows[0]!;

/** Kills the judge that is at it, and the server. Who waits for the lease of a judge that is dead waits for nothing else: its clock is set forward. */
async function kill(generation: string): Promise<void> {
  for (;;) {
    const { judge, finished, failure } = await holderOf(generation);
    if (finished) throw new Error(`It was over before anybody was killed: ${failure ?? 'it succeeded'}, ${(await stepsOf(generation)).length} steps`);
    const holder = site.judges.find(({ pid }) => pid !== undefined && judge?.endsWith(`/${pid}`));
    if (holder) {
      process.kill(holder.pid!, 'SIGKILL');
      // It may be on its way back from the last time.
      if (site.server.pid !== undefined) {
        process.kill(site.server.pid, 'SIGKILL');
        serverKills++;
      }
      await site.db.execute(sql`update generations set lease_until = now() - interval '1 second' where id = ${generation} and judge = ${judge}`);
      return;
    }
    await sleep(5);
  }
}

/** For the so-manieth time. */
async function serverStarted(times: number): Promise<void> {
  for (const giveUp = Date.now() + READY_WITHIN_MS; site.server.starts < times || !site.server.isReady; await sleep(20)) {
    if (Date.now() > giveUp) throw new Error('The server does not come back');
  }
}

it('ends with every step done once, none failed and nothing out of date, whoever is killed meanwhile', { timeout: 300_000 }, async () => {
  const id = (await author('POST', '/api/v1/authoring', { name: 'Sums' })).body.id as string;
  const add = async (content: object) => (await author('POST', `/api/v1/authoring/${id}/parts`, { content })).body.part.id as string;
  const program = (role: string, name: string, text: string, label: string | null = null) => add({ kind: 'program', role, name, files: [{ path: name, file: { text } }], language: 'python3', entryPoint: null, label, model: false, expectation: null });
  const generator = await program('generator', 'gen.py', GENERATOR);
  await program('input-validator', 'validate.py', VALIDATOR);
  await program('solution', 'sum.py', SOLUTION, 'accepted');
  for (let seed = 1; seed <= TESTS; seed++) {
    await add({ kind: 'test', name: null, input: { from: 'generator', program: generator, args: ['100'], seed }, answer: { from: 'solution' }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, extras: {}, files: [] });
  }
  const started = await author('POST', `/api/v1/authoring/${id}/generations`, {});
  expect(started.status).toBe(201);
  const generation = started.body.id as string;

  const doneBefore: Step[][] = [];
  for (const after of KILLED_AFTER) {
    while ((await stepsOf(generation)).length < after) await sleep(10);
    await kill(generation);
    doneBefore.push(await stepsOf(generation));
    expect(doneBefore.at(-1)!.length).toBeLessThan(STEPS);
  }
  await serverStarted(1 + serverKills);
  for (const giveUp = Date.now() + END_WITHIN_MS; ; await sleep(50)) {
    const { body } = await author('GET', `/api/v1/authoring/${id}`);
    const [{ waiting } = { waiting: -1 }] = (await site.db.execute<{ waiting: number }>(sql`select count(*)::int as waiting from generation_steps where size is not null and hash is null`)).rows;
    if (body.generation.state === 'finished' && waiting === 0) break;
    if (Date.now() > giveUp) throw new Error(`It does not end: ${JSON.stringify(body.generation)}`);
  }

  const steps = await stepsOf(generation);
  expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(new Set(steps.map(({ test, step }) => `${test} ${step}`)).size).toBe(STEPS);
  expect(steps).toHaveLength(STEPS);
  // What was done before a kill is not done again.
  const ids = new Set(steps.map((step) => step.id));
  for (const before of doneBefore) expect(before.filter((step) => !ids.has(step.id))).toEqual([]);
  const { body } = await author('GET', `/api/v1/authoring/${id}`);
  expect(body).toMatchObject({ stale: [], generation: { state: 'finished', done: STEPS, total: STEPS, failed: 0, failure: null } });
  const answers = [];
  for (const { content } of body.parts as { content: { kind: string; input: { made: { hash: string } }; answer: { made: { hash: string } } } }[]) {
    if (content.kind !== 'test') continue;
    const [input, answer] = await Promise.all([content.input, content.answer].map(async ({ made }) => (await author('GET', `/api/v1/authoring/${id}/files/${made.hash}`)).body as string));
    answers.push([input, answer]);
  }
  expect(answers.sort(([a], [b]) => a!.length - b!.length || (a! < b! ? -1 : 1))).toEqual(Array.from({ length: TESTS }, (_, at) => [`100 ${at + 1}\n`, `${101 + at}\n`]));
  expect((await site.db.execute(sql`select from generation_chunks`)).rowCount).toBe(0);
  expect([site.server.starts, site.judges.reduce((sum, { starts }) => sum + starts, 0)]).toEqual([1 + serverKills, 2 + KILLED_AFTER.length]);
  await close();
  expect([...endedByThemselves, ...leftovers(site.states)]).toEqual([]);
});
