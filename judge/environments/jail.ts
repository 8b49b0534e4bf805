/** One run of a tool in a throw-away jail. */
import type { RunLimits, RunReport } from '../core/run.js';
import type { RunSpec, Sandbox } from '../sandbox/sandbox.js';

export interface JailedTool extends Pick<RunSpec, 'command' | 'environment' | 'mounts'> {
  limits: RunLimits;
}

export interface ToolAnswer {
  /** It ended by itself with code 0. */
  ok: boolean;
  /** It ended by itself with this code; null: it did not. */
  code: number | null;
  output: string;
  said: string;
  /** Why it did not end by itself; else null. */
  stopped: string | null;
}

/** What a tool may have that reads indexes and writes a lock. */
export const RESOLVE_LIMITS: RunLimits = {
  cpuMs: 90_000, wallMs: 180_000, memoryKib: 1536 * 1024, outputBytes: 8 * 1024 * 1024, stderrBytes: 256 * 1024, processes: 64, fileBytes: 512 * 1024 * 1024,
};

/** @throws SandboxFailure; the jail is gone in every case. */
export async function runTool(sandbox: Sandbox, tool: JailedTool, signal: AbortSignal): Promise<ToolAnswer> {
  signal.throwIfAborted();
  const chunks: Buffer[] = [];
  const ready = await sandbox.prepare({ ...tool, input: { kind: 'empty' }, output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) } });
  const report = await untilOver(ready, signal);
  return toolAnswer(report, Buffer.concat(chunks).toString('utf8'));
}

/** Lets it run, and throws it away where it is no longer wanted. */
export async function untilOver(ready: { go: () => Promise<RunReport>; discard: () => Promise<void> }, signal: AbortSignal): Promise<RunReport> {
  const giveUp = () => void ready.discard().catch(() => undefined);
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const report = await ready.go().finally(() => signal.removeEventListener('abort', giveUp));
  signal.throwIfAborted();
  return report;
}

export function toolAnswer(report: RunReport, output: string): ToolAnswer {
  const code = report.exit?.kind === 'exited' && report.stoppedFor === null ? report.exit.code : null;
  return { ok: code === 0, code, output, said: report.stderr.toString('utf8'), stopped: whyStopped(report) };
}

function whyStopped({ stoppedFor, oomKills, exit }: RunReport): string | null {
  if (oomKills > 0) return 'it needed too much memory';
  if (stoppedFor === 'cpu-limit' || stoppedFor === 'wall-limit') return 'it took too long';
  if (stoppedFor !== null) return 'it printed too much';
  return exit?.kind === 'signaled' ? `it was ended by ${exit.signal}` : null;
}
