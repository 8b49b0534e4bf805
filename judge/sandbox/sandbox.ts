/**
 * The door to the jail, as the rest of the judge sees it. A `Sandbox` belongs to one slot (one core, one uid);
 * `prepare` sets a one-use jail up and returns when the program stands at its `execve`; `go` lets it run.
 */
import type { RunLimits, RunReport } from '../core/run.js';

/** A folder or file of the host shown in the jail, read-only unless said otherwise. */
export interface Mount {
  from: string;
  to: string;
  /** Only for folders that the host never opens by path afterwards, other than through `collect`. */
  writable?: boolean;
}

/**
 * Where the program's standard input comes from. A file is opened by us; a program can open it again (/dev/stdin) only where
 * others may read it, and sees its path. Descriptors that are handed on stay the caller's, to close once `prepare` has
 * resolved.
 */
export type RunInput = { kind: 'empty' } | { kind: 'file'; path: string } | { kind: 'pipe'; fd: number };

/** Where its standard output goes: to us in chunks, or into a pipe that another jail reads. */
export type RunOutput = { kind: 'consume'; chunk: (bytes: Buffer) => void } | { kind: 'pipe'; fd: number };

/** Where a program runs unless its spec says otherwise. */
export const WORK_DIRECTORY = '/work';

export interface RunSpec {
  /** argv[0] is an absolute path inside the jail. */
  command: readonly string[];
  /** Variables besides the fixed short list (PATH, HOME, LANG, TMPDIR). */
  environment?: Readonly<Record<string, string>>;
  /** Working directory inside the jail. Default /work, a fresh empty tmpfs. */
  directory?: string;
  mounts: readonly Mount[];
  limits: RunLimits;
  input: RunInput;
  output: RunOutput;
  /** Extra descriptors for the program, from 3 upwards (interactors, feedback); normally none. */
  descriptors?: readonly number[];
}

export interface ReadyRun {
  /** Starts the wall clock and the program; resolves when it has ended, was read and its jail is gone. Rejects with SandboxFailure. */
  go(): Promise<RunReport>;
  /** Throws a jail away that is not needed. Safe to call at any time, also during a run. */
  discard(): Promise<void>;
}

/**
 * A folder that outlives one jail (a build, a validator's feedback): a tmpfs of its own with limits on bytes and
 * inodes, nosuid and nodev. The host fills it before the first jail sees it and may keep descriptors that it opened
 * then; once a jail could write there, the host opens nothing in it by path. It is only mounted into further jails.
 */
export interface Scratch {
  /** Path on the host, for `Mount.from` and for filling it beforehand. */
  readonly path: string;
  remove(): Promise<void>;
}

/** A pipe between two jails. */
export interface Pipe {
  /** Both block. The caller closes each when the jail that gets it is prepared, or else no end of file is ever seen. */
  readonly reader: number;
  readonly writer: number;
  /** When both runs are over: the pipe may be used for others. */
  giveBack(): void;
}

export interface Sandbox {
  /** Rejects with SandboxFailure; nothing is left behind then. */
  prepare(spec: RunSpec): Promise<ReadyRun>;
  pipe(): Promise<Pipe>;
  scratch(limits: { bytes: number; inodes: number }): Promise<Scratch>;
  /** Lets later jails see the settings (in /etc) of what was installed on the host since the sandbox was made. */
  refresh(): Promise<void>;
  /** Kills whatever is left of this slot and gives its resources back. */
  close(): Promise<void>;
}
