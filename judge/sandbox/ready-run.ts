/**
 * One run, from its preparation to its report.
 *
 *     preparing ──► ready ──► running ──► over
 *         └───────────┴───────────┴─────► over      (discard, or a failure of ours)
 *
 * Whatever a run takes (descriptors, pipes, a cgroup, a process) is written into its Cleanup at once, and given back when it is
 * over. A run is over when nsjail was reaped: then the kernel has ended every process of the jail, its outputs have no
 * writer left, and its cgroup can be read for the last time and removed.
 */
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { channel } from 'node:diagnostics_channel';
import { NotExecutable, SandboxFailure, type RunReport, type StopCause } from '../core/run.js';
import type { Cgroups, CgroupUsage, RunCgroup } from './cgroup.js';
import { Cleanup } from './cleanup.js';
import { errorName, exitOf } from './exit-status.js';
import type { FifoPool } from './fifo.js';
import { startJail, type JailProcess, type LauncherLine } from './jail-process.js';
import type { JailRoot } from './jail-root.js';
import { jailConfig, nsjailArguments } from './nsjail-arguments.js';
import { readLog } from './nsjail-log.js';
import { keepOutput, readOutput, type OutputReader } from './output.js';
import type { ReadyRun, RunSpec } from './sandbox.js';
import { takePipe, type TakenPipe } from './taken-pipe.js';
import { LATE, watchTime, within } from './timeouts.js';

/** What all runs of a slot share. */
export interface Workplace {
  nsjailPath: string;
  policyPath: string;
  /** Folder for the files of a run in preparation; nothing in it is seen in a jail. */
  folder: string;
  uid: number;
  core: number | null;
  cores: number;
  cgroups: Cgroups;
  root: JailRoot;
  fifos: FifoPool;
  /** The instance's folder, and where it is seen so that reading leaves no trace: else a run could tell that another read the same input. */
  view: { of: string; at: string };
}

/** nsjail is given this long to set a jail up, and to leave when its program has ended. */
const SETUP_MS = 20_000;
const LEAVE_MS = 3_000;

/** Tells whoever measures us when the launcher's report has come in, which is before the jail has gone. */
export const reported = channel('arbiter:sandbox:reported');

/** Sets a jail up. `name` is that of the run's cgroup and files, and no other run's. */
export async function prepareRun(spec: RunSpec, name: string, place: Workplace, over: (run: ReadyRun) => void): Promise<ReadyRun> {
  const cleanup = new Cleanup();
  let run: Run | null = null;
  cleanup.add(() => {
    if (run) over(run);
  });
  try {
    run = await start(spec, name, place, cleanup);
    await run.untilReady();
    return run;
  } catch (error) {
    await cleanup.run().catch(() => {}); // the first failure is the one to tell
    throw asFailure(error);
  }
}

async function start(spec: RunSpec, name: string, place: Workplace, cleanup: Cleanup): Promise<Run> {
  const files = { config: `${place.folder}/${name}.cfg`, log: `${place.folder}/${name}.log` };
  const handedOver: number[] = []; // closed here as soon as nsjail has them
  const handOver = (fd: number) => (handedOver.push(fd), fd);
  try {
    place.root.addMountPoints(spec.mounts);
    const group = place.cgroups.create(name, { memoryKib: spec.limits.memoryKib, processes: spec.limits.processes });
    cleanup.add(() => group.remove());
    writeFileSync(files.config, jailConfig(spec, place.root.path));
    cleanup.add(() => unlinkSync(files.config));

    const input = spec.input.kind === 'pipe' ? spec.input.fd : handOver(openSync(spec.input.kind === 'file' ? inView(spec.input.path, place.view) : '/dev/null', 'r'));
    const log = handOver(openSync(files.log, 'w'));
    cleanup.add(() => unlinkSync(files.log));
    const errors = await takePipe(place.fifos, cleanup, handOver);
    const output = spec.output.kind === 'pipe' ? null : await takePipe(place.fifos, cleanup, handOver);
    const joins = group.openForJoining().map(handOver);

    const argv = nsjailArguments(spec, { ...place, configPath: files.config, cgroups: joins.length });
    const outputFd = spec.output.kind === 'pipe' ? spec.output.fd : (output?.writer ?? -1);
    const jail = startJail(place.nsjailPath, argv, [input, outputFd, log, ...(spec.descriptors ?? [])], [errors.writer, ...joins]);
    return new Run(spec, place, cleanup, group, jail, files.log, output, errors);
  } finally {
    handedOver.forEach((fd) => closeSync(fd));
  }
}

function inView(path: string, view: Workplace['view']): string {
  return path.startsWith(`${view.of}/`) ? `${view.at}${path.slice(view.of.length)}` : path;
}

class Run implements ReadyRun {
  private stoppedFor: StopCause | null = null;
  private readonly pipes: readonly TakenPipe[];
  private readonly output: OutputReader | null;
  private readonly errors: ReturnType<typeof keepOutput>;
  private over: Promise<void> | null = null;
  private measured: Promise<CgroupUsage | undefined> | null = null;
  private started = false;
  private launcherLeaves = false;
  private fault: SandboxFailure | null = null;

  constructor(
    private readonly spec: RunSpec,
    private readonly place: Workplace,
    private readonly cleanup: Cleanup,
    private readonly group: RunCgroup,
    private readonly jail: JailProcess,
    private readonly logPath: string,
    outputPipe: TakenPipe | null,
    errorPipe: TakenPipe,
  ) {
    this.pipes = outputPipe ? [outputPipe, errorPipe] : [errorPipe];
    const consume = spec.output.kind === 'consume' ? spec.output.chunk : () => {};
    const chunk = (bytes: Buffer) => this.attempt(() => consume(bytes));
    this.output = outputPipe === null ? null : readOutput(outputPipe.reader(), spec.limits.outputBytes, chunk, () => this.stop('output-limit'));
    this.errors = keepOutput(errorPipe.reader(), spec.limits.stderrBytes);
    cleanup.add(() => this.untilMeasured().then(() => {}));
  }

  async untilReady(): Promise<void> {
    const line = await within(this.jail.next(), SETUP_MS);
    if (line === LATE) throw new SandboxFailure(`the jail was not ready after ${SETUP_MS} ms`);
    if (line?.kind !== 'ready') throw await this.failure(line);
  }

  async go(): Promise<RunReport> {
    if (this.started || this.over) throw new SandboxFailure('this jail was used already');
    this.started = true;
    const startedAt = performance.now();
    let stopWatch = () => {};
    try {
      this.jail.go();
      const { limits } = this.spec;
      stopWatch = watchTime(
        { cpuLimitMs: limits.cpuMs, wallLimitMs: limits.wallMs, cores: this.place.cores, cpuMs: () => this.attempt(() => this.group.cpuMs()) ?? Infinity },
        (cause) => this.stop(cause),
      );
      const line = await this.jail.next();
      stopWatch();
      // Where we stopped it, what the launcher says of the end may be our own SIGKILL.
      const end = line?.kind === 'ended' && this.stoppedFor === null ? line : null;
      const wallMs = end?.wallMs ?? performance.now() - startedAt;
      if (reported.hasSubscribers) reported.publish(line);
      if (line?.kind !== 'ended' && this.stoppedFor === null) throw this.fault ?? (await this.failure(line));
      this.launcherLeaves = line?.kind === 'ended';
      const usage = await this.untilMeasured();
      if (this.fault || !usage) throw this.fault ?? new SandboxFailure('the run was not measured');
      return {
        exit: end && exitOf(end.status),
        stoppedFor: this.stoppedFor,
        ...usage,
        wallMs,
        outputBytes: this.output?.bytes() ?? 0,
        stderr: this.errors.kept(),
      };
    } catch (error) {
      throw asFailure(error);
    } finally {
      stopWatch();
      await this.finish();
    }
  }

  async discard(): Promise<void> {
    this.stop('discarded');
    await this.finish();
  }

  /** Ends the program before it ends by itself. The first cause counts. */
  private stop(cause: StopCause): void {
    if (this.over) return;
    this.stoppedFor ??= cause;
    this.attempt(() => this.group.kill());
    this.jail.end();
  }

  /** For what happens outside of go(): an error there is kept, and makes the run our failure. */
  private attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.fault ??= asFailure(error);
      this.jail.kill();
      return undefined;
    }
  }

  /** Gives everything back, once; whoever asks waits for the same. */
  private finish(): Promise<void> {
    this.over ??= this.cleanup.run().catch((error: unknown) => {
      throw asFailure(error);
    });
    return this.over;
  }

  /** The last reading of the cgroup, when nothing is left in it; whoever asks waits for the same. */
  private untilMeasured(): Promise<CgroupUsage | undefined> {
    this.measured ??= this.untilGone().then(() => this.attempt(() => this.group.usage()));
    return this.measured;
  }

  /** Waits until no process of the jail is left and its outputs were read to the end; asks, then forces. */
  private async untilGone(): Promise<void> {
    if (!this.launcherLeaves) this.jail.end();
    const all = Promise.all([this.jail.gone, this.output?.ended, this.errors.ended]);
    if ((await within(all, LEAVE_MS)) !== LATE) return;
    this.jail.kill();
    this.group.kill();
    const forced = await within(all, LEAVE_MS);
    this.output?.destroy();
    this.errors.destroy();
    if (forced !== LATE) return;
    this.pipes.forEach((pipe) => pipe.keep());
    throw new SandboxFailure(`nsjail (pid ${this.jail.pid}) cannot be killed`);
  }

  /** Why there is no run: in the launcher's words, or nsjail's. */
  private async failure(line: LauncherLine | null): Promise<SandboxFailure> {
    if (line?.kind === 'failed') {
      const reason = errorName(line.errno);
      if (line.stage === 'execve') return new NotExecutable(`cannot execute ${this.spec.command[0]}: ${reason}`);
      return new SandboxFailure(`the launcher failed at ${line.stage}: ${reason}`);
    }
    const how = await within(this.jail.gone, LEAVE_MS);
    const cause = how === LATE ? 'it hangs' : (how.error?.message ?? (how.signal ? `killed by ${how.signal}` : `exit code ${how.code}`));
    return new SandboxFailure(`nsjail ended without a report (${cause}): ${readLog(this.logPath)}`);
  }
}

function asFailure(error: unknown): SandboxFailure {
  return error instanceof SandboxFailure ? error : new SandboxFailure(error instanceof Error ? error.message : String(error), { cause: error });
}
