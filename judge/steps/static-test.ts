/**
 * A test that is no run: the package's static validator looks at the files of the submission.
 * https://icpc.io/problem-package-format/spec/2025-09.html#static-validator
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Limits, TestCase } from '#contract/package.js';
import { endOfNotExecutable } from '../core/run.js';
import { WORK_DIRECTORY, type Mount, type Sandbox } from '../sandbox/sandbox.js';
import type { SourceFile } from './compile.js';
import { Feedback, MESSAGE_BYTES, validationOf } from './feedback.js';
import { judgedTest } from './judged-test.js';
import type { PackageValidator } from './programs.js';
import type { PreparedTest } from './run-test.js';

export interface StaticContext {
  sandbox: Sandbox;
  validator: PackageValidator;
  /** As the formats name it. */
  language: string;
  entryPoint: string;
  sources: readonly SourceFile[];
  limits: Limits;
  spoolFolder: string;
  feedbackFolder: string;
}

const PROCESSES = 32;
/** Where the formats have another code than our id. */
const CODES: Readonly<Record<string, string>> = { pypy3: 'python3' };
const MAIN = /^(?:main|__main__)\.[^.]+$/i;

export function staticContext(given: Omit<StaticContext, 'validator' | 'language' | 'entryPoint' | 'sources'>, validator: PackageValidator, { language, entryPoint }: { language: string; entryPoint: string | undefined }, sources: readonly SourceFile[]): StaticContext {
  const main = sources.find(({ name }) => MAIN.test(name)) ?? sources[0];
  return { ...given, validator, sources, language: CODES[language] ?? language, entryPoint: entryPoint ?? main?.name ?? '' };
}

export async function prepareStaticTest(context: StaticContext, test: TestCase): Promise<PreparedTest> {
  const { sandbox, validator, limits } = context;
  const folder = await mkdtemp(join(context.spoolFolder, 'static-'));
  const feedback = await Feedback.make(join(context.feedbackFolder, basename(folder)));
  const clear = async () => {
    await feedback.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await chmod(folder, 0o711);
    const { command, environment = {} } = validator.program.run({ memoryKib: limits.validationMemoryKib });
    const ready = await sandbox.prepare({
      command: [...command, context.language, context.entryPoint, '/feedback/', ...(test.static?.args ?? [])],
      environment,
      mounts: [...validator.program.mounts, { from: feedback.path, to: '/feedback', writable: true }, ...(await filesOf(context.sources, folder))],
      limits: {
        cpuMs: limits.validationTimeMs, wallMs: 2 * limits.validationTimeMs + 1000, memoryKib: limits.validationMemoryKib + validator.program.memory.overheadKib,
        outputBytes: limits.validationOutputKib * 1024, stderrBytes: MESSAGE_BYTES, processes: PROCESSES + validator.program.runtimeThreads, fileBytes: limits.validationOutputKib * 1024,
      },
      input: { kind: 'empty' },
      output: { kind: 'consume', chunk: () => undefined },
    });
    return {
      async run() {
        try {
          const report = await ready.go().catch(endOfNotExecutable);
          const validation = validationOf(report, feedback, '', validator.testlib);
          // Its times and memory are not the submission's.
          const nothing = { ...report, exit: null, cpuMs: 0, wallMs: 0, peakMemoryKib: 0, stderr: Buffer.alloc(0) };
          return judgedTest([nothing], null, validation, Buffer.alloc(0));
        } finally {
          await clear();
        }
      },
      async discard() {
        await ready.discard();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

async function filesOf(sources: readonly SourceFile[], folder: string): Promise<Mount[]> {
  const mounts: Mount[] = [];
  for (const { name, content } of sources) {
    const path = join(folder, name);
    if (!path.startsWith(`${folder}/`)) throw new Error(`A source file leads out of its folder: ${name}`);
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    await writeFile(path, content, { mode: 0o644 });
    mounts.push({ from: path, to: `${WORK_DIRECTORY}/${name}` });
  }
  return mounts;
}
