/** Requests as https://github.com/Kattis/kattis-cli sends them, and answers as it reads them. */
import { get } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finishJudging } from '#database/queue.js';
import { selectOptionalSubmission } from '#database/submissions.js';
import { idOfNumber, numberOfId } from '#server/kattis/numbers.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult } from '#test/support/world.js';
import { claimOf, createThreeTests, startJudge, threeResults } from '../submissions/judged.js';

let server: TestServer;
let owner: Person;
let problem: { slug: string };
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  problem = await createThreeTests(server.db);
  const answer = await login({ user: owner.username, token: owner.token });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

const AGENT = { 'user-agent': 'kattis-cli-submit' };
const login = (fields: Record<string, string>) => fetch(`${server.url}/kattis/login`, { method: 'POST', headers: AGENT, body: new URLSearchParams({ script: 'true', ...fields }) });
function submit(fields: Record<string, string> = {}, files: Record<string, string | Uint8Array<ArrayBuffer>> = { 'main.cpp': 'int main() {}\n' }, headers: Record<string, string> = { cookie }): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ submit: 'true', submit_ctr: '2', language: 'C++', mainclass: '', problem: problem.slug, tag: '', script: 'true', ...fields })) form.set(name, value);
  for (const [name, content] of Object.entries(files)) form.append('sub_file[]', new Blob([content], { type: 'application/octet-stream' }), name);
  return fetch(`${server.url}/kattis/submit`, { method: 'POST', headers: { ...AGENT, ...headers }, body: form });
}
const numberOf = async (answer: Response) => /Submission ID: (\d+)/.exec(await answer.text())?.[1] ?? '';
const stateOf = async (number: string) => {
  const answer = await fetch(`${server.url}/kattis/submissions/${number}?json`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { status_id: number; testcase_index: number; row_html: string; feedback_html: string };
};
/** As the client counts them. */
const testsOf = (html: string) => html.split('<i').length - 2;
const progressOf = (html: string) => [...html.matchAll(/<i class="([\w\- ]*)" title/g)].map(([, name = '']) => (name.includes('is-empty') ? ' ' : name.includes('accepted') ? '.' : 'x')).join('');

describe('a request that is none of the client', () => {
  it('is told that a form is missing', async () => {
    const answer = await fetch(`${server.url}/kattis/submit`, { method: 'POST', headers: { cookie } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Nothing was submitted.') as string]);
  });

  it('gets no .kattisrc where its address is none, and the token that there was stays', async () => {
    for (const host of ['[', 'a b', 'user@example.org', 'example.org/path']) {
      const status = await new Promise((resolve, reject) => {
        const { hostname, port } = new URL(server.url);
        get({ hostname, port, path: '/kattis/kattisrc', headers: { host, authorization: `Bearer ${owner.token}` } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      });
      expect(status, host).toBe(400);
    }
  });
});

describe('signing in', () => {
  it('works with a token or the password of that user, and with nothing else', async () => {
    const other = await server.person();
    expect((await login({ user: owner.username.toUpperCase(), token: owner.token })).status).toBe(200);
    expect((await login({ user: owner.username, password: 'correct horse battery' })).status).toBe(200);
    for (const wrong of [{ token: 'arbiter_none' }, { token: other.token }, { password: 'wrong' }, {}] as Record<string, string>[]) {
      const answer = await login({ user: owner.username, ...wrong });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    }
    expect((await login({ user: '' })).status).toBe(403);
  });

  it('asks who somebody is where the form is missing, or none, or names what no user is called', async () => {
    for (const init of [{}, { body: '{}', headers: { 'content-type': 'application/json' } }, { body: new URLSearchParams({ user: 'a\0', password: 'b' }) }]) {
      expect((await fetch(`${server.url}/kattis/login`, { method: 'POST', ...init })).status, JSON.stringify(init)).toBe(403);
    }
  });

  it('is not done by a page of another site', async () => {
    const answer = await fetch(`${server.url}/kattis/login`, { method: 'POST', headers: { origin: 'https://elsewhere.example' }, body: new URLSearchParams({ user: owner.username, token: owner.token }) });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('a submission', () => {
  it('is received under a number, and read by it until it is judged', async () => {
    const number = await numberOf(await submit({ mainclass: 'main' }, { 'main.cpp': 'int main() {}\n', 'more.h': '// ü\n' }));
    const id = idOfNumber(number)!;
    expect(await selectOptionalSubmission(server.db, id)).toMatchObject({ submission: { accountId: owner.id, language: 'cpp', entryPoint: 'main' } });
    expect(await stateOf(number)).toMatchObject({ status_id: 2, testcase_index: 0 });
    const claim = await claimOf(server.db, id);
    expect(claim.files.map(({ name, content }) => [name, content.toString()])).toEqual([['main.cpp', 'int main() {}\n'], ['more.h', '// ü\n']]);
    expect(await stateOf(number)).toMatchObject({ status_id: 5, testcase_index: 1 });
    await finishJudging(server.db, claim, aResult({ verdict: 'wrong-answer', cpuMs: 120, tests: threeResults() }));
    const state = await stateOf(number);
    expect(state).toMatchObject({ status_id: 14, testcase_index: 3 });
    expect([testsOf(state.row_html), progressOf(state.row_html)]).toEqual([3, '.x.']);
    expect(state.row_html).toContain('<td data-type="cpu">0.12 s</td>');
    expect(state.row_html).not.toContain('message on');
  });

  it('that does not compile shows what the compiler said, and that alone', async () => {
    const number = await numberOf(await submit());
    await finishJudging(server.db, await claimOf(server.db, idOfNumber(number)!), aResult({ verdict: 'compile-error', compile: { ok: false, log: '<iostream> & co', cpuMs: 1, wallMs: 1 } }));
    expect(await stateOf(number)).toMatchObject({ status_id: 8, feedback_html: '<div><pre>&lt;iostream&gt; &amp; co</pre></div>' });
  });

  it.each([
    ['a problem that is not there', { problem: 'nowhere' }, undefined, 'no such problem'],
    ['a language that is not offered', { language: 'COBOL' }, undefined, '"COBOL" is not offered. There are: cpp, python3'],
    ['a contest that is not there', { contest: 'finals' }, undefined, 'no such contest'],
    ['no file', {}, {}, 'files'],
    ['a file that is no text', {}, { 'main.cpp': Uint8Array.from([0xff, 0xfe]) }, 'main.cpp is no text'],
    ['a file with a hidden name', {}, { '.main.cpp': '' }, 'may not begin with a dot'],
  ])('with %s is refused in words', async (_what, fields, files, words) => {
    const answer = await submit(fields, files);
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, expect.stringContaining(words)]);
    expect(text).toMatch(/^Nothing was submitted\./);
    expect(text).not.toMatch(/Submission ID: \d/);
  });

  it('of nobody, or from a page of another site, is refused', async () => {
    expect((await submit({}, undefined, {})).status).toBe(403);
    expect((await submit({}, undefined, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('is not shown to others', async () => {
    const number = await numberOf(await submit());
    const stranger = await server.person();
    expect((await fetch(`${server.url}/kattis/submissions/${number}?json`, { headers: { authorization: `Bearer ${stranger.token}` } })).status).toBe(404);
    expect((await fetch(`${server.url}/kattis/submissions/${number}?json`)).status).toBe(403);
    for (const wrong of ['1', '9'.repeat(39), '-1', 'x']) expect((await fetch(`${server.url}/kattis/submissions/${wrong}?json`, { headers: { cookie } })).status).toBe(404);
  });

  it('has a page under its number', async () => {
    const number = await numberOf(await submit());
    const answer = await fetch(`${server.url}/kattis/submissions/${number}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/submissions/${idOfNumber(number)}`]);
  });
});

describe('the .kattisrc', () => {
  it('signs in as whoever fetched it, until another is fetched', async () => {
    const fetched = async () => (await fetch(`${server.url}/kattis/kattisrc`, { headers: { cookie } })).text();
    const tokenOf = (text: string) => /^token: (\S+)$/m.exec(text)?.[1] ?? '';
    const first = await fetched();
    const { host } = new URL(server.url);
    expect(first.replace(tokenOf(first), 'T')).toBe(`[user]\nusername: ${owner.username}\ntoken: T\n\n[kattis]\nhostname: ${host}\nloginurl: ${server.url}/kattis/login\nsubmissionurl: ${server.url}/kattis/submit\nsubmissionsurl: ${server.url}/kattis/submissions\n`);
    expect((await login({ user: owner.username, token: tokenOf(first) })).status).toBe(200);
    const second = await fetched();
    expect((await login({ user: owner.username, token: tokenOf(first) })).status).toBe(403);
    expect((await login({ user: owner.username, token: tokenOf(second) })).status).toBe(200);
  });

  it('is for nobody who is not signed in, and for no page of another site', async () => {
    expect((await fetch(`${server.url}/kattis/kattisrc`)).status).toBe(403);
    expect((await fetch(`${server.url}/kattis/kattisrc`, { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  });
});

it('numbers of ids are read back', () => {
  for (const id of ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '0f0e0d0c-0b0a-4908-8706-050403020100']) expect(idOfNumber(numberOfId(id))).toBe(id);
});
