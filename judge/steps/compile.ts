/**
 * Makes a runnable program of sources, in a jail that sees nothing but them, the package's includes and the
 * toolchain: no tests, answers or validators. Or takes one that was made of the same before.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { CompileResult } from '#contract/judging.js';
import type { Limits } from '#contract/package.js';
import type { RunLimits, RunReport } from '../core/run.js';
import type { Toolchain } from '../languages/discover.js';
import { BUILD_DIRECTORY, type Build, type Command, type MemoryPolicy, type Source } from '../languages/language.js';
import type { Mount, Sandbox, Scratch } from '../sandbox/sandbox.js';
import type { CompileCache, KeptCompilation } from './compile-cache.js';
import { compileKey } from './compile-key.js';
import { preparePacking, unpack, type Packing } from './pack.js';

export interface SourceFile {
  /** May contain folders, never leads out of its own. */
  name: string;
  content: Buffer;
}

/** A program that is ready to run; `release` gives its build folder back. */
export interface Program {
  run: (limits: { memoryKib: number }) => Command;
  mounts: readonly Mount[];
  memory: MemoryPolicy;
  runtimeThreads: number;
  release: () => Promise<void>;
}

export type Compilation = { ok: true; result: CompileResult; program: Program } | { ok: false; result: CompileResult };

export interface CompileRequest {
  toolchain: Toolchain;
  sources: readonly SourceFile[];
  entryPoint?: string | undefined;
  limits: Pick<Limits, 'compileTimeMs' | 'compileMemoryKib'>;
}

const LOG_BYTES = 64 * 1024;
/** A compiler that says more than this is stopped: an error flood. */
const COMPILER_OUTPUT_BYTES = 1024 * 1024;
const BUILD_BYTES = 512 * 1024 * 1024;
const BUILD_INODES = 20_000;
const COMPILER_PROCESSES = 128;

/** Not kept, though the compiler ended by itself: what it says may be the host's fault. A false alarm costs a compilation. */
const HOSTS_FAULT = /memory|resource temporarily|no space left|input\/output error|internal (compiler )?error|killed|signal|cannot fork/i;

/** `cache`: null where nothing is kept. */
export async function compile(sandbox: Sandbox, request: CompileRequest, cache: CompileCache | null): Promise<Compilation> {
  const { toolchain, sources, limits } = request;
  const build = toolchain.language.build({
    tools: toolchain.tools,
    sources: sources.map(asSource),
    entryPoint: request.entryPoint,
    prepared: toolchain.prepared,
    memoryKib: limits.compileMemoryKib,
  });
  if (typeof build === 'string') return failed(build, null);
  const renamed = sources.map(({ name, content }) => ({ name: build.rename?.[name] ?? name, content }));
  const job: Job = { toolchain, build, sources: renamed, limits };
  const command = build.compile;
  // A script may call whatever it likes, so what it builds with has no version.
  if (!cache || !command || toolchain.version === '') return (await make(sandbox, job, false)).made;
  const key = await compileKey({ toolchain, command, limits: compilerLimits(limits), entryPoint: request.entryPoint, sources: renamed });
  const got = await cache.get(key, () => make(sandbox, job, true));
  return 'made' in got ? got.made : takeKept(sandbox, job, got.kept);
}

interface Job extends Pick<CompileRequest, 'toolchain' | 'limits'> {
  build: Build;
  /** Under their names in the jail. */
  sources: readonly SourceFile[];
}

async function make(sandbox: Sandbox, job: Job, pack: boolean): Promise<{ made: Compilation; keep: KeptCompilation | null }> {
  const scratch = await sandbox.scratch({ bytes: BUILD_BYTES, inodes: BUILD_INODES });
  let stays = false;
  let packing: Packing | null = null;
  try {
    await writeSources(scratch, job.sources);
    const compiling = job.build.compile ? runCompiler(sandbox, scratch, job, job.build.compile) : nothingToDo();
    if (pack) packing = preparePacking(sandbox, scratch);
    const { ok, result, again } = await compiling;
    if (!ok) return { made: { ok, result }, keep: again && !HOSTS_FAULT.test(result.log) ? { result, files: [] } : null };
    const files = packing && (await packing.files());
    stays = true;
    return { made: { ok, result, program: programOf(scratch, job) }, keep: files && { result, files } };
  } finally {
    await packing?.discard();
    if (!stays) await scratch.remove();
  }
}

async function takeKept(sandbox: Sandbox, job: Job, kept: KeptCompilation): Promise<Compilation> {
  const result = { ...kept.result, cached: true };
  if (!result.ok) return { ok: false, result };
  const scratch = await sandbox.scratch({ bytes: BUILD_BYTES, inodes: BUILD_INODES });
  try {
    await unpack(scratch, kept.files);
  } catch (error) {
    await scratch.remove();
    throw error;
  }
  return { ok: true, result, program: programOf(scratch, job) };
}

function asSource(file: SourceFile): Source {
  return { name: file.name, text: () => file.content.toString('utf8') };
}

function programOf(scratch: Scratch, { build, toolchain }: Job): Program {
  return {
    run: build.run,
    mounts: [{ from: scratch.path, to: BUILD_DIRECTORY }, ...toolchain.mounts],
    memory: toolchain.language.memory,
    runtimeThreads: toolchain.language.runtimeThreads,
    release: () => scratch.remove(),
  };
}

async function writeSources(scratch: Scratch, sources: readonly SourceFile[]): Promise<void> {
  for (const { name, content } of sources) {
    const path = normalize(name);
    if (path.startsWith('/') || path === '..' || path.startsWith('../')) throw new Error(`A source file leads out of its folder: ${name}`);
    await makeFolders(scratch.path, dirname(path));
    await writeFile(join(scratch.path, path), content, { mode: 0o644 });
  }
}

/** Folders of sources are the compiler's to write into, as the build folder itself. */
async function makeFolders(root: string, path: string): Promise<void> {
  let folder = root;
  for (const part of path === '.' ? [] : path.split('/')) {
    folder = join(folder, part);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o777);
  }
}

/** `again`: the same is to be expected of every further attempt. */
interface Compiled {
  ok: boolean;
  result: CompileResult;
  again: boolean;
}

async function runCompiler(sandbox: Sandbox, scratch: Scratch, { toolchain, limits }: Job, command: Command): Promise<Compiled> {
  const output: Buffer[] = [];
  const run = await sandbox.prepare({
    ...command,
    directory: BUILD_DIRECTORY,
    mounts: [{ from: scratch.path, to: BUILD_DIRECTORY, writable: true }, ...toolchain.mounts],
    limits: compilerLimits(limits),
    input: { kind: 'empty' },
    output: { kind: 'consume', chunk: (bytes) => output.push(Buffer.from(bytes)) },
  });
  const report = await run.go();
  const log = `${Buffer.concat(output).toString('utf8')}${report.stderr.toString('utf8')}`.replaceAll(`${BUILD_DIRECTORY}/`, '').replaceAll('\u0000', '\uFFFD');
  const reason = whyNot(report, limits);
  if (reason === null) return { ok: true, result: { ...measured(report), ok: true, log: log.slice(0, LOG_BYTES) }, again: true };
  return { ...failed(`${log}${log && !log.endsWith('\n') ? '\n' : ''}${reason}`.slice(-LOG_BYTES), report), again: reason === '' };
}

function compilerLimits(limits: CompileRequest['limits']): RunLimits {
  return {
    cpuMs: limits.compileTimeMs,
    wallMs: 2 * limits.compileTimeMs + 1000,
    memoryKib: limits.compileMemoryKib,
    outputBytes: COMPILER_OUTPUT_BYTES,
    stderrBytes: LOG_BYTES,
    processes: COMPILER_PROCESSES,
    fileBytes: BUILD_BYTES,
  };
}

/** Why a compilation failed, beyond what the compiler said itself: empty where it has ended within its limits and said no. Null: it succeeded. */
function whyNot(report: RunReport, limits: CompileRequest['limits']): string | null {
  if (report.oomKills > 0) return `The compiler used more than ${Math.round(limits.compileMemoryKib / 1024)} MiB of memory.`;
  switch (report.stoppedFor) {
    case 'cpu-limit':
      return `The compiler took more than ${limits.compileTimeMs / 1000} s.`;
    case 'wall-limit':
      return `The compiler did not end within ${2 * (limits.compileTimeMs / 1000) + 1} s.`;
    case 'output-limit':
      return 'The compiler printed too much.';
    case 'discarded':
      return 'The compilation was given up.';
    case null:
      break;
  }
  if (report.exit?.kind === 'signaled') return `The compiler was ended by ${report.exit.signal}.`;
  if (report.exit?.kind === 'exited' && report.exit.code === 0) return null;
  return '';
}

function measured(report: RunReport | null): Pick<CompileResult, 'cpuMs' | 'wallMs'> {
  return { cpuMs: report?.cpuMs ?? 0, wallMs: report?.wallMs ?? 0 };
}

function nothingToDo(): Promise<Compiled> {
  return Promise.resolve({ ok: true, result: { ok: true, log: '', cpuMs: 0, wallMs: 0 }, again: true });
}

function failed(log: string, report: RunReport | null): { ok: false; result: CompileResult } {
  return { ok: false, result: { ...measured(report), ok: false, log } };
}
