/**
 * One test of one submission: its jail is made beforehand (`prepareTest`), then it runs, is measured, and its output
 * is checked. A time near the limit is measured again, and the median decides.
 */
import type { TestResult } from '#contract/judging.js';
import type { TestCase } from '#contract/package.js';
import type { RunLimits, RunReport } from '../core/run.js';
import { BORDERLINE, isBorderline, median, verdictOfRun, type StatedLimits, type Validation } from '../core/verdict.js';
import type { ReadyRun, Sandbox } from '../sandbox/sandbox.js';
import type { OutputCheck } from './check-output.js';
import type { Program } from './compile.js';

export interface TestContext {
  sandbox: Sandbox;
  program: Program;
  limits: StatedLimits;
  outputBytes: number;
  inputPath: (test: TestCase) => Promise<string>;
  makeCheck: (test: TestCase) => Promise<OutputCheck>;
}

/** What a test came to, the scores of its validator included. */
export interface JudgedTest {
  result: Omit<TestResult, 'index' | 'name' | 'group' | 'sample' | 'score'>;
  score: number | null;
  multiplier: number | null;
}

/** A test whose jail stands ready. */
export interface PreparedTest {
  run(): Promise<JudgedTest>;
  discard(): Promise<void>;
}

const SHOWN_BYTES = 4096;
const STDERR_BYTES = 64 * 1024;
const PROCESSES = 64;
const FILE_BYTES = 256 * 1024 * 1024;

export async function prepareTest(context: TestContext, test: TestCase): Promise<PreparedTest> {
  const first = await prepareAttempt(context, test);
  return {
    run: () => runTest(context, test, first),
    discard: () => first.close(),
  };
}

interface Attempt {
  go(): Promise<{ report: RunReport; check: OutputCheck; head: Buffer }>;
  close(): Promise<void>;
}

async function prepareAttempt(context: TestContext, test: TestCase): Promise<Attempt> {
  const { sandbox, program, limits } = context;
  const [inputPath, check] = await Promise.all([context.inputPath(test), context.makeCheck(test)]);
  const head = Buffer.alloc(SHOWN_BYTES);
  let headBytes = 0;
  const chunk = (bytes: Buffer) => {
    if (headBytes < SHOWN_BYTES) headBytes += bytes.copy(head, headBytes);
    check.take(bytes);
  };
  const command = program.run({ memoryKib: limits.memoryKib });
  let ready: ReadyRun;
  try {
    ready = await sandbox.prepare({
      command: [...command.command, ...(test.args ?? [])],
      environment: command.environment ?? {},
      mounts: program.mounts,
      limits: runLimits(context),
      input: { kind: 'file', path: inputPath },
      output: { kind: 'consume', chunk },
    });
  } catch (error) {
    await check.close();
    throw error;
  }
  return {
    go: async () => ({ report: await ready.go(), check, head: head.subarray(0, headBytes) }),
    async close() {
      await ready.discard();
      await check.close();
    },
  };
}

/** The limits at which a run is stopped: CPU time only beyond the borderline, memory with what the runtime needs for itself. */
function runLimits({ limits, outputBytes, program }: TestContext): RunLimits {
  return {
    cpuMs: Math.ceil(limits.timeMs * BORDERLINE.to),
    wallMs: limits.wallMs,
    memoryKib: limits.memoryKib + program.memory.overheadKib,
    outputBytes,
    stderrBytes: STDERR_BYTES,
    processes: PROCESSES + program.runtimeThreads,
    fileBytes: FILE_BYTES,
  };
}

async function runTest(context: TestContext, test: TestCase, first: Attempt): Promise<JudgedTest> {
  const done: { judged: JudgedTest; cpuMs: number }[] = [];
  let attempt = first;
  for (;;) {
    const judged = await judgeAttempt(context, attempt);
    done.push({ judged, cpuMs: judged.result.cpuMs });
    const timeMayHaveDecided = judged.result.verdict === 'time-limit-exceeded' || judged.result.verdict === 'accepted' || judged.result.verdict === 'wrong-answer';
    if (done.length > BORDERLINE.repeats || !timeMayHaveDecided || !isBorderline(judged.result.cpuMs, context.limits.timeMs)) break;
    attempt = await prepareAttempt(context, test);
  }
  if (done.length === 1) return done[0]!.judged;
  const times = done.map((run) => run.cpuMs);
  const decisive = done.find((run) => run.cpuMs === median(times))!.judged;
  return { ...decisive, result: { ...decisive.result, repeatedCpuMs: times } };
}

async function judgeAttempt(context: TestContext, attempt: Attempt): Promise<JudgedTest> {
  try {
    const { report, check, head } = await attempt.go();
    const own = verdictOfRun(report, context.limits, context.program.memory);
    const validation = own === null ? await check.verdict() : null;
    return judgedTest(report, own, validation, head);
  } finally {
    await attempt.close();
  }
}

function judgedTest(report: RunReport, own: TestResult['verdict'] | null, validation: Validation | null, head: Buffer): JudgedTest {
  const accepted = validation?.kind === 'accepted' ? validation : null;
  const verdict = own ?? (validation?.kind === 'failed' ? 'judge-error' : validation?.kind === 'rejected' ? 'wrong-answer' : 'accepted');
  const judgeMessage = validation?.kind === 'failed' ? validation.reason : (validation?.judgeMessage ?? '');
  return {
    result: {
      verdict,
      cpuMs: rounded(report.cpuMs),
      wallMs: rounded(report.wallMs),
      peakMemoryKib: Math.round(report.peakMemoryKib),
      exitCode: report.exit?.kind === 'exited' ? report.exit.code : null,
      signal: report.exit?.kind === 'signaled' ? report.exit.signal : null,
      message: validation && validation.kind !== 'failed' ? validation.message : '',
      ...(judgeMessage ? { judgeMessage } : {}),
      output: shown(head),
      ...(report.stderr.length > 0 ? { stderr: shown(report.stderr.subarray(0, SHOWN_BYTES)) } : {}),
    },
    score: accepted?.score ?? null,
    multiplier: accepted?.multiplier ?? null,
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** PostgreSQL's text has no NUL. */
function shown(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\u0000', '\u2400');
}
