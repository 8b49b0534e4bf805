/**
 * A language is offered once its six proofs were judged as they must be on this host: compiled and run in the jails in which
 * submissions will be. That takes some seconds, so what was proved is kept: for a version of the toolchain, the commands by which
 * it is used, and the programs.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '#contract/verdict.js';
import { endOfNotExecutable, type RunReport } from '../core/run.js';
import { verdictOfRun } from '../core/verdict.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { compile, type Program } from '../steps/compile.js';
import { PROGRAM_LIMITS } from '../steps/run-test.js';
import type { Toolchain } from './discover.js';
import { LINES, PROOFS, PROOF_NAMES, numbersInput, readProofs, type Proof, type ProofName } from './proofs.js';

/** What one program came to. Times in ms, memory in KiB; `why` is empty where it was as it must be. */
export interface Proved {
  name: ProofName;
  verdict: Verdict | 'compile-error';
  cpuMs: number;
  peakMemoryKib: number;
  compileCpuMs: number;
  why: string;
}

/** To be raised when what is kept no longer proves what is asked. */
const FORMAT = 1;
const COMPILE = { compileTimeMs: 60_000, compileMemoryKib: 2 * 1024 * 1024 };
const SAID = 600;

/**
 * `folder`: where proofs are kept; any user can walk down to it. `again`: also where it is proved already.
 * @returns null: it is proved; else what did not go as it must
 */
export async function prove(sandbox: Sandbox, toolchain: Toolchain, folder: string, say: (line: string) => void, { again = false } = {}): Promise<string | null> {
  const path = await proofPath(toolchain, folder);
  if (again) await rm(path, { force: true });
  else if (await stat(path).catch(() => null)) return null;
  say(`Proving ${toolchain.language.name}, once for ${toolchain.version}`);
  const proved = await runProofs(sandbox, toolchain, folder);
  const failed = proved.filter(({ why }) => why !== '');
  if (failed.length > 0) return `${failed.length} of ${proved.length} proofs failed. ${failed[0]!.name}: ${failed[0]!.why}`;
  await writeWhole(path, JSON.stringify({ language: toolchain.language.id, version: toolchain.version, at: new Date().toISOString(), proved }, null, 2));
  return null;
}

/** Judges that watch the folder look at the language as if it had been proved just now: what it needs may have come since. */
export async function announceProof(toolchain: Toolchain, folder: string): Promise<void> {
  const now = new Date();
  await utimes(await proofPath(toolchain, folder), now, now);
}

/** What was kept of the proofs of this toolchain; null: they were not run, or one failed. */
export async function selectOptionalProofs(toolchain: Toolchain, folder: string): Promise<Proved[] | null> {
  const text = await readFile(await proofPath(toolchain, folder), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as { proved: Proved[] }).proved;
}

/** Runs all six, whatever comes of them. */
export async function runProofs(sandbox: Sandbox, toolchain: Toolchain, folder: string): Promise<Proved[]> {
  const sources = await readProofs(toolchain.language.id);
  const proved: Proved[] = [];
  for (const name of PROOF_NAMES) proved.push(await runProof(sandbox, toolchain, folder, name, sources[name]));
  return proved;
}

async function runProof(sandbox: Sandbox, toolchain: Toolchain, folder: string, name: ProofName, source: string): Promise<Proved> {
  const { language } = toolchain;
  const compilation = await compile(sandbox, { toolchain, sources: [{ name: `main${language.extensions[0]}`, content: Buffer.from(source) }], limits: COMPILE }, null);
  const compileCpuMs = compilation.result.cpuMs;
  if (!compilation.ok) return { name, verdict: 'compile-error', cpuMs: 0, peakMemoryKib: 0, compileCpuMs, why: `it does not compile: ${compilation.result.log.slice(0, SAID)}` };
  try {
    const proof = PROOFS[name];
    const { report, output } = await run(sandbox, compilation.program, proof, folder);
    const own = verdictOfRun(report, { ...proof, wallMs: wallMs(proof) }, language.memory);
    const verdict = own ?? (output === (proof.output ?? output) ? 'accepted' : 'wrong-answer');
    const { cpuMs, peakMemoryKib } = report;
    return { name, verdict, cpuMs, peakMemoryKib, compileCpuMs, why: verdict === proof.verdict ? '' : whyNot(proof, verdict, report, output) };
  } finally {
    await compilation.program.release();
  }
}

async function run(sandbox: Sandbox, program: Program, proof: Proof, folder: string): Promise<{ report: RunReport; output: string }> {
  const chunks: Buffer[] = [];
  const command = program.run({ memoryKib: proof.memoryKib });
  const ready = await sandbox.prepare({
    command: command.command,
    environment: command.environment ?? {},
    mounts: program.mounts,
    limits: {
      ...PROGRAM_LIMITS, cpuMs: proof.timeMs, wallMs: wallMs(proof), memoryKib: proof.memoryKib + program.memory.overheadKib, outputBytes: 1024 * 1024,
      processes: PROGRAM_LIMITS.processes + program.runtimeThreads,
    },
    input: proof.input === 'none' ? { kind: 'empty' } : { kind: 'file', path: await inputFile(proof.input, folder) },
    output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) },
  });
  const report = await ready.go().catch(endOfNotExecutable);
  return { report, output: Buffer.concat(chunks).toString('utf8') };
}

/** Much longer than the time limit: a host that is busy is no fault of the language. */
const wallMs = ({ timeMs }: Proof): number => 6 * timeMs + 10_000;

function whyNot(proof: Proof, verdict: Verdict, report: RunReport, output: string): string {
  const facts = `${verdict} in place of ${proof.verdict}: ${report.exit ? JSON.stringify(report.exit) : `stopped for ${report.stoppedFor}`}, ${Math.round(report.cpuMs)} ms, ${report.peakMemoryKib} KiB`;
  const said = report.stderr.toString('utf8').trim().slice(0, SAID);
  return [facts, ...(said ? [`it said: ${said}`] : []), ...(verdict === 'wrong-answer' ? [`it printed: ${JSON.stringify(output.slice(0, SAID))}`] : [])].join('; ');
}

async function proofPath({ language, version, tools, mounts }: Toolchain, folder: string): Promise<string> {
  const built = language.build({ tools, sources: [{ name: `main${language.extensions[0]}`, text: () => '' }], entryPoint: undefined, prepared: true, memoryKib: 0 });
  const commands = typeof built === 'string' ? built : [built.compile, built.run({ memoryKib: 1024 })];
  const programs = await readProofs(language.id);
  const key = createHash('sha256').update(JSON.stringify([FORMAT, version, tools, mounts, commands, language.memory.overheadKib, language.memory.heapIsLimited, language.memory.death.source, language.runtimeThreads, programs, PROOFS]));
  return join(folder, `${language.id}-${key.digest('hex').slice(0, 16)}.json`);
}

async function inputFile(kind: 'lines' | 'numbers', folder: string): Promise<string> {
  const text = kind === 'lines' ? LINES : numbersInput();
  const path = join(folder, `${kind}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.in`);
  if (!(await stat(path).catch(() => null))) await writeWhole(path, text);
  return path;
}

/** Judges that share the folder write the same; a reader sees all of it or nothing. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o755 });
  const fresh = `${path}.new-${process.pid}`;
  await writeFile(fresh, text, { mode: 0o644 });
  await rename(fresh, path);
}
