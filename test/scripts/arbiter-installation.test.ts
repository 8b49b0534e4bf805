/** The command line against a whole installation: what it prints where, and its exit codes. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnInstance, type OwnInstance } from '#scripts/support/own-instance.js';
import { ROOT } from '#scripts/support/root.js';
import { uniqueName } from '#test/support/world.js';
import { zipOf } from '../server/problems/zips.js';

let instance: OwnInstance;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arbiter-cli-'));
  instance = await startOwnInstance('the tests of the command line', { problems: ['aplusb'] });
}, 400_000);
afterAll(async () => {
  await instance?.stop();
  rmSync(folder, { recursive: true });
});

/** `ARBITER_URL` and the like of whoever runs the tests count for nothing. */
function arbiter(words: readonly string[], environment: Record<string, string> = {}): Promise<{ code: number; out: string; error: string }> {
  const { ARBITER_URL: _url, ARBITER_TOKEN: _token, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'scripts/arbiter.mjs'), ...words], { cwd: folder, env: { ...inherited, XDG_CONFIG_HOME: folder, ...environment } }, (error, out, errorText) => resolve({ code: error ? Number(error.code) : 0, out, error: errorText }));
  });
}
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

describe('the command line', { timeout: 120_000 }, () => {
  it('says what to do before anybody is logged in, and where nothing answers', async () => {
    expect(await arbiter(['watch', 'x'])).toMatchObject({ code: 1, out: '', error: expect.stringContaining('arbiter login URL') as string });
    expect(await arbiter(['watch', 'x'], { ARBITER_URL: 'http://127.0.0.1:59999', ARBITER_TOKEN: 'none' })).toMatchObject({ code: 1, error: expect.stringMatching(/^✗ The installation cannot be reached: .*ECONNREFUSED/) as string });
  });

  it('logs in by a password, and keeps a token for its owner only', async () => {
    expect(await arbiter(['login', instance.url, '--user', 'admin'], { ARBITER_PASSWORD: 'wrong' })).toMatchObject({ code: 1, out: '', error: expect.stringContaining('wrong-credentials') as string });
    expect(await arbiter(['login', instance.url, '--user', 'admin'], { ARBITER_PASSWORD: instance.adminPassword })).toMatchObject({ code: 0, error: '', out: expect.stringContaining(`Logged in at ${instance.url} as admin (admin).`) as string });
    const kept = join(folder, 'arbiter/login.json');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, 'utf8')).not.toContain(instance.adminPassword);
  });

  it('tests and submits a program, by the exit code too', async () => {
    write('sum.py', 'print(sum(map(int, input().split())))\n');
    write('wrong.py', 'print(0)\n');
    write('odd.c', 'int main(void) { return x; }\n');
    expect(await arbiter(['test', 'sum.py', '-p', 'aplusb'])).toMatchObject({ code: 0, out: expect.stringMatching(/^sample\/1: accepted, .*\n(.*\n)*2 of 2 samples are right\.\n$/) as string });
    expect(await arbiter(['test', 'odd.c', '-p', 'aplusb'])).toMatchObject({ code: 1, out: expect.stringMatching(/^It does not compile\.\n/) as string });
    expect(await arbiter(['submit', 'sum.py', '--problem', 'aplusb', '--wait'])).toMatchObject({ code: 0, error: '', out: expect.stringMatching(/^accepted, /) as string });
    const wrong = await arbiter(['submit', 'wrong.py', '--problem', 'aplusb', '--wait', '--json']);
    expect(wrong.code).toBe(1);
    const { id } = JSON.parse(wrong.out) as { id: string };
    expect(await arbiter(['watch', id])).toMatchObject({ code: 1, out: expect.stringMatching(/^wrong-answer, .*\ntest 1: wrong-answer/) as string });
  });

  it('tells what was refused in a line', async () => {
    write('sum.xyz', '');
    expect(await arbiter(['submit', 'sum.py', '-p', 'nowhere'])).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^✗ createSubmission: 404 not-found/) as string });
    expect(await arbiter(['submit', 'gone.py', '-p', 'aplusb'])).toMatchObject({ code: 1, error: expect.stringContaining('gone.py cannot be read') as string });
    expect(await arbiter(['submit', 'sum.xyz', '-p', 'aplusb'])).toMatchObject({ code: 1, error: expect.stringContaining('No language here has files like sum.xyz') as string });
    for (const words of [['submit', 'sum.py'], ['submit'], ['submit', 'sum.py', '--frob'], ['problems', 'frob', 'x'], ['watch', 'a', 'b']]) {
      expect(await arbiter(words)).toMatchObject({ code: 2, out: '', error: expect.stringContaining('Usage: arbiter') as string });
    }
  });

  it('brings a package in, adds a version, verifies it, and gets it back byte for byte', async () => {
    const slug = uniqueName('sums');
    const tree = {
      'problem.yaml': 'problem_format_version: 2025-09\ntype: pass-fail\nname: Sums\nuuid: 2b7b564d-429b-44d4-bf8c-c264a3703e12\nlimits:\n  time_limit: 1\n',
      'statement/problem.en.md': 'Add.\n', 'data/secret/1.in': '1 2\n', 'data/secret/1.ans': '3\n', 'input_validators/validate.py': 'exit(42)\n',
      'submissions/accepted/sum.py': 'print(sum(map(int, input().split())))\n', 'submissions/wrong_answer/zero.py': 'print(0)\n',
    };
    const zip = zipOf(tree);
    write('sums.zip', zip);
    expect(await arbiter(['problems', 'import', 'sums.zip', '--slug', slug, '--visibility', 'public'])).toMatchObject({ code: 0, out: expect.stringContaining(`Imported as ${slug}, version 1: 1 tests, 2 submissions.`) as string });
    expect(await arbiter(['problems', 'import', 'sums.zip', '--slug', slug])).toMatchObject({ code: 0, out: expect.stringContaining('version 2') as string });
    expect(await arbiter(['problems', 'verify', slug])).toMatchObject({ code: 0, out: '✓ accepted/sum.py: accepted\n✓ wrong_answer/zero.py: wrong-answer\n0 surprises\n' });
    expect(await arbiter(['problems', 'export', slug, '--out', 'back.zip'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'back.zip')).equals(Buffer.from(zip))).toBe(true);
    write('mislabelled.zip', zipOf({ ...tree, 'submissions/wrong_answer/right.py': 'print(sum(map(int, input().split())))\n' }));
    expect(await arbiter(['problems', 'import', 'mislabelled.zip', '--slug', slug, '--publish', 'later'])).toMatchObject({ code: 0, out: expect.stringContaining('published when somebody says so') as string });
    expect(await arbiter(['problems', 'publish', slug, '3'])).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/409 conflict: Version 3 is not proved, .*\n {2}submissions/) as string });
    expect(await arbiter(['problems', 'publish', slug, '3', '--override', 'The bell rings'])).toMatchObject({ code: 0, out: `Version 3 of ${slug} is current now, without proof.\n` });
    expect(await arbiter(['problems', 'publish', slug, '2'])).toMatchObject({ code: 0, out: `Version 2 of ${slug} is current now.\n` });
    for (const words of [['problems', 'publish', slug], ['problems', 'publish', slug, 'x'], ['problems', 'verify', slug, '1']]) expect(await arbiter(words)).toMatchObject({ code: 2, error: expect.stringContaining('Usage: arbiter') as string });
    write('broken.zip', 'no zip');
    expect(await arbiter(['problems', 'import', 'broken.zip'])).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^✗ importProblem: 422/) as string });
  });

  it('makes an account, whose password is shown once', async () => {
    const username = uniqueName('person');
    const made = await arbiter(['users', 'add', username, '--email', `${username}@example.org`, '--role', 'instructor', '--json']);
    const { password } = JSON.parse(made.out) as { password: string };
    expect(await arbiter(['login', instance.url, '--user', username], { ARBITER_PASSWORD: password, XDG_CONFIG_HOME: join(folder, 'other') })).toMatchObject({ code: 0, out: expect.stringContaining('(instructor)') as string });
  });
});
