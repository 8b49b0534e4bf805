/**
 * What happened in one run of a program in its jail: facts only. What they mean is decided in verdict.ts.
 */

export interface RunLimits {
  /** CPU time, user and system, of all processes of the run together. */
  cpuMs: number;
  wallMs: number;
  memoryKib: number;
  /** Bytes on standard output before the run is stopped. */
  outputBytes: number;
  /** Bytes of standard error that are kept; what is beyond is drained and dropped. */
  stderrBytes: number;
  /** Processes and threads at once. */
  processes: number;
  /** Largest file that the run may write, and size of its writable file systems. */
  fileBytes: number;
}

/** Why the judge stopped a run before it ended by itself; `output-limit` also where what exceeds it was read after the end. */
export type StopCause = 'cpu-limit' | 'wall-limit' | 'output-limit' | 'discarded';

export interface RunReport {
  /** How the program's first process ended. Null: it was stopped by the judge before it ended. */
  exit: { kind: 'exited'; code: number } | { kind: 'signaled'; signal: string } | null;
  stoppedFor: StopCause | null;
  cpuMs: number;
  wallMs: number;
  peakMemoryKib: number;
  /** Times that the kernel's OOM killer acted in the run's cgroup. */
  oomKills: number;
  /** Bytes read from standard output, the one over the limit included. */
  outputBytes: number;
  /** What is kept of standard error. */
  stderr: Buffer;
}

/** Our fault: no jail, no measurement, a host that broke. Never a contestant's verdict. */
export class SandboxFailure extends Error {
  override readonly name: string = 'SandboxFailure';
}

/** The kernel refused to execute the program: it is no program, or its interpreter is missing. Its author's fault where it was compiled from a source. */
export class NotExecutable extends SandboxFailure {
  override readonly name = 'NotExecutable';
}

/** What a shell's exit code is where a command cannot be executed. */
const CANNOT_EXECUTE = 126;

/** To catch the failure of a run with: a program that cannot be executed ends as in a shell; anything else is thrown again. */
export function endOfNotExecutable(error: unknown): RunReport {
  if (!(error instanceof NotExecutable)) throw error;
  return { exit: { kind: 'exited', code: CANNOT_EXECUTE }, stoppedFor: null, cpuMs: 0, wallMs: 0, peakMemoryKib: 0, oomKills: 0, outputBytes: 0, stderr: Buffer.from(`${error.message}\n`) };
}
