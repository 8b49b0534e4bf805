/**
 * Makes a runnable program of sources, in a jail that sees nothing but them, the package's includes and the
 * toolchain: no tests, answers or validators.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { CompileResult } from '#contract/judging.js';
import type { Limits } from '#contract/package.js';
import type { RunReport } from '../core/run.js';
import type { Toolchain } from '../languages/discover.js';
import { BUILD_DIRECTORY, type Build, type Command, type MemoryPolicy, type Source } from '../languages/language.js';
import type { Mount, Sandbox, Scratch } from '../sandbox/sandbox.js';

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

export async function compile(sandbox: Sandbox, request: CompileRequest): Promise<Compilation> {
  const { toolchain, sources, limits } = request;
  const build = toolchain.language.build({
    tools: toolchain.tools,
    sources: sources.map(asSource),
    entryPoint: request.entryPoint,
    prepared: toolchain.prepared,
    memoryKib: limits.compileMemoryKib,
  });
  if (typeof build === 'string') return failed(build, null);
  const scratch = await sandbox.scratch({ bytes: BUILD_BYTES, inodes: BUILD_INODES });
  let keep = false;
  try {
    await writeSources(scratch, sources, build);
    const compiled = build.compile ? await runCompiler(sandbox, scratch, toolchain, build.compile, limits) : { ok: true, result: nothingToDo() };
    if (!compiled.ok) return { ok: false, result: compiled.result };
    keep = true;
    return { ok: true, result: compiled.result, program: programOf(scratch, build, toolchain) };
  } finally {
    if (!keep) await scratch.remove();
  }
}

function asSource(file: SourceFile): Source {
  return { name: file.name, text: () => file.content.toString('utf8') };
}

function programOf(scratch: Scratch, build: Build, toolchain: Toolchain): Program {
  return {
    run: build.run,
    mounts: [{ from: scratch.path, to: BUILD_DIRECTORY }, ...toolchain.mounts],
    memory: toolchain.language.memory,
    runtimeThreads: toolchain.language.runtimeThreads,
    release: () => scratch.remove(),
  };
}

async function writeSources(scratch: Scratch, sources: readonly SourceFile[], build: Build): Promise<void> {
  for (const { name, content } of sources) {
    const path = normalize(build.rename?.[name] ?? name);
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

async function runCompiler(sandbox: Sandbox, scratch: Scratch, toolchain: Toolchain, command: Command, limits: CompileRequest['limits']): Promise<{ ok: boolean; result: CompileResult }> {
  const output: Buffer[] = [];
  const run = await sandbox.prepare({
    ...command,
    directory: BUILD_DIRECTORY,
    mounts: [{ from: scratch.path, to: BUILD_DIRECTORY, writable: true }, ...toolchain.mounts],
    limits: {
      cpuMs: limits.compileTimeMs,
      wallMs: 2 * limits.compileTimeMs + 1000,
      memoryKib: limits.compileMemoryKib,
      outputBytes: COMPILER_OUTPUT_BYTES,
      stderrBytes: LOG_BYTES,
      processes: COMPILER_PROCESSES,
      fileBytes: BUILD_BYTES,
    },
    input: { kind: 'empty' },
    output: { kind: 'consume', chunk: (bytes) => output.push(Buffer.from(bytes)) },
  });
  const report = await run.go();
  const log = `${Buffer.concat(output).toString('utf8')}${report.stderr.toString('utf8')}`.replaceAll(`${BUILD_DIRECTORY}/`, '').replaceAll('\u0000', '\uFFFD');
  const reason = whyNot(report, limits);
  if (reason === null) return { ok: true, result: { ...measured(report), ok: true, log: log.slice(0, LOG_BYTES) } };
  return failed(`${log}${log && !log.endsWith('\n') ? '\n' : ''}${reason}`.slice(-LOG_BYTES), report);
}

/** Why a compilation failed, beyond what the compiler said itself; null: it succeeded. */
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

function nothingToDo(): CompileResult {
  return { ok: true, log: '', cpuMs: 0, wallMs: 0 };
}

function failed(log: string, report: RunReport | null): { ok: false; result: CompileResult } {
  return { ok: false, result: { ...measured(report), ok: false, log } };
}
