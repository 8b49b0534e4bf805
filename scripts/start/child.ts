/**
 * A process of the instance: started, started again when it dies, ended on request.
 *
 * Its output goes straight to its log file, not through us: it must be able to write its last words after we
 * are gone. setpriv(1) gives it the parent-death signal SIGTERM, so it ends in order even if we are killed
 * by SIGKILL.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** Who has run for so long is taken for healthy: the next restart is quick again. */
const HEALTHY_MS = 60_000;

export interface ChildSpec {
  name: string;
  command: readonly string[];
  /** Undefined: stays the user we are. */
  user: { uid: number; gid: number } | undefined;
  environment: NodeJS.ProcessEnv;
  folder: string;
  logFile: string;
  onStart: (pid: number) => void;
  /** It ended without being asked to. `deaths` counts those in a row without a healthy run between. */
  onDeath: (how: string, deaths: number, restartInMs: number) => void;
}

export interface Child {
  /** SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone. */
  stop: (graceMs: number) => Promise<void>;
}

export function supervise(spec: ChildSpec): Child {
  let stopping = false;
  let deaths = 0;
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let gone: Promise<void> = Promise.resolve();

  const start = (): void => {
    const startedAt = Date.now();
    child = launch(spec);
    if (child.pid !== undefined) spec.onStart(child.pid);
    gone = ended(child).then((how) => {
      if (stopping) return;
      deaths = Date.now() - startedAt > HEALTHY_MS ? 1 : deaths + 1;
      const wait = Math.min(FIRST_BACKOFF_MS * 2 ** (deaths - 1), LONGEST_BACKOFF_MS);
      restart = setTimeout(start, wait);
      spec.onDeath(how, deaths, wait);
    });
  };
  start();

  return {
    async stop(graceMs) {
      stopping = true;
      clearTimeout(restart);
      child?.kill('SIGTERM');
      const inTime = await Promise.race([gone.then(() => true), sleep(graceMs, false, { ref: false })]);
      if (inTime) return;
      child?.kill('SIGKILL');
      await gone;
    },
  };
}

function launch({ command, user, environment, folder, logFile }: ChildSpec): ChildProcess {
  const drop = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--no-new-privs', '--inh-caps', '-all', '--bounding-set', '-all'] : [];
  const log = openSync(logFile, 'a', 0o640);
  try {
    // Its own process group: Ctrl-C in a terminal reaches only us, and we end the children in order.
    return spawn('setpriv', ['--pdeathsig', 'TERM', ...drop, '--', ...command], { cwd: folder, env: environment, stdio: ['ignore', log, log], detached: true });
  } finally {
    closeSync(log);
  }
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
