/** Which class of a Java submission is started, and what is done with what javac itself would not read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge();
}, 300_000);
afterAll(() => judge.close());

const MAIN = 'class B { public static void main(String[] a) { System.out.println(7); } }\n';
const IN_PACKAGE = `package x.y;\npublic ${MAIN}`;

describe('a Java program', () => {
  it.each([
    ['the file as entry point', MAIN, 'A.java'],
    ['the name of the file as entry point', MAIN, 'A'],
    ['the class as entry point', MAIN, 'B'],
    ['the plain name of a class in a package', IN_PACKAGE, 'B'],
    ['the full name of a class in a package', IN_PACKAGE, 'x.y.B'],
    ['a byte-order mark', `\ufeff${MAIN}`, undefined],
  ])('runs with %s', { timeout: 60_000 }, async (_title, source, entryPoint) => {
    const problem = makeProblem(judge, [['', '7\n']]);
    const result = await judge.judge({ language: 'java', files: { 'A.java': Buffer.from(source) }, problem, ...(entryPoint === undefined ? {} : { entryPoint }) });
    expect({ verdict: result.verdict, log: result.compile?.log }).toEqual({ verdict: 'accepted', log: '' });
  });

  it.each(['-version', '@/build/A.java'])('takes no option for its class: %s', { timeout: 60_000 }, async (entryPoint) => {
    const problem = makeProblem(judge, [['', '7\n']]);
    expect((await judge.judge({ language: 'java', files: { 'A.java': Buffer.from(MAIN) }, problem, entryPoint })).verdict).toBe('compile-error');
  });
});
