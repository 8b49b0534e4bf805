/** Packages of other formats and kinds, as they come in and as they are shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, formOf, zipOf, type Tree } from './zips.js';

let server: TestServer;
let author: Person;
let student: Person;

beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
  student = await server.person('student');
});
afterAll(() => server.close());

const send = (tree: Tree, fields: Record<string, string> = {}) => author.call('POST', '/api/v1/problems', formOf(zipOf(tree), { visibility: 'public', ...fields }));
const shown = async (slug: string) => (await server.anonymous('GET', `/api/v1/problems/${slug}`)).body as Problem;

const POLYGON: Tree = {
  'sums/problem.xml': `<problem short-name="polygon-sums"><names><name language="english" value="Sums"/></names>
<judging input-file="" output-file="" run-count="1"><testset name="tests"><time-limit>1000</time-limit><memory-limit>67108864</memory-limit>
<input-path-pattern>tests/%02d</input-path-pattern><answer-path-pattern>tests/%02d.a</answer-path-pattern>
<tests><test method="manual" sample="true" group="0" points="0"/><test method="generated" cmd="gen" group="1" points="40"/><test method="generated" cmd="gen" group="2" points="60"/></tests>
<groups><group name="1" points="40" points-policy="complete-group"/><group name="2" points="60" points-policy="complete-group"/></groups></testset></judging>
<assets><checker name="std::ncmp.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>
<solutions><solution tag="main"><source path="solutions/a.py" type="python.3"/></solution></solutions></assets></problem>`,
  'sums/files/check.cpp': '#include "testlib.h"\n', 'sums/files/testlib.h': '#define OK_EXIT_CODE 0\n', 'sums/solutions/a.py': 'print(3)\n',
  'sums/statement-sections/english/legend.tex': 'Add $a$ and $b$, \\textbf{please}.\n', 'sums/statement-sections/english/input.tex': 'Two numbers.\n',
  'sums/tests/01': '1 2\n', 'sums/tests/01.a': '3\n', 'sums/tests/02': '2 2\n', 'sums/tests/02.a': '4\n', 'sums/tests/03': '5 2\n', 'sums/tests/03.a': '7\n',
};

describe('a full package of Polygon', () => {
  it('is imported under its short name, and shown', async () => {
    const answer = await send(POLYGON);
    expect(answer.body).toMatchObject({ slug: 'polygon-sums', report: { tests: 3, submissions: 1, timeLimit: 'given' } });
    const problem = await shown('polygon-sums');
    expect(problem).toMatchObject({ name: 'Sums', types: ['scoring'], limits: { timeMs: 1000, memoryKib: 65536 }, samples: [{ name: 'sample/01', input: '1 2\n', answer: '3\n' }] });
    expect(problem.scoring).toEqual({ most: 100, groups: [{ name: '1', most: 40 }, { name: '2', most: 60 }] });
    expect(problem.statements[0]?.html).toMatch(/<strong>please<\/strong>[\s\S]*<h2>Input<\/h2>[\s\S]*Two numbers/);
  });

  it('without its tests is refused with what to do', async () => {
    const { 'sums/tests/03': _input, 'sums/tests/03.a': _answer, ...rest } = POLYGON;
    const { status, body } = await send(rest, { slug: uniqueName('sums') });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: { code: 'package-rejected', details: [{ path: 'tests/03', message: expect.stringContaining('Download the full package') as unknown }] } });
  });
});

describe('a problem that takes answers', () => {
  it('takes files in no language, and no program', async () => {
    const slug = uniqueName('answers');
    const tree = aTree({ 'submissions/accepted/hush.out': 'secret answer\n', 'submissions/accepted/sum.cpp': 'secret answer\n' });
    const yaml = `${tree['problem.yaml'] as string}type: submit-answer\n`;
    expect((await send({ ...tree, 'problem.yaml': yaml }, { slug })).status).toBe(201);
    expect(await shown(slug)).toMatchObject({ languages: ['answers'] });
    const submit = (language: string) => student.call('POST', '/api/v1/submissions', { problem: slug, language, files: [{ name: 'hush.out', content: 'secret answer\n' }] });
    expect(await submit('cpp')).toMatchObject({ status: 422, body: { error: { details: [{ path: 'language' }] } } });
    expect((await submit('answers')).status).toBe(201);
  });

  it('is the only one that takes them', async () => {
    const slug = uniqueName('sums');
    expect((await send(aTree(), { slug })).status).toBe(201);
    const answer = await student.call('POST', '/api/v1/submissions', { problem: slug, language: 'answers', files: [{ name: 'hush.out', content: 'x' }] });
    expect([422, 503]).toContain(answer.status);
  });
});
