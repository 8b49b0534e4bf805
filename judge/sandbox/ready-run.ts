/**
 * One run, from its preparation to its report.
 *
 *     preparing ──► ready ──► running ──► over
 *         └───────────┴───────────┴─────► over      (discard, or a failure of ours)
 *
 * Whatever a run takes (descriptors, pipes, a cgroup, a process) is written into its Cleanup at once, and given back when it is
 * over. A run is over when its launcher, process 1 of the jail, has ended: then the kernel has ended every process of the jail, its
 * outputs have no writer left, and its cgroup can be read for the last time and removed.
 */
import { closeSync, openSync } from 'node:fs';
import { channel } from 'node:diagnostics_channel';
import { NotExecutable, SandboxFailure, type RunReport, type StopCause } from '../core/run.js';
import type { CgroupUsage, RunCgroup } from './cgroup.js';
import { Cleanup } from './cleanup.js';
import { errorName, exitOf } from './exit-status.js';
import type { JailProcess } from './jail-process.js';
import { SETUP_MS } from './lanes.js';
import type { LauncherLine } from './launcher-line.js';
import { keepOutput, readOutput, type OutputReader } from './output.js';
import type { ReadyRun, RunSpec } from './sandbox.js';
import { takePipe, type TakenPipe } from './taken-pipe.js';
import { LATE, watchTime, within } from './timeouts.js';
import { inView, shapeOf, type Workplace } from './workplace.js';

/** A launcher is given this long to leave when its program has ended. */
const LEAVE_MS = 3_000;

/** Tells whoever measures us when the launcher's report has come in, which is before the jail has gone. */
export const reported = channel('arbiter:sandbox:reported');

/** What no other run of the slot has: a number, and the name of its cgroup. */
interface RunIdentity {
  number: number;
  name: string;
}

/** Sets a jail up. */
export async function prepareRun(spec: RunSpec, identity: RunIdentity, place: Workplace, over: (run: ReadyRun) => void): Promise<ReadyRun> {
  const cleanup = new Cleanup();
  let run: Run | null = null;
  cleanup.add(() => {
    if (run) over(run);
  });
  const handedOver: number[] = []; // closed here as soon as the launcher has them
  try {
    try {
      run = await start(spec, identity, place, cleanup, handedOver);
      await run.untilReady();
      return run;
    } finally {
      handedOver.forEach((fd) => closeSync(fd));
    }
  } catch (error) {
    await cleanup.run().catch(() => {}); // the first failure is the one to tell
    throw asFailure(error);
  }
}

async function start(spec: RunSpec, { number, name }: RunIdentity, place: Workplace, cleanup: Cleanup, handedOver: number[]): Promise<Run> {
  const handOver = (fd: number) => (handedOver.push(fd), fd);
  const group = place.cgroups.create(name, { memoryKib: spec.limits.memoryKib, processes: spec.limits.processes });
  cleanup.add(() => group.remove());
  const joins = group.openForJoining().map(handOver);
  const input = spec.input.kind === 'pipe' ? spec.input.fd : handOver(openSync(spec.input.kind === 'file' ? inView(spec.input.path, place.view) : '/dev/null', 'r'));
  const errors = await takePipe(place.fifos, cleanup, handOver);
  const output = spec.output.kind === 'pipe' ? null : await takePipe(place.fifos, cleanup, handOver);
  const outputFd = spec.output.kind === 'pipe' ? spec.output.fd : (output?.writer ?? -1);

  const jail = await place.lanes.take(shapeOf(spec, place, joins.length), number);
  const run = new Run(spec, place, cleanup, group, jail, output, errors);
  run.order([input, outputFd, errors.writer, ...joins, ...(spec.descriptors ?? [])]);
  return run;
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

  order(descriptors: readonly number[]): void {
    try {
      this.jail.order(descriptors, this.spec.command);
    } catch (error) {
      this.jail.kill();
      throw error;
    }
  }

  async untilReady(): Promise<void> {
    const line = await within(this.jail.next(), SETUP_MS);
    if (line === LATE) {
      await this.force();
      throw new SandboxFailure(`the launcher was not ready after ${SETUP_MS} ms`);
    }
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
        { cpuLimitMs: limits.cpuMs, wallLimitMs: limits.wallMs, cores: this.place.cores, cpuMs: () => this.attempt(() => this.group.cpuMs()) ?? Infinity, waitedMs: () => this.group.waitedMs(), ranMs: () => this.ranMs() },
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

  /** By the launcher's clock. One that stands still may have done so before it let the program go: such a run tells nothing, and is our failure. */
  private async ranMs(): Promise<number> {
    const ran = await this.jail.ask();
    if (ran !== LATE) return ran;
    if (!this.launcherLeaves && !this.over && this.stoppedFor === null) this.fail(new SandboxFailure('the launcher, or the spawner before it, stands still'));
    return Infinity;
  }

  /** Ends the program before it ends by itself. The first cause counts. */
  private stop(cause: StopCause): void {
    if (this.over) return;
    this.stoppedFor ??= cause;
    this.attempt(() => this.group.kill());
    this.untilMeasured().catch(() => {}); // it also sees to it that the launcher is heard or gone; go() and finish() tell of a failure
  }

  /** For what happens outside of go(): an error there is kept, and makes the run our failure. */
  private attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  private fail(error: unknown): void {
    this.fault ??= asFailure(error);
    this.jail.kill();
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
    if ((await within(all, LEAVE_MS)) === LATE) await this.force();
    const forced = await within(all, LEAVE_MS);
    this.output?.destroy();
    this.errors.destroy();
    const certain = forced !== LATE && forced[0].certain;
    if (!certain) this.pipes.forEach((pipe) => pipe.keep());
    if (forced === LATE) throw new SandboxFailure('the outputs of a jail that has ended are still open');
    const { reason } = forced[0];
    if (!certain || (reason !== null && this.stoppedFor === null)) this.fault ??= new SandboxFailure(reason ?? 'the jail has gone');
  }

  /** Kills the jail; where that does not help, all jails of the slot. */
  private async force(): Promise<void> {
    this.jail.kill();
    this.group.kill();
    if ((await within(this.jail.gone, LEAVE_MS)) !== LATE) return;
    this.jail.abandon();
    if ((await within(this.jail.gone, LEAVE_MS)) === LATE) throw new SandboxFailure('the spawner cannot be killed');
  }

  /** Why there is no run: in the launcher's words, or nsjail's. */
  private async failure(line: LauncherLine | null): Promise<SandboxFailure> {
    if (line?.kind === 'failed') {
      const reason = errorName(line.errno);
      if (line.stage === 'execve') return new NotExecutable(`cannot execute ${this.spec.command[0]}: ${reason}`);
      return new SandboxFailure(`the launcher failed at ${line.stage}: ${reason}`);
    }
    const { reason } = await this.jail.gone; // nothing more is said: it has gone
    return new SandboxFailure(reason ?? 'the launcher left without a report');
  }
}

function asFailure(error: unknown): SandboxFailure {
  return error instanceof SandboxFailure ? error : new SandboxFailure(error instanceof Error ? error.message : String(error), { cause: error });
}
