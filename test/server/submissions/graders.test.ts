/** A legacy package whose own grader gives the points of its groups: by the real reader and the real judge, to the page and the scoreboard. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scoreboard } from '#contract/scoreboard.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Submission } from '#contract/submission.js';
import { storeBlob } from '#database/blobs.js';
import { finishJudging } from '#database/queue.js';
import { groupScores } from '#server/problems/group-scores.js';
import { problemOf } from '#test/judge/steps/prove.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, createProblem } from '#test/support/world.js';
import { claimOf, startJudge } from './judged.js';

let server: TestServer;
let judge: TestJudge;
let content: ProblemPackage;
beforeAll(async () => {
  [server, judge] = [await startTestServer(), await startTestJudge({ languages: ['python3'] })];
  await startJudge(server.db);
  // So many points for each accepted test, and one for trying: none of the rules of the format gives that.
  const grader = 'import sys\nlines = [line.split() for line in sys.stdin]\ngood = sum(line[0] == "AC" for line in lines)\nprint("AC" if good else "WA", good * int(sys.argv[1]) + 1)\n';
  content = await problemOf(judge, {
    'problem.yaml': 'name: Sums\ntype: scoring\nlimits: {time_limit: 2}\n', 'problem_statement/problem.en.tex': 'Add.\n', 'input_validators/v.py': 'exit(42)\n', 'graders/grade.py': grader,
    'data/testdata.yaml': 'on_reject: continue\ngrader_flags: ignore_sample\n', 'data/secret/testdata.yaml': 'on_reject: continue\ngrader_flags: accept_if_any_accepted\n',
    'data/sample/1.in': '1 1\n', 'data/sample/1.ans': '2\n',
    ...Object.fromEntries(['few', 'many'].flatMap((name, at) => [
      [`data/secret/${name}/testdata.yaml`, `on_reject: continue\ngrading: custom\ngrader_flags: "${10 * (at + 1)}"\nrange: 0 ${20 * (at + 1) + 1}\n`],
      ...['1 2', '5 5'].flatMap((input, test) => [[`data/secret/${name}/${test}.in`, `${input}\n`], [`data/secret/${name}/${test}.ans`, `${[3, 10][test]! + 100 * at}\n`]]),
    ])),
    'submissions/accepted/sum.py': 'print(1)\n',
  });
  for (const { input, answer } of content.tests) for (const file of [input, answer]) await storeBlob(server.db, await judge.packageFiles.path(file));
}, 120_000);
afterAll(async () => {
  await server.close();
  await judge.close();
});

/** Submitted, judged in a jail, stored. */
async function judged(person: Person, slug: string, source: string, contest?: string): Promise<Submission> {
  const sent = await person.call('POST', '/api/v1/submissions', { problem: slug, language: 'python3', files: [{ name: 'main.py', content: source }], ...(contest === undefined ? {} : { contest }) });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  const { id } = sent.body as { id: string };
  const claim = await claimOf(server.db, id);
  const { progress: _progress, ...result } = await judge.judge({ language: 'python3', files: { 'main.py': source }, problem: claim.package });
  expect(await finishJudging(server.db, claim, result)).toBe(true);
  return (await person.call('GET', `/api/v1/submissions/${id}`)).body as Submission;
}
const SMALL = 'print(sum(map(int, input().split())))\n';
const LARGE = 'print(100 + sum(map(int, input().split())))\n';
const HALF = 'print(3)\n';

it('shows what the grader gave to each group, and of how many', async () => {
  const [person, problem] = [await server.person(), await createProblem(server.db, { package: content })];
  const shown = (await judged(person, problem.slug, SMALL)).groups;
  const points = Object.fromEntries(shown!.map(({ name, verdict, points: of }) => [name, [verdict, of?.score, of?.possible, of?.graded]]));
  expect(points).toEqual({ '': ['accepted', 22, 62, undefined], sample: ['accepted', 1, expect.anything(), undefined], secret: ['accepted', 22, 62, undefined], 'secret/few': ['accepted', 21, 21, true], 'secret/many': ['wrong-answer', 1, 41, true] });
  const half = await judged(person, problem.slug, HALF);
  expect(half).toMatchObject({ verdict: 'accepted', score: 12 });
  expect(half.groups!.find(({ name }) => name === 'secret/few')).toMatchObject({ verdict: 'accepted', points: { score: 11 } });
});

it('adds up the best of each group in a contest of that kind', async () => {
  const jury = await server.person('instructor');
  const problem = await createProblem(server.db, { visibility: 'private', package: content });
  const contest = aContest({ format: 'ioi', rules: { best: 'groups' }, problems: [{ slug: problem.slug, label: 'A', points: null }] });
  expect((await jury.call('POST', '/api/v1/contests', contest)).status).toBe(201);
  const person = await server.person();
  expect((await person.call('POST', `/api/v1/contests/${contest.slug}/registrations`, {})).status).toBe(201);
  const score = async () => ((await jury.call('GET', `/api/v1/contests/${contest.slug}/scoreboard`)).body as Scoreboard).rows[0]!.cells[0]!.score;
  expect((await judged(person, problem.slug, SMALL, contest.slug)).score).toBe(22);
  expect(await score()).toBe(22);
  expect((await judged(person, problem.slug, LARGE, contest.slug)).score).toBe(42);
  expect(await score()).toBe(21 + 41);
});

it('is known to the expectations of labelled submissions too', async () => {
  const result = await judge.judge({ language: 'python3', files: { 'main.py': SMALL }, problem: content, mode: 'every-test' });
  expect(result.graderAnswers).toEqual({ 'secret/few': 'AC 21\n', 'secret/many': 'WA 1\n' });
  expect(Object.fromEntries(groupScores(content, result.tests, result.graderAnswers ?? null))).toMatchObject({ 'secret/few': 21, 'secret/many': 1 });
  expect(groupScores(content, result.tests, null).size).toBe(0);
});
