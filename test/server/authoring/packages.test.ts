/** What is exported comes in again unchanged: every kind of problem, through the HTTP interface. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems, problemVersions } from '#database/schema.js';
import { ROOT } from '#scripts/support/root.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aTree, zipOf, zipOfFolder, type Tree } from '../problems/zips.js';

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
});
afterAll(() => server.close());

function form(field: string, content: Uint8Array, name = 'problem.zip'): FormData {
  const data = new FormData();
  data.append(field, new Blob([content as Uint8Array<ArrayBuffer>]), name);
  return data;
}

async function bytes(path: string): Promise<Buffer> {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${author.token}` } });
  expect(response.status, await response.clone().text().then((text) => text.slice(0, 500))).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const PROBLEMS = readdirSync(join(ROOT, 'problems'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Packages of other people are installed by a judge, of which there is none here: the package itself is edited again. */
const hasEnvironment = (name: string) => existsSync(join(ROOT, 'problems', name, 'arbiter.yaml'));

async function importAndEdit(slug: string, zip: Uint8Array) {
  const data = form('package', zip, `${slug}.zip`);
  data.append('slug', slug);
  expect((await author.call('POST', '/api/v1/problems', data)).body).toMatchObject({ slug });
  return author.call('POST', `/api/v1/problems/${slug}/authoring`);
}

describe('a package', () => {
  for (const name of PROBLEMS) {
    it(`of ${name} is edited, exported, imported, edited and exported again to the same bytes`, async () => {
      const made = await author.call('POST', '/api/v1/authoring/packages', form('package', zipOfFolder(join(ROOT, 'problems', name)), `${name}.zip`));
      expect(made.body).toMatchObject({ id: expect.any(String) as unknown });
      const first = await bytes(`/api/v1/authoring/${made.body.id}/package`);
      const again = await (hasEnvironment(name) ? author.call('POST', '/api/v1/authoring/packages', form('package', first, `${name}.zip`)) : importAndEdit(name, first));
      expect(again.body).toMatchObject({ id: expect.any(String) as unknown, losses: [] });
      const second = await bytes(`/api/v1/authoring/${again.body.id}/package`);
      expect(second.equals(first)).toBe(true);
      const whole = await author.call('GET', `/api/v1/authoring/${again.body.id}`);
      expect((whole.body.checks as { state: string }[]).filter(({ state }) => state === 'fault')).toEqual([]);
    });
  }
});

const YAML = (more: string) => `problem_format_version: 2025-09\nname: {en: Sums, de: "Summen: zwei"}\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits: {time_limit: 1.5, memory: 64, time_multipliers: {ac_to_time_limit: 3}}\ncredits: {authors: [A B <a@example.org>, "C: D"], translators: {de: E}}\nsource: {name: A contest, url: "https://example.org"}\nlicense: cc by\nrights_owner: A B\nkeywords: [adding, "yes"]\nlanguages: [cpp, python3]\nconstants: {most: {value: "1000", latex: "1\\u0020000"}}\n${more}`;
const BOTH: Tree = { 'statement/problem.de.md': 'Addiere bis {{most}}.\n![](bild.png)\n', 'statement/bild.png': 'no picture', 'attachments/hint.txt': 'x', 'include/cpp/lib.h': '// lib\n' };
const checker = { 'output_validator/check.py': 'exit(42)\n', 'output_validator/lib.py': '' };

/** Trees that have everything that a kind of problem may have. */
const KINDS: Record<string, Tree> = {
  'pass-fail': {
    ...BOTH, 'problem.yaml': YAML(''), 'data/secret/test_group.yaml': 'output_validator_args: [float_tolerance, "1e-6"]\n', 'data/sample/test_group.yaml': 'output_validator_args: float_tolerance 1e-6\n',
    'data/secret/hush.yaml': 'hint: |\n  look again\n  closely\ndescription: "none: of it"\nargs: [a, "b c"]\nfull_feedback: true\n', 'data/secret/hush.files/names.txt': 'x\n', 'data/sample/1.in.statement': 'shown\n', 'data/sample/1.png': 'p',
    'data/invalid_input/empty.in': '', 'data/invalid_output/wrong.in': '1\n', 'data/invalid_output/wrong.ans': '1\n', 'data/invalid_output/wrong.out': '2\n',
    'submissions/wrong_answer/many/a.cpp': 'int main() {}\n', 'submissions/wrong_answer/many/b.cpp': '\n', 'submissions/time_limit_exceeded/slow.py': 'while True: pass\n',
    'submissions/submissions.yaml': 'accepted/sum.cpp: {model_solution: true, authors: A B, use_for_time_limit: lower}\nwrong_answer/many: {permitted: [AC, WA], secret/hush: {required: [WA]}, entrypoint: a.cpp}\n',
    'generators/gen.py': 'print(1)\n', 'generators/big/gen.cpp': 'int main() {}\n', 'arbiter.yaml': 'difficulty: 3.5\nfeedback: first-failing-test\nlimits: {languages: {python: {time_multiplier: 2.5}, java: {memory: 512}}, tests: {secret: {time_limit: 2}, "secret/h*": {time_limit: 0.5, memory: 64}, sample/1: {memory: 32}}}\ntests: {secret/hush: {generator: gen.py, args: ["-n", "5"], seed: 7, answer: solution}}\n',
  },
  scoring: {
    ...BOTH, 'problem.yaml': YAML('type: scoring\n'), 'data/secret/hush.in': '', 'data/secret/hush.ans': '', 'data/secret/test_group.yaml': 'max_score: 100\n',
    'data/secret/1-small/a.in': '1\n', 'data/secret/1-small/a.ans': '1\n', 'data/secret/1-small/test_group.yaml': 'max_score: 40\nrequire_pass: sample\n',
    'data/secret/2-large/a.in': '1\n', 'data/secret/2-large/a.ans': '1\n', 'data/secret/2-large/test_group.yaml': 'max_score: 60\nscore_aggregation: sum\nrequire_pass: [secret/1-small]\nfull_feedback: yes\nstatic_validation_score: 10\nstatic_validator_args: [x]\n', 'static_validator/look.py': 'exit(42)\n',
    'graders/grade.py': 'import lib\n', 'graders/lib.py': '', 'arbiter.yaml': 'graders: {secret/2-large: ["60", a b]}\nlimits: {tests: {secret/2-large/*: {time_limit: 3}}}\n',
  },
  interactive: { ...BOTH, ...checker, 'problem.yaml': YAML('type: interactive\n'), 'data/sample/1.interaction': '<1 2\n>3\n' },
  'multi-pass': { ...BOTH, ...checker, 'problem.yaml': YAML('type: [multi-pass, pass-fail]\n').replace('memory: 64', 'memory: 64, validation_passes: 3') },
  'submit-answer': { ...BOTH, 'problem.yaml': YAML('type: submit-answer\n').replace('languages: [cpp, python3]\n', ''), 'submissions/accepted/sum.cpp': '3\n' },
};

/** All of its tests lie in groups. */
function scoringTree(more: Tree = {}): Tree {
  const { 'data/secret/hush.in': _input, 'data/secret/hush.ans': _answer, ...files } = aTree({ ...KINDS['scoring'], ...more });
  return files;
}

describe('a problem that has all that its kind may have', () => {
  for (const [kind, tree] of Object.entries(KINDS)) {
    it(`is ${kind} and goes out and in unchanged`, async () => {
      const files = kind === 'scoring' ? scoringTree() : aTree(tree);
      const made = await author.call('POST', '/api/v1/authoring/packages', form('package', zipOf(files)));
      expect(made.body).toMatchObject({ losses: [] });
      const first = await bytes(`/api/v1/authoring/${made.body.id}/package`);
      const again = await importAndEdit(`kind-${kind}`, first);
      expect(again.body).toMatchObject({ losses: [] });
      expect((await bytes(`/api/v1/authoring/${again.body.id}/package`)).equals(first)).toBe(true);
    });
  }

  it('says in arbiter.yaml what languages, groups and tests have of their own, and which groups are graded', async () => {
    const id = (await author.call('POST', '/api/v1/authoring/packages', form('package', zipOf(scoringTree({ 'data/secret/1-small/b.in': '2\n', 'data/secret/1-small/b.ans': '2\n' })), 'own.zip'))).body.id as string;
    type Found = { id: string; revision: number; content: { kind: string; place?: string; name: string; limits: object | null; grader?: string[] | null } };
    const { parts } = (await author.call('GET', `/api/v1/authoring/${id}`)).body as { parts: Found[] };
    const change = async (part: Found | undefined, content: object) => expect((await author.call('PUT', `/api/v1/authoring/${id}/parts/${part!.id}`, { revision: part!.revision, content: { ...part!.content, ...content } })).status).toBe(200);
    const [settings, secret, small, large] = [parts.find(({ content }) => content.kind === 'settings'), parts.find(({ content }) => content.place === 'secret'), ...['1-small', '2-large'].map((name) => parts.find(({ content }) => content.kind === 'group' && content.name === name))];
    expect(large!.content).toMatchObject({ limits: { timeMs: 3000, memoryMib: null }, grader: ['60', 'a b'] });
    const test = parts.find(({ content }) => content.kind === 'test' && content.name === 'b');
    await change(settings, { languageLimits: { python3: { timeFactor: 3, memoryMib: null }, java: { timeFactor: null, memoryMib: 1024 }, cpp: { timeFactor: null, memoryMib: null } } });
    await change(secret, { limits: { timeMs: null, memoryMib: 256 } });
    await change(small, { grader: [] });
    await change(large, { grader: null });
    await change(test, { limits: { timeMs: 1500, memoryMib: null } });
    const first = await bytes(`/api/v1/authoring/${id}/package`);
    const yaml = strFromU8(unzipSync(first)['arbiter.yaml']!);
    // Of several lines about a test the last one counts alone.
    expect(yaml).toBe('limits:\n  languages:\n    java:\n      memory: 1024\n    python3:\n      time_multiplier: 3\n    pypy3: {}\n  tests:\n    secret:\n      memory: 256\n    secret/1-small/b:\n      time_limit: 1.5\n      memory: 256\n    secret/2-large:\n      time_limit: 3\n      memory: 256\ngraders:\n  secret/1-small: []\n');
    const again = await importAndEdit('own-limits', first);
    expect(again.body).toMatchObject({ losses: [] });
    const package_ = (await server.db.select({ package: problemVersions.package }).from(problemVersions).innerJoin(problems, eq(problems.id, problemVersions.problemId)).where(eq(problems.slug, 'own-limits')))[0]!.package;
    expect(package_.languageLimits).toEqual({ python3: { timeMultiplier: 3 }, pypy3: {}, java: { memoryKib: 1024 * 1024 } });
    const MIB = 1024;
    expect(Object.fromEntries(package_.tests.map(({ name, limits }) => [name, limits]))).toMatchObject({ 'secret/1-small/a': { memoryKib: 256 * MIB }, 'secret/1-small/b': { timeMs: 1500, memoryKib: 256 * MIB }, 'secret/2-large/a': { timeMs: 3000, memoryKib: 256 * MIB } });
    expect(package_.groups.map(({ name, grader }) => [name, grader])).toEqual([['', undefined], ['sample', undefined], ['secret', undefined], ['secret/1-small', []], ['secret/2-large', undefined]]);
    expect((await bytes(`/api/v1/authoring/${again.body.id}/package`)).equals(first)).toBe(true);
  });

  it('is told what is no limit, and that a group wants a grader that is not there', async () => {
    const made = (await author.call('POST', '/api/v1/authoring', { name: 'Limits', types: ['scoring'] })).body.id as string;
    const { parts } = (await author.call('GET', `/api/v1/authoring/${made}`)).body as { parts: { id: string; revision: number; content: Record<string, unknown> }[] };
    const settings = parts.find(({ content }) => content['kind'] === 'settings')!;
    const secret = parts.find(({ content }) => content['place'] === 'secret')!;
    const put = (part: typeof settings, content: object) => author.call('PUT', `/api/v1/authoring/${made}/parts/${part.id}`, { revision: part.revision, content: { ...part.content, ...content } });
    for (const languageLimits of [{ klingon: { timeFactor: 1, memoryMib: null } }, { cpp: { timeFactor: 0, memoryMib: null } }, { cpp: { timeFactor: 2, memoryMib: 0.5 } }, { cpp: {} }]) expect((await put(settings, { languageLimits })).status).toBe(422);
    for (const limits of [{ timeMs: 0, memoryMib: null }, { timeMs: 1e9, memoryMib: null }, { timeMs: 1 }]) expect((await put(secret, { limits })).status).toBe(422);
    expect((await put(secret, { grader: ['60'] })).status).toBe(200);
    const { checks } = (await author.call('GET', `/api/v1/authoring/${made}`)).body as { checks: { check: string; state: string; parts: string[] }[] };
    expect(checks.find(({ check }) => check === 'grader')).toMatchObject({ state: 'fault', parts: [secret.id] });
  });

  it('is published as a version, which its collaborators may edit', async () => {
    const other = await server.person('instructor');
    const made = await author.call('POST', '/api/v1/authoring/packages', form('package', zipOf(aTree())));
    const id = made.body.id as string;
    const published = await author.call('POST', `/api/v1/authoring/${id}/versions`, {});
    expect(published.body).toMatchObject({ slug: 'sums', version: 1 });
    expect((await other.call('PATCH', '/api/v1/problems/sums', { tags: [] })).status).toBe(403);
    await author.call('PUT', `/api/v1/authoring/${id}/collaborators/${other.username}`);
    expect((await other.call('PATCH', '/api/v1/problems/sums', { tags: [] })).status).toBe(200);
    expect((await other.call('POST', `/api/v1/authoring/${id}/versions`, {})).body).toMatchObject({ slug: 'sums', version: 2 });
    const history = await author.call('GET', `/api/v1/authoring/${id}/history`);
    expect((history.body.items as { reason: string; version: number | null }[]).map(({ reason, version }) => [reason, version])).toEqual([['published', 2], ['published', 1], ['made', null]]);
  });

  it('belongs to its author whoever publishes it, and its collaborators bring in nobody, delete nothing and edit it no more once they have left', async () => {
    const [other, third] = [await server.person('instructor'), await server.person('instructor')];
    const id = (await author.call('POST', '/api/v1/authoring/packages', form('package', zipOf(aTree())))).body.id as string;
    const settings = ((await author.call('GET', `/api/v1/authoring/${id}`)).body.parts as { id: string; revision: number; content: { kind: string } }[]).find(({ content }) => content.kind === 'settings')!;
    await author.call('PUT', `/api/v1/authoring/${id}/parts/${settings.id}`, { revision: settings.revision, content: { ...settings.content, slug: 'shared' } });
    await author.call('PUT', `/api/v1/authoring/${id}/collaborators/${other.username}`);
    expect((await other.call('POST', `/api/v1/authoring/${id}/versions`, {})).body).toMatchObject({ slug: 'shared' });
    expect((await other.call('GET', '/api/v1/problems/shared')).body).toMatchObject({ owner: author.username, may: { edit: true, delete: false } });
    const edit = async (who: Person) => (await who.call('PATCH', '/api/v1/problems/shared', { tags: [] })).status;
    const own = await other.call('POST', '/api/v1/problems/shared/authoring');
    expect((await other.call('PUT', `/api/v1/authoring/${own.body.id}/collaborators/${third.username}`)).status).toBe(200);
    expect([await edit(author), await edit(other), await edit(third)]).toEqual([200, 200, 403]);
    expect((await other.call('DELETE', '/api/v1/problems/shared')).status).toBe(403);
    await author.call('DELETE', `/api/v1/authoring/${id}/collaborators/${other.username}`);
    expect(await edit(other)).toBe(403);
    await author.call('PUT', `/api/v1/authoring/${id}/collaborators/${other.username}`);
    expect(await edit(other)).toBe(200);
    await author.call('DELETE', `/api/v1/authoring/${id}`);
    expect([await edit(author), await edit(other)]).toEqual([200, 403]);
  });

  it('takes tests from a zip, and tells of which part a finding of the importer is', async () => {
    const id = (await author.call('POST', '/api/v1/authoring', { name: 'Zipped' })).body.id as string;
    const added = await author.call('POST', `/api/v1/authoring/${id}/tests`, form('archive', zipOf({ 'x/b.in': '2', 'x/b.out': '2', 'x/a.in': '1', 'x/a.ans': '1', 'x/readme.txt': '' })));
    expect(added.body).toMatchObject({ added: [expect.any(String), expect.any(String)], ignored: ['x/readme.txt'] });
    const { parts } = (await author.call('GET', `/api/v1/authoring/${id}`)).body as { parts: { id: string; revision: number; content: Record<string, unknown> }[] };
    const test = parts.find((part) => part.id === added.body.added[0])!;
    expect(test.content['name']).toBe('a');
    await author.call('PUT', `/api/v1/authoring/${id}/parts/${test.id}`, { revision: test.revision, content: { ...test.content, answer: null } });
    const { findings } = (await author.call('POST', `/api/v1/authoring/${id}/checks`)).body as { findings: { part: string | null; path: string }[] };
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'fault', path: 'data/secret/a.in', part: test.id }));
  });
});
