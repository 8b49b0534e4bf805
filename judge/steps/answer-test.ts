/**
 * A test of a problem to which answers are submitted in place of a program: the file that answers it is judged as if a
 * program had printed it. https://icpc.io/problem-package-format/spec/2025-09.html#type
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TestCase } from '#contract/package.js';
import type { RunReport } from '../core/run.js';
import { customCheck, defaultCheck, type OutputCheck } from './check-output.js';
import type { SourceFile } from './compile.js';
import { Feedback } from './feedback.js';
import { Head, judgedTest } from './judged-test.js';
import type { PreparedTest, TestContext } from './run-test.js';

export type AnswerContext = Pick<TestContext, 'sandbox' | 'checker' | 'limits' | 'files' | 'spoolFolder' | 'feedbackFolder'> & { answers: readonly SourceFile[]; tests: readonly TestCase[] };

const NOTHING: RunReport = { exit: null, stoppedFor: null, cpuMs: 0, wallMs: 0, peakMemoryKib: 0, oomKills: 0, outputBytes: 0, stderr: Buffer.alloc(0) };
const ENDINGS = ['.out', '.ans', '.txt', '.output', '.answer', ''];

export async function prepareAnswerTest(context: AnswerContext, test: TestCase): Promise<PreparedTest> {
  const answer = answerTo(test, context.tests, context.answers);
  if (!answer) return { run: () => Promise.resolve(unanswered(test)), discard: () => Promise.resolve() };
  const folder = await mkdtemp(join(context.spoolFolder, 'answer-'));
  await chmod(folder, 0o711);
  const feedback = context.feedbackFolder === null ? null : await Feedback.make(join(context.feedbackFolder, basename(folder)));
  const [inputPath, answerPath] = await Promise.all([context.files.path(test.input), context.files.path(test.answer)]);
  const check = checkOf(context, test, { inputPath, answerPath }, feedback, join(folder, 'output'));
  const close = async () => {
    await check.close();
    await feedback?.remove();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    async run() {
      try {
        if (answer.content.length > context.limits.outputKib * 1024) return judgedTest([NOTHING], 'output-limit-exceeded', null, Buffer.alloc(0));
        const head = new Head();
        head.take(answer.content);
        check.take(answer.content);
        return judgedTest([NOTHING], null, await check.verdict(), head.bytes());
      } finally {
        await close();
      }
    },
    discard: close,
  };
}

function checkOf(context: AnswerContext, test: TestCase, paths: { inputPath: string; answerPath: string }, feedback: Feedback | null, spool: string): OutputCheck {
  const { checker } = context;
  if (checker.kind === 'default' || !feedback) {
    if (checker.kind !== 'default') throw new Error('A validator needs a feedback folder');
    return defaultCheck(paths.answerPath, checker.options(test));
  }
  const validators = checker.validators.filter(({ path }) => test.validator === undefined || path === test.validator);
  return customCheck(validators.map((validator) => ({ sandbox: context.sandbox, validator, arguments: test.validatorArgs, limits: context.limits, ...paths, feedback })), spool);
}

function unanswered({ name }: TestCase) {
  const short = name.slice(name.lastIndexOf('/') + 1);
  return judgedTest([NOTHING], null, { kind: 'rejected', message: `No file answers this test: name one ${short}.out.`, judgeMessage: '' }, Buffer.alloc(0));
}

/**
 * Named after the test, whole (`secret/easy/1.out`, or with dashes in place of slashes) or without what is in front as long as
 * no other test is meant. A single file answers a single secret test whatever its name.
 */
export function answerTo(test: TestCase, tests: readonly TestCase[], answers: readonly SourceFile[]): SourceFile | undefined {
  const names = suffixes(test.name).filter((name) => name === test.name || !tests.some((other) => other.name !== test.name && comesFirst(other, test) && suffixes(other.name).includes(name)));
  const wanted = new Set(names.flatMap((name) => ENDINGS.flatMap((ending) => [`${name}${ending}`, `${name.replaceAll('/', '-')}${ending}`, `${name.replaceAll('/', '_')}${ending}`])));
  const named = answers.find((answer) => wanted.has(answer.name));
  const secret = tests.filter((each) => !each.sample);
  return named ?? (answers.length === 1 && secret.length === 1 && secret[0]?.name === test.name ? answers[0] : undefined);
}

/** Secret tests own the short names; of two secret ones neither does. */
function comesFirst(other: TestCase, test: TestCase): boolean {
  return !other.sample || test.sample;
}

/** a/b/c, b/c, c */
function suffixes(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
}
