/** Tests made by programs of the author, by a real worker in real jails, and taken into their parts. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBlob } from '#database/blobs.js';
import { connect, close } from '#database/connect.js';
import { generationQueue, claimGeneration } from '#database/authoring-generations.js';
import { reportJudge } from '#database/judges.js';
import { JUDGE_ROLE } from '#database/migrate.js';
import { ProgramCache } from '#judge/steps/programs.js';
import { BlobCache } from '#judge/worker/blob-cache.js';
import { Generations } from '#judge/worker/generations.js';
import { Spare } from '#judge/worker/spare.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';

let server: TestServer;
let judge: TestJudge;
let author: Person;
let narrow: ReturnType<typeof connect>;
let generations: Generations;
let id: string;

beforeAll(async () => {
  [server, judge] = [await startTestServer(), await startTestJudge({ languages: ['python3'] })];
  author = await server.person('instructor');
  narrow = connect(server.databaseUrl, { applicationName: 'test judge', max: 2, role: JUDGE_ROLE });
  await reportJudge(server.db, { name: 'j', host: 'h', slots: 1, languages: [{ id: 'python3', name: 'Python 3', version: '3', extensions: ['.py'], compileCommand: '', runCommand: '' }], startedAt: new Date(), canary: null });
  const folder = mkdtempSync(join(judge.place.stateDir, 'generation-'));
  generations = new Generations({
    queue: generationQueue(narrow, { judge: 'j', languages: ['python3'] }), blobs: await BlobCache.open({ folder, maxBytes: 2 ** 20, fetch: (hash) => openBlob(narrow, hash) }),
    toolchains: judge.toolchains, programs: new ProgramCache(judge.toolchains, null), compileCache: null, spoolFolder: judge.spoolFolder, spare: new Spare(1), log: (message, detail) => console.error(message, detail),
  });
  id = (await author.call('POST', '/api/v1/authoring', { name: 'Sums' })).body.id as string;
}, 120_000);
afterAll(async () => {
  await close(narrow);
  await judge.close();
  await server.close();
});

const add = async (content: object) => (await author.call('POST', `/api/v1/authoring/${id}/parts`, { content })).body.part.id as string;
const program = (role: string, name: string, text: string, label: string | null = null) =>
  add({ kind: 'program', role, name, files: [{ path: name, file: { text } }], language: role === 'solution' ? 'python3' : null, entryPoint: null, label, model: false, expectation: null });
const test = (generator: string, args: string[], seed: number | null) =>
  add({ kind: 'test', name: null, input: { from: 'generator', program: generator, args, seed }, answer: { from: 'solution' }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, extras: {}, files: [] });
const start = (body: object = {}) => author.call('POST', `/api/v1/authoring/${id}/generations`, body);

async function bringToItsEnd(generation: string) {
  for (let round = 0; round < 200; round += 1) {
    await generations.serveOne(judge.sandbox, 0);
    const { body } = await author.call('GET', `/api/v1/authoring/${id}/generations/${generation}`);
    if (body.state === 'finished') return body as { steps: { test: string; step: string; ok: boolean; message: string }[]; failed: number; failure: string | null; done: number };
    await sleep(100);
  }
  throw new Error('It does not end');
}

describe('tests made by programs', { timeout: 120_000 }, () => {
  it('have their input, validated, and the answer of the solution', async () => {
    const generator = await program('generator', 'gen.py', 'import sys\nprint(*sys.argv[1:])\n');
    await program('input-validator', 'validate.py', 'import sys\na, b = map(int, input().split())\nif a > 100: print("too large", file=sys.stderr)\nsys.exit(42 if a <= 100 else 43)\n');
    await program('solution', 'sum.py', 'print(sum(map(int, input().split())))\n', 'accepted');
    const [good, bad] = [await test(generator, ['4'], 5), await test(generator, ['{seed}', '1'], 500)];
    const started = await start();
    expect(started.status).toBe(201);
    expect((await start()).status).toBe(409);
    const end = await bringToItsEnd(started.body.id as string);
    expect(end).toMatchObject({ failure: null, failed: 2 });
    expect(end.steps.find((step) => step.test === bad && step.step === 'validation')).toMatchObject({ ok: false, message: expect.stringContaining('too large') as unknown });
    const { body } = await author.call('GET', `/api/v1/authoring/${id}`);
    const made = (body.parts as { id: string; content: { input: { made: { hash: string } }; answer: { made: { hash: string } } } }[]).find((part) => part.id === good)!.content;
    expect((await author.call('GET', `/api/v1/authoring/${id}/files/${made.input.made.hash}`)).body).toBe('4 5\n');
    expect((await author.call('GET', `/api/v1/authoring/${id}/files/${made.answer.made.hash}`)).body).toBe('9\n');
    expect(body.stale).toEqual([bad]);
  });

  it('are taken over from a judge that was lost, without doing twice what was done', async () => {
    const started = await start({ again: true });
    expect(await claimGeneration(narrow, { judge: 'lost', languages: ['python3'] })).not.toBeNull();
    expect(await claimGeneration(narrow, { judge: 'j', languages: ['python3'] })).toBeNull();
    await server.db.execute(sql`update generations set lease_until = now() - interval '1 second' where finished_at is null`);
    expect(await bringToItsEnd(started.body.id as string)).toMatchObject({ failure: null, failed: 2, done: 6 });
  });

  it('say why a program failed, and are no work for a judge once they are stopped', async () => {
    const broken = await program('generator', 'broken.py', 'import sys\nsys.exit("no such size")\n');
    const failing = await test(broken, [], null);
    const started = await start({ tests: [failing] });
    const end = await bringToItsEnd(started.body.id as string);
    expect(end.steps.find(({ step }) => step === 'input')).toMatchObject({ ok: false, message: expect.stringContaining('no such size') as unknown });
    const again = await start({ tests: [failing] });
    expect((await author.call('DELETE', `/api/v1/authoring/${id}/generations/${again.body.id}`)).status).toBe(204);
    expect(await generations.serveOne(judge.sandbox, 0)).toBe(false);
  });

  it('are written by the narrow role only where it has claimed them, and never as blobs', async () => {
    await expect(narrow.execute(sql`insert into blobs (hash, size) values ('x', 1)`)).rejects.toThrow();
    await expect(narrow.execute(sql`select account_id from generations`)).rejects.toThrow();
    await expect(narrow.execute(sql`select * from authored_parts`)).rejects.toThrow();
  });
});
