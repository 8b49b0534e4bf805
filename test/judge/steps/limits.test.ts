/** Limits as packages give them, of all, of single languages and of single tests: each is obeyed by the real judge. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from '#test/judge/packages/package-trees.js';
import { readFolder } from '#test/judge/packages/package-trees.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { problemOf } from './prove.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['python3', 'c'] });
}, 300_000);
afterAll(() => judge.close());

/** It is told how many milliseconds of CPU time to burn, and how many MiB to fill. */
const PYTHON = { language: 'python3', files: { 'main.py': 'import time\nms, mib = map(int, input().split())\nfull = b"x" * (mib << 20)\nwhile time.process_time() * 1000 < ms: pass\nprint(1)\n' } };
const C = { language: 'c', files: { 'main.c': '#include <stdio.h>\n#include <time.h>\nint main(void) { long ms; scanf("%ld", &ms); while (clock() * 1000 / CLOCKS_PER_SEC < ms); puts("1"); }\n' } };
const tests = (files: Tree): Tree => ({ 'input_validators/v.py': 'exit(42)\n', 'submissions/accepted/one.py': 'print(1)\n', 'data/secret/small.in': '0 1\n', 'data/secret/small.ans': '1\n', ...files });
const SLOW = { 'data/secret/slow.in': '500 1\n', 'data/secret/slow.ans': '1\n' };
const LARGE = { 'data/secret/large.in': '0 200\n', 'data/secret/large.ans': '1\n' };
const modern = (limits: string, files: Tree): Tree => tests({ 'problem.yaml': `problem_format_version: 2025-09\nname: One\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits: {${limits}}\n`, 'statement/problem.en.md': 'One.\n', ...files });
const legacy = (limits: string, files: Tree): Tree => tests({ 'problem.yaml': `name: One\n${limits === '' ? '' : `limits: {${limits}}\n`}`, 'problem_statement/problem.en.tex': 'One.\n', ...files });
const own = (yaml: string): Tree => ({ 'arbiter.yaml': `limits:\n  ${yaml}\n` });

describe('half a second of CPU time is', { timeout: 120_000 }, () => {
  it.each<[string, Tree, 'accepted' | 'time-limit-exceeded']>([
    ['too much for limits.time_limit of 2025-09', modern('time_limit: 0.2', SLOW), 'time-limit-exceeded'],
    ['too much for limits.time_limit of the legacy format', legacy('time_limit: 0.2', SLOW), 'time-limit-exceeded'],
    ['too much for .timelimit', legacy('', { ...SLOW, '.timelimit': '0.2\n' }), 'time-limit-exceeded'],
    ['too much for the timelimit of DOMjudge', legacy('', { ...SLOW, 'domjudge-problem.ini': 'timelimit=0.2\n' }), 'time-limit-exceeded'],
    ['little for a language that has more', modern('time_limit: 0.2', { ...SLOW, ...own('languages: {python3: {time_multiplier: 20}}') }), 'accepted'],
    ['little for a test that has more', modern('time_limit: 0.2', { ...SLOW, ...own('tests: {"secret/s*": {time_limit: 4}}') }), 'accepted'],
    ['too much for a test that has less', legacy('time_limit: 5', { ...SLOW, ...own('tests: {secret/slow: {time_limit: 0.2}}') }), 'time-limit-exceeded'],
    ['little for a language that has more of the less that a test has', legacy('time_limit: 5', { ...SLOW, ...own('{tests: {secret/slow: {time_limit: 0.2}}, languages: {python3: {time_multiplier: 20}}}') }), 'accepted'],
  ])('%s', async (_what, tree, verdict) => {
    expect((await judge.judge({ ...PYTHON, problem: await problemOf(judge, tree) })).verdict).toBe(verdict);
  });

  it('judged by the limit of its language, which the judging names', async () => {
    const problem = await problemOf(judge, modern('time_limit: 0.2', { ...SLOW, ...own('languages: {python3: {time_multiplier: 20, memory: 512}}') }));
    expect(await judge.judge({ ...PYTHON, problem })).toMatchObject({ verdict: 'accepted', timeLimitMs: 4000, memoryLimitKib: 512 * 1024 });
    expect(await judge.judge({ ...C, problem })).toMatchObject({ verdict: 'time-limit-exceeded', timeLimitMs: 200, memoryLimitKib: 2048 * 1024 });
  });
});

describe('200 MiB are', { timeout: 120_000 }, () => {
  it.each<[string, Tree, 'accepted' | 'memory-limit-exceeded']>([
    ['too much for limits.memory of 2025-09', modern('time_limit: 5, memory: 64', LARGE), 'memory-limit-exceeded'],
    ['too much for limits.memory of the legacy format', legacy('time_limit: 5, memory: 64', LARGE), 'memory-limit-exceeded'],
    ['little for a language that has more', modern('time_limit: 5, memory: 64', { ...LARGE, ...own('languages: {python3: {memory: 512}}') }), 'accepted'],
    ['little for a test that has more', legacy('time_limit: 5, memory: 64', { ...LARGE, ...own('tests: {secret/large: {memory: 512}}') }), 'accepted'],
    ['too much for a test that has less', modern('time_limit: 5', { ...LARGE, ...own('tests: {secret/large: {memory: 64}}') }), 'memory-limit-exceeded'],
  ])('%s', async (_what, tree, verdict) => {
    expect((await judge.judge({ ...PYTHON, problem: await problemOf(judge, tree) })).verdict).toBe(verdict);
  });
});

describe('arbiter.yaml with limits', () => {
  const findings = async (yaml: string) => (await readFolder(modern('time_limit: 1', own(yaml)))).findings.map(({ severity, path, line, message }) => `${severity} ${path}:${line ?? ''} ${message}`);
  it('for a language that there is not, or with a key that is unknown, is refused', async () => {
    expect(await findings('languages: {klingon: {memory: 1}}')).toEqual([expect.stringMatching(/^fault arbiter\.yaml:2 "klingon" is no language/)]);
    expect(await findings('languages: {cpp: {time: 1}}')).toEqual([expect.stringMatching(/^fault arbiter\.yaml:2 Unknown key "limits\.languages\.cpp\.time"/)]);
  });
  it('for tests that there are not is read with a warning', async () => {
    expect(await findings('tests: {secret/none: {memory: 1}}')).toEqual([expect.stringMatching(/^warning arbiter\.yaml:2 "secret\/none" matches no test/)]);
  });
  it('for Python is for both that there are', async () => {
    const { package: content } = await readFolder(modern('time_limit: 1', own('languages: {python: {time_multiplier: 2}}')));
    expect(content?.languageLimits).toEqual({ python3: { timeMultiplier: 2 }, pypy3: { timeMultiplier: 2 } });
  });
});
