/** A package that asks for packages of other people comes in: by the API, the queue, a real judge with its own narrow role, and a registry. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.js';
import { openBlob } from '#database/blobs.js';
import { close, connect, type Database } from '#database/connect.js';
import { claimEnvironmentJob, finishEnvironmentJob, noteEnvironmentJob, releaseEnvironmentJob, sendEnvironmentFile } from '#database/environments.js';
import { environmentJobs } from '#database/environment-schema.js';
import { reportJudge } from '#database/judges.js';
import { JUDGE_ROLE } from '#database/migrate.js';
import { selectOptionalProblem } from '#database/problems.js';
import { registriesOf } from '#judge/environments/registry.js';
import { EnvironmentStore } from '#judge/environments/store.js';
import { offeredLanguage } from '#judge/languages/discover.js';
import { judgeSubmission } from '#judge/steps/judge-submission.js';
import { ProgramCache } from '#judge/steps/programs.js';
import { BlobCache } from '#judge/worker/blob-cache.js';
import { EnvironmentJobs } from '#judge/worker/environment-jobs.js';
import { Spare } from '#judge/worker/spare.js';
import { outOfReach, startRegistry, wheel, type TestRegistry } from '#test/judge/environments/registry-of-tests.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, formOf, zipOf } from './zips.js';

const away = await outOfReach();
if (away !== null) console.warn(`The tests of packages are left out: ${away}.`);

let server: TestServer;
let author: Person;
let judge: TestJudge;
let narrow: Database;
let registry: TestRegistry;

const text = (value: string) => new TextEncoder().encode(value);

beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
  judge = await startTestJudge({ languages: ['python3'] });
  narrow = connect(server.databaseUrl, { applicationName: 'arbiter-test-judge', max: 2, role: JUDGE_ROLE });
  registry = await startRegistry({ python: { sums: { 'sums-2.0-py3-none-any.whl': wheel('sums', '2.0', { 'sums.py': text('def total(words):\n    return sum(map(int, words))\n') }) } } });
}, 120_000);
afterAll(async () => {
  await registry.close();
  await close(narrow);
  await judge.close();
  await server.close();
});

const store = () => EnvironmentStore.open({ folder: mkdtempSync(join(judge.place.stateDir, 'store-')), maxBytes: 2 ** 30, toolchains: judge.toolchains, log: () => undefined });
const send = (slug: string, requirement: string) => author.call('POST', '/api/v1/problems', formOf(zipOf(aTree({ 'arbiter.yaml': `environment:\n  python: [${requirement}]\n` })), { slug }));

/** While `act` is at work, a judge looks for requests. */
async function withJudge<T>(from: { pypi: string; npm: string }, act: () => Promise<T>): Promise<T> {
  await reportJudge(narrow, { name: 'j', host: 'h', slots: 1, languages: [...judge.toolchains.values()].map(offeredLanguage), startedAt: new Date() });
  const jobs = new EnvironmentJobs({
    toolchains: judge.toolchains, store: await store(), registries: registriesOf(from), folder: judge.spoolFolder, spare: new Spare(1), log: (message, detail) => console.log(message, detail),
    queue: {
      claim: () => claimEnvironmentJob(narrow, { judge: 'j', languages: [...judge.toolchains.keys()] }),
      note: (claim, progress) => noteEnvironmentJob(narrow, claim, progress),
      send: (claim, hash, content) => sendEnvironmentFile(narrow, claim, hash, content),
      finish: (claim, answer) => finishEnvironmentJob(narrow, claim, answer),
      release: (claim) => releaseEnvironmentJob(narrow, claim),
    },
  });
  let over = false;
  const looking = (async () => {
    while (!over) if (!(await jobs.serveOne(judge.sandbox, 0))) await new Promise((resolve) => setTimeout(resolve, 50));
  })();
  return act().finally(async () => {
    over = true;
    await looking;
  });
}

it('is refused where no judge is there that could install them', async () => {
  const slug = uniqueName('sums');
  const answer = await send(slug, 'sums==2.0');
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'package-rejected', details: [{ path: 'arbiter.yaml', message: expect.stringContaining('No judge of this installation offers python3') as string }] } } });
  expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
});

describe.skipIf(away !== null)('with a judge', { timeout: 120_000 }, () => {
  it('is imported, says what is there, and is judged by another judge without the registry', async () => {
    const slug = uniqueName('sums');
    const answer = await withJudge(registry, () => send(slug, 'sums==2.0'));
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(((await author.call('GET', `/api/v1/problems/${slug}`)).body as Problem).packages).toEqual([{ name: 'sums', version: '2.0', languages: ['python3'] }]);
    expect(await server.db.select().from(environmentJobs)).toEqual([]);

    const asked = registry.asked.length;
    const { version } = (await selectOptionalProblem(server.db, slug))!;
    const blobs = await BlobCache.open({ folder: mkdtempSync(join(judge.place.stateDir, 'blobs-')), maxBytes: 2 ** 30, fetch: (hash) => openBlob(narrow, hash) });
    const files = blobs.borrow();
    const result = await judgeSubmission(
      { language: 'python3', files: [{ name: 'main.py', content: Buffer.from('import sums\nprint(sums.total(input().split()))\n') }], entryPoint: undefined, problem: { ...version.package, tests: version.package.tests.filter(({ sample }) => sample) }, timeLimitMs: 5_000, mode: 'every-test' },
      {
        sandbox: judge.sandbox, toolchains: judge.toolchains, programs: new ProgramCache(judge.toolchains, null), compileCache: null, packageFiles: files, environments: await store(),
        spoolFolder: judge.spoolFolder, signal: new AbortController().signal, onCompiled: () => undefined, onTest: () => undefined,
      },
    );
    files.done();
    expect(result).toMatchObject({ verdict: 'accepted', reason: null });
    expect(registry.asked.length).toBe(asked);
  });

  it('is refused with the reason, and nothing of it is kept', async () => {
    const slug = uniqueName('sums');
    const refused = await withJudge(registry, () => send(slug, 'sums==3.0'));
    expect(refused).toMatchObject({ status: 422, body: { error: { details: [{ path: 'arbiter.yaml', message: 'Python: There is no version 3.0 of sums. There are 2.0.' }] } } });
    const unreachable = await withJudge({ pypi: 'http://127.0.0.1:9/simple', npm: 'http://127.0.0.1:9' }, () => send(slug, 'sums==2.0'));
    expect(unreachable).toMatchObject({ status: 422, body: { error: { details: [{ path: 'arbiter.yaml', message: expect.stringMatching(/^Python: http:\/\/127\.0\.0\.1:9 cannot be reached/) as string }] } } });
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
    expect(await server.db.select().from(environmentJobs)).toEqual([]);
  });
});
