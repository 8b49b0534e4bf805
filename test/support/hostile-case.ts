/** A hostile case: the folder test/hostile/<attack>/ with its case.yaml, and what became of it when it was judged. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGE_IDS } from '#contract/language.js';
import type { JudgingResult } from '#contract/judging.js';
import type { Program, ProblemPackage } from '#contract/package.js';
import { VERDICTS } from '#contract/verdict.js';
import { makeProblem, type TestJudge } from './judge.js';

const FOLDER = join(import.meta.dirname, '../hostile');
/** What every case in C may include. */
const PROBE = 'probe.h';

const caseSchema = z.strictObject({
  /**
   * run: main.* is submitted. compile: the same, and the compiler is attacked.
   * validator, interactor: validator.* or interactor.* is the package's, main.* (else a copy of the input) is submitted.
   * between: main.* is submitted to two judges. First one judge runs it with the inputs "leave" and "look", then one runs it
   * with "hold" while the other runs it with "watch"; what look and watch print must not tell that there was somebody.
   */
  kind: z.enum(['run', 'compile', 'validator', 'interactor', 'between']).default('run'),
  language: z.enum(LANGUAGE_IDS),
  /** The attack, in one sentence. */
  attacks: z.string(),
  /** The protection without which the case fails. */
  guards: z.string(),
  limits: z
    .strictObject({ timeMs: z.number(), memoryMib: z.number(), outputKib: z.number(), compileTimeMs: z.number(), compileMemoryMib: z.number(), validationTimeMs: z.number(), validationMemoryMib: z.number(), validationOutputKib: z.number(), validationPasses: z.number() })
    .partial()
    .default({}),
  verdicts: z.array(z.enum(VERDICTS)).min(1),
  /** Upper bounds: CPU time and peak memory of the run, or the CPU time of the compiler; wallMs of the run, else of the whole. */
  bounds: z.strictObject({ cpuMs: z.number(), wallMs: z.number(), memoryMib: z.number() }).partial().default({}),
  /** {port}, {port6} and {abstract} are listeners of the test. */
  input: z.string().default(''),
  answer: z.string().default(''),
  /** Regular expressions that match the compiler's log, the reason of a judge error, the end of the run. */
  log: z.string().optional(),
  reason: z.string().optional(),
  signal: z.string().optional(),
  /** Matches nothing that the submission's owner is shown. */
  never: z.string().optional(),
  multiPass: z.boolean().default(false),
  scoring: z.boolean().default(false),
  entryPoint: z.string().optional(),
  /** Names under which files are submitted that cannot bear them here. */
  names: z.record(z.string(), z.string()).default({}),
});
export type HostileCase = z.infer<typeof caseSchema> & { name: string; files: Record<string, Buffer> };

export const CASES: readonly HostileCase[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readCase(name));

function readCase(name: string): HostileCase {
  const folder = join(FOLDER, name);
  const parsed = caseSchema.safeParse(parse(readFileSync(join(folder, 'case.yaml'), 'utf8')));
  if (!parsed.success) throw new Error(`${name}/case.yaml: ${z.prettifyError(parsed.error)}`);
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'case.yaml')
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
  );
  return { ...parsed.data, name, files };
}

/** Listeners that no jail may reach; what the inputs say of them. */
export type Listeners = Record<'port' | 'port6' | 'abstract', string>;

export interface Outcome {
  results: JudgingResult[];
  elapsedMs: number;
}

/**
 * Judges the case by the first judge; the second one takes part where two jails are to meet. `begin` is called when all
 * files are stored and nothing has run.
 */
export async function judgeCase(hostile: HostileCase, judges: readonly [TestJudge, ...TestJudge[]], listeners: Listeners, begin: () => Promise<void>): Promise<Outcome> {
  const [judge, other] = judges;
  const prepare = (by: TestJudge, tests: (readonly [string, string])[]) => {
    const { files, entryPoint, language } = submissionOf(hostile);
    const problem = problemOf(hostile, by, tests);
    return () => by.judge({ language, files, problem, mode: 'every-test', ...(entryPoint ? { entryPoint } : {}) });
  };
  const input = hostile.input.replace(/\{(port6?|abstract)\}/g, (_, name: keyof Listeners) => listeners[name]);
  const between = hostile.kind === 'between';
  const first = prepare(judge, between ? [['leave\n', 'done\n'], ['look\n', 'nothing\n']] : [[input, hostile.answer]]);
  const atOnce = between && other ? [prepare(judge, [['hold\n', 'done\n']]), prepare(other, [['watch\n', 'nothing\n']])] : [];
  await begin();
  const startedAt = performance.now();
  const results = [await first(), ...(await Promise.all(atOnce.map((start) => start())))];
  return { results, elapsedMs: performance.now() - startedAt };
}

const COPY = { language: 'c', files: { 'main.c': Buffer.from('#include <stdio.h>\nint main(void) { int c; while ((c = getchar()) != EOF) putchar(c); }\n') } } as const;

function submissionOf(hostile: HostileCase): { language: string; files: Record<string, Buffer>; entryPoint?: string | undefined } {
  const own = Object.entries(hostile.files).filter(([name]) => !isValidator(name));
  if (own.length === 0) return COPY;
  const files = Object.fromEntries(own.map(([name, content]) => [hostile.names[name] ?? name, content]));
  const main = own.map(([name]) => name).find((name) => name.startsWith('main.'));
  const language = hostile.kind === 'interactor' && main?.endsWith('.py') ? 'python3' : hostile.language;
  const probe = language === 'c' ? { [PROBE]: readFileSync(join(FOLDER, PROBE)) } : {};
  return { language, files: { ...probe, ...files }, entryPoint: hostile.entryPoint };
}

const isValidator = (name: string) => /^(validator|interactor)\./.test(name);

function problemOf(hostile: HostileCase, judge: TestJudge, tests: (readonly [string, string])[]): ProblemPackage {
  const problem = makeProblem(judge, tests);
  const { limits } = hostile;
  const kib = (mib: number | undefined, otherwise: number) => (mib === undefined ? otherwise : mib * 1024);
  problem.limits = {
    ...problem.limits,
    timeMs: limits.timeMs ?? 300,
    memoryKib: kib(limits.memoryMib, 64 * 1024),
    outputKib: limits.outputKib ?? 64,
    compileTimeMs: limits.compileTimeMs ?? 20_000,
    compileMemoryKib: kib(limits.compileMemoryMib, 1024 * 1024),
    validationTimeMs: limits.validationTimeMs ?? 500,
    validationMemoryKib: kib(limits.validationMemoryMib, 64 * 1024),
    validationOutputKib: limits.validationOutputKib ?? 64,
    validationPasses: limits.validationPasses ?? 2,
  };
  const own = Object.entries(hostile.files).filter(([name]) => isValidator(name));
  if (own.length > 0) {
    const path = 'output_validators/attack';
    const files = own.map(([name, content]) => judge.file(content, `${path}/${name}`)) as Program['files'];
    problem.validator = { kind: 'custom', path, language: hostile.language, files };
    problem.types = ['pass-fail', ...(hostile.kind === 'interactor' ? (['interactive'] as const) : []), ...(hostile.multiPass ? (['multi-pass'] as const) : [])];
    if (hostile.scoring) problem.types[0] = 'scoring';
  }
  return problem;
}

/** That the outcome is what the case says; everything that helps to see why not is in the message. */
export function expectOutcome(hostile: HostileCase, { results, elapsedMs }: Outcome): void {
  for (const result of results) {
    const told = tell(result);
    expect(hostile.verdicts, told).toContain(result.verdict);
    expectEnd(hostile, result, told);
    const { bounds } = hostile;
    const compiled = hostile.kind === 'compile' && result.tests.length === 0;
    const cpuMs = (compiled ? result.compile?.cpuMs : result.cpuMs) ?? 0;
    const wallMs = (hostile.kind === 'run' ? result.wallMs : compiled ? result.compile?.wallMs : elapsedMs) ?? 0;
    expect(cpuMs, `CPU time in ms\n${told}`).toBeLessThanOrEqual(bounds.cpuMs ?? Infinity);
    expect(wallMs, `wall time in ms\n${told}`).toBeLessThanOrEqual(bounds.wallMs ?? Infinity);
    expect((result.peakMemoryKib ?? 0) / 1024, `memory in MiB\n${told}`).toBeLessThanOrEqual(bounds.memoryMib ?? Infinity);
  }
}

function expectEnd(hostile: HostileCase, result: JudgingResult, told: string): void {
  const test = result.tests[0];
  if (hostile.log !== undefined) expect(result.compile?.log, told).toMatch(new RegExp(hostile.log));
  if (hostile.reason !== undefined) expect(result.reason, told).toMatch(new RegExp(hostile.reason));
  else expect(result.reason, told).toBeNull();
  if (hostile.signal !== undefined) expect(test?.signal, told).toMatch(new RegExp(hostile.signal));
  const shown = JSON.stringify([result.compile?.log, result.tests.map(({ message, output, stderr }) => [message, output, stderr])]);
  if (hostile.never !== undefined) expect(shown).not.toMatch(new RegExp(hostile.never));
}

function tell(result: JudgingResult): string {
  const { verdict, reason, compile, tests } = result;
  const ends = tests.map(({ verdict: own, cpuMs, wallMs, peakMemoryKib, exitCode, signal, message, output, stderr }) => ({ own, cpuMs, wallMs, peakMemoryKib, exitCode, signal, message, output, stderr: stderr?.slice(0, 500) }));
  return JSON.stringify({ verdict, reason, ok: compile?.ok, cpuMs: compile?.cpuMs, wallMs: compile?.wallMs, log: compile?.log.slice(0, 1500), tests: ends }, null, 1).slice(0, 4000);
}
