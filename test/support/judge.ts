/**
 * A real judge for tests: a sandbox with real jails, every toolchain of this host, package files in a folder instead of
 * a database. Each test process has a state folder and cgroups of its own.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STANDARD_LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import type { JudgingMode, JudgingResult, TestResult } from '#contract/judging.js';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import { discoverToolchains, type Toolchain } from '#judge/languages/discover.js';
import { openCgroups, type Cgroups } from '#judge/sandbox/cgroup.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import type { Sandbox } from '#judge/sandbox/sandbox.js';
import type { CompileCache } from '#judge/steps/compile-cache.js';
import { judgeSubmission } from '#judge/steps/judge-submission.js';
import type { PackageFiles } from '#judge/steps/package-files.js';
import { ProgramCache } from '#judge/steps/programs.js';

export const PREPARED_FOLDER = '/var/lib/arbiter/prepared';
const FIRST_UID = 3_000_000;
let made = 0;

export interface TestJudge {
  sandbox: Sandbox;
  /** Where it leaves traces, if it does: for the host invariants. */
  place: { uid: number; stateDir: string; cgroups: Cgroups };
  toolchains: ReadonlyMap<string, Toolchain>;
  spoolFolder: string;
  packageFiles: PackageFiles;
  /** Stores a file of a package. */
  file: (content: string | Buffer, path?: string) => FileRef;
  judge: (submission: JudgeOptions) => Promise<JudgingResult & { progress: TestResult[] }>;
  /** Gives the compiled validators back, which are kept otherwise. */
  forgetPrograms: () => Promise<void>;
  close: () => Promise<void>;
}

export interface JudgeOptions {
  language: string;
  files: Record<string, string | Buffer>;
  problem: ProblemPackage;
  entryPoint?: string;
  mode?: JudgingMode;
  labelled?: boolean;
}

/** `core`: an index among the cores that we may use. `languages`: those to be looked for. */
export async function startTestJudge({ core = process.pid, compileCache = null, languages = STANDARD_LANGUAGE_IDS, testlib = null }: { core?: number; compileCache?: CompileCache | null; languages?: readonly LanguageId[]; testlib?: string | null } = {}): Promise<TestJudge> {
  const number = made++;
  const instance = `test-${process.pid}-${number}`;
  const stateDir = join('/var/lib/arbiter', instance);
  const blobs = join(stateDir, 'blobs');
  const spoolFolder = join(stateDir, 'spool');
  for (const folder of [blobs, spoolFolder]) mkdirSync(folder, { recursive: true });
  const cores = allowedCores();
  const uid = FIRST_UID + (process.pid % 100_000) * 10 + number;
  const cgroups = openCgroups(instance);
  const sandbox = await createSandbox({
    slot: 0,
    core: cores[core % cores.length]!,
    uid,
    stateDir,
    nsjailPath: findNsjail(process.env['ARBITER_NSJAIL']),
    launcherPath: await buildLauncher('/var/lib/arbiter/launcher'),
    cgroups,
  });
  const { toolchains: found } = await discoverToolchains(sandbox, PREPARED_FOLDER, (line) => console.log(line), languages);
  const toolchains = new Map<string, Toolchain>(found.map((toolchain) => [toolchain.language.id, toolchain]));
  const programs = new ProgramCache(toolchains, compileCache, testlib);
  const packageFiles: PackageFiles = { path: (file) => Promise.resolve(join(blobs, file.hash)) };
  return {
    sandbox,
    place: { uid, stateDir, cgroups },
    toolchains,
    spoolFolder,
    packageFiles,
    file(content, path = 'file') {
      const bytes = Buffer.from(content as string);
      const hash = createHash('sha256').update(bytes).digest('hex');
      writeFileSync(join(blobs, hash), bytes, { mode: 0o644 });
      return { path, hash, size: bytes.length };
    },
    async judge({ language, files, problem, entryPoint, mode = 'until-settled', labelled = false }) {
      const progress: TestResult[] = [];
      const result = await judgeSubmission(
        { language, files: Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content as string) })), entryPoint, problem, timeLimitMs: problem.limits.timeMs, mode, labelled },
        {
          sandbox, toolchains, programs, compileCache, spoolFolder, packageFiles,
          onCompiled: () => undefined,
          onTest: (test) => progress.push(test),
          signal: new AbortController().signal,
        },
      );
      return { ...result, progress };
    },
    forgetPrograms: () => programs.close(),
    async close() {
      await programs.close();
      await sandbox.close();
      cgroups.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** A small pass-fail problem; tests are [input, answer]. */
export function makeProblem(judge: Pick<TestJudge, 'file'>, tests: readonly (readonly [input: string | Buffer, answer: string | Buffer])[], overrides: Partial<ProblemPackage> = {}): ProblemPackage {
  return {
    format: '2025-09', names: { en: 'Test' }, types: ['pass-fail'], uuid: null, author: null, source: null, license: null, keywords: [],
    limits: {
      timeMs: 1000, memoryKib: 256 * 1024, outputKib: 1024, codeKib: 128, compileTimeMs: 60_000, compileMemoryKib: 2048 * 1024,
      validationTimeMs: 10_000, validationMemoryKib: 512 * 1024, validationOutputKib: 8192, validationPasses: 2,
    },
    timeMultipliers: { acceptedToLimit: 2, limitToTimeLimitExceeded: 1.5, resolutionMs: 1000 },
    languages: null, constants: {}, validator: { kind: 'default' }, inputValidators: [],
    statements: [{ language: 'en', format: 'markdown', file: judge.file('', 'statement/problem.en.md') }],
    statementFiles: [], attachments: [], includes: {},
    groups: ['', 'sample', 'secret'].map((name) => ({
      name, maxScore: null, scoreAggregation: 'pass-fail', verdictAggregation: 'first-error', onReject: 'break', acceptScore: null, rejectScore: null, requirePass: [], range: null, ignoreSample: false,
    })),
    tests: tests.map(([input, answer], index): TestCase => ({
      name: `secret/${index + 1}`, group: 'secret', sample: false, input: judge.file(input, `data/secret/${index + 1}.in`), answer: judge.file(answer, `data/secret/${index + 1}.ans`), validatorArgs: [],
    })),
    submissions: [],
    objective: 'max',
    ...overrides,
  };
}
