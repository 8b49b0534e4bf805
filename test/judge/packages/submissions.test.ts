import { describe, expect, it } from 'vitest';
import { findTag } from '#judge/packages/expected-results.js';
import { detectLanguage } from '#judge/packages/languages.js';
import { globMatches } from '#judge/packages/submissions-yaml.js';
import { LEGACY, MODERN, readFolder, SCORING, sound, warningsAt, type Tree } from './package-trees.js';

async function label(path: string, tree: Tree) {
  const submission = sound(await readFolder(tree)).submissions.find((each) => each.path === path);
  if (!submission) throw new Error(`No submission ${path}`);
  return submission;
}

describe('a label', () => {
  const CRASH = ['runtime-error', 'memory-limit-exceeded'];
  const SLOW = ['time-limit-exceeded', 'idleness-limit-exceeded'];
  const legacy: [string, string[], string][] = [
    ['accepted', ['accepted'], 'lower'], ['wrong_answer', ['wrong-answer'], 'no'], ['time_limit_exceeded', SLOW, 'upper'], ['run_time_error', CRASH, 'no'], ['compiler_error', ['compile-error'], 'no'], ['mixed', [], 'no'],
  ];
  it.each(legacy)('of the legacy folder %s', async (folder, expected, calibrates) => {
    expect(await label(`${folder}/a.c`, { ...LEGACY, [`submissions/${folder}/a.c`]: '' })).toMatchObject({ expected, calibrates });
  });

  const modern: [string, string[], string][] = [
    ['accepted', ['accepted'], 'lower'], ['wrong_answer', ['wrong-answer', 'output-limit-exceeded'], 'lower'], ['time_limit_exceeded', SLOW, 'upper'],
    ['run_time_error', [...CRASH, 'output-limit-exceeded', 'security-violation'], 'lower'], ['brute_force', [...SLOW, ...CRASH, 'output-limit-exceeded', 'security-violation'], 'no'],
  ];
  it.each(modern)('of the 2025-09 folder %s', async (folder, expected, calibrates) => {
    const found = await label(`${folder}/a.c`, { ...MODERN, [`submissions/${folder}/a.c`]: '' });
    expect(found.calibrates).toBe(calibrates);
    expect(found.expected.toSorted()).toEqual(expected.toSorted());
  });

  it('in partially_accepted is accepted with less than the best score, and calibrates nothing', async () => {
    const found = await label('partially_accepted/a.c', { ...LEGACY, 'problem.yaml': 'name: x\ntype: scoring\n', 'data/testdata.yaml': 'range: 0 100\n', 'submissions/partially_accepted/a.c': '' });
    expect(found).toMatchObject({ expected: ['accepted'], calibrates: 'no' });
    expect(found.expectedScore?.[1]).toBeLessThan(100);
    expect(found.expectedScore?.[1]).toBeGreaterThan(99.99);
  });

  it('in the source goes before the folder', async () => {
    const found = await label('rejected/a.c', { ...MODERN, 'submissions/rejected/a.c': '/* @EXPECTED_RESULTS@: TIMELIMIT, run-error */\n' });
    expect(found).toMatchObject({ expected: [...SLOW, ...CRASH], calibrates: 'no' });
    expect(found.requirements).toBeUndefined();
  });

  it('of an unknown folder says nothing, with a warning', async () => {
    const read = await readFolder({ ...LEGACY, 'submissions/old/a.c': '', 'submissions/stray.c': '', 'submissions/accepted/README.md': '' });
    expect(sound(read).submissions.find(({ path }) => path === 'old/a.c')?.expected).toEqual([]);
    expect(warningsAt(read)).toEqual(['submissions/accepted/README.md', 'submissions/old', 'submissions/stray.c']);
  });
});

describe('submissions.yaml', () => {
  it('adds to what the folders demand, and replaces what it names itself', async () => {
    const problem = sound(await readFolder({
      ...SCORING,
      'submissions/wrong_answer/a.py': 'print(1)', 'submissions/mine/b/main.cpp': '', 'submissions/mine/b/util.cpp': '',
      'submissions/submissions.yaml': `wrong_answer:
  permitted: [AC, WA, TLE]
wrong_answer/*.py:
  score: [10, 20]
  message: too small
  use_for_time_limit: false
  secret/1:
    required: [TLE]
mine/{b,c}:
  language: cpp
  entrypoint: main.cpp
  permitted: [AC]
`,
    }));
    expect(problem.submissions.find(({ path }) => path === 'wrong_answer/a.py')).toMatchObject({
      expectedScore: [10, 20],
      calibrates: 'no',
      requirements: [
        { tests: null, permitted: ['accepted', 'wrong-answer', 'output-limit-exceeded', 'time-limit-exceeded', 'idleness-limit-exceeded'], required: ['wrong-answer', 'output-limit-exceeded'] },
        { tests: null, score: [10, 20], message: 'too small', calibrates: 'no' },
        { tests: 'secret/1', required: ['time-limit-exceeded', 'idleness-limit-exceeded'], calibrates: 'upper' },
      ],
    });
    expect(problem.submissions.find(({ path }) => path === 'mine/b')).toMatchObject({ language: 'cpp', entryPoint: 'main.cpp', expected: ['accepted'], calibrates: 'lower' });
  });

  it('has patterns that match names, folders above and alternatives', () => {
    expect(globMatches('accepted', 'accepted/a.py')).toBe(true);
    expect(globMatches('accepted/*', 'accepted/a/b.py')).toBe(true);
    expect(globMatches('*/a.{py,cpp}', 'accepted/a.cpp')).toBe(true);
    expect(globMatches('acc*', 'x/accepted')).toBe(false);
    expect(globMatches('a*c', 'a/c')).toBe(false);
    expect(globMatches('a.py', 'axpy')).toBe(false);
  });
});

describe('a tag', () => {
  it.each([
    ['// @EXPECTED_RESULTS@: WRONG-ANSWER', ['wrong-answer']], ['# @EXPECTED_RESULTS@: accepted,Wrong_Answer', ['accepted', 'wrong-answer']],
    ['@EXPECTED_RESULTS@: OUTPUT-LIMIT', ['output-limit-exceeded']], ['@EXPECTED_RESULTS@: COMPILER-ERROR */', ['compile-error']], ['@EXPECTED_RESULTS@: CHECK-MANUALLY', []],
  ])('%s', (source, expected) => expect(findTag([source])?.expected).toEqual(expected));
});

describe('the language', () => {
  const file = (name: string, text = '') => ({ name, text });
  it.each([
    [[file('a.cc'), file('a.h')], 'cpp'], [[file('A.java'), file('B.java')], 'java'], [[file('a.py', 'import sys')], 'pypy3'], [[file('a.py', 'import numpy as np')], 'python3'],
    [[file('a.py', '#!/usr/bin/env pypy3')], 'pypy3'], [[file('a.py', '#!/usr/bin/python2')], null], [[file('a.py', 'x = 1\nprint x\n')], null], [[file('a.py', '"""\nprint the answer\n"""\n')], 'pypy3'],
    [[file('a.py2')], null], [[file('a.kt')], 'kotlin'], [[file('a.txt')], null], [[file('a.py'), file('b.java')], null], [[file('a.c'), file('b.cpp')], 'cpp'],
    [[file('a.pl', 'main :- read(X), write(X).\n')], 'prolog'], [[file('a.pl', 'my $n = <STDIN>;\nprint $n;\n')], 'perl'], [[file('a.pl', '#!/usr/bin/perl\n')], 'perl'],
    [[file('a.f95')], 'fortran'], [[file('a.R')], 'r'], [[file('a.m')], 'objectivec'], [[file('a.exs')], 'elixir'], [[file('a.lisp')], 'lisp'],
  ])('%j is %s', (files, language) => expect(detectLanguage(files).language).toBe(language));
});
