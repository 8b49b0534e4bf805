/** The order in which an instance comes up. Every step that must be undone leaves its cleanup, last made first undone. */
import { mkdirSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { build } from '../build/build.js';
import { publicNode } from '../setup/copies.js';
import { prepareMachine } from '../setup/prepare.js';
import { takeLock, type Lock } from '../support/lock.js';
import { Refusal, step, warn } from '../support/progress.js';
import { ROOT } from '../support/root.js';
import { supervise, type Child, type ChildSpec } from './child.js';
import type { Instance } from './instance.js';
import { Leftovers } from './leftovers.js';
import { lastLines, rotate, tailLog } from './log-tail.js';
import { assertPortFree, localUrl } from './network.js';
import { readableProgram } from './program.js';
import { seedInstance, seedProblemsWithPackages } from './seed.js';
import { serverUser } from './user.js';

const CHILD_GRACE_MS = 6_000;
/** A first judge compiles Go's standard library, 40 s of CPU, before it is seen. */
const READY_WITHIN_MS = 300_000;
/** So many deaths before it was ever ready are no accident. */
const HOPELESS_DEATHS = 4;
const STOPPING_WAIT_MS = 15_000;
/** A parent npm that was killed is noticed within half a second. */
const NOTICE_WAIT_MS = 1_500;

type Cleanups = (() => Promise<void>)[];

/** Resolves never: an instance runs until it is stopped. @throws Refusal */
export async function startInstance(instance: Instance, environment: NodeJS.ProcessEnv, cleanups: Cleanups): Promise<never> {
  const started = performance.now();
  const lock = await lockInstance(instance);
  cleanups.push(() => lock.release());
  const leftovers = new Leftovers(instance.data);
  const left = await leftovers.end();
  if (left > 0) console.log(`✓ ended ${left} processes that an earlier start left behind`);
  await assertPortFree(instance.host, instance.port);
  const { nsjail } = await prepareMachine();
  await build();
  const user = await serverUser();
  const program = await readableProgram(instance, user);
  const { url, judgeUrl } = await openDatabase(instance, environment, cleanups);
  await step('database schema', () => migrate(url));
  const admin = await seedInstance(url, environment);

  const uploads = join(instance.state, 'server');
  mkdirSync(uploads, { recursive: true, mode: 0o755 });
  chownSync(uploads, user.uid, user.gid);
  const inherited = { ...forChildren(environment), NODE_ENV: 'production', PORT: String(instance.port), HOST: instance.host };
  const common = { onStart: (pid: number) => leftovers.add(pid) };
  cleanups.push(async () => leftovers.clear());
  const watch = startChildren(instance, cleanups, [
    {
      ...common,
      name: 'server',
      command: [publicNode(), '--enable-source-maps', join(program, 'dist/server/main.js')],
      user,
      folder: program,
      environment: { ...inherited, HOME: uploads, DATABASE_URL: url, ARBITER_DATA: uploads, ARBITER_WEB: join(program, 'dist/web') },
    },
    {
      ...common,
      name: 'judge',
      command: [process.execPath, '--enable-source-maps', join(ROOT, 'dist/judge/main.js')],
      user: undefined,
      folder: ROOT,
      environment: { ...inherited, DATABASE_URL: judgeUrl, ARBITER_DATA: instance.data, ARBITER_STATE_DIR: instance.state, ARBITER_NSJAIL: nsjail },
    },
  ]);
  cleanups.push(async () => lock.setState('stopping'));

  const address = localUrl(instance.host, instance.port);
  await step('server and judge', () => Promise.race([untilReady(address), watch.hopeless]));
  watch.ready();
  console.log(`\n  Arbiter is ready after ${((performance.now() - started) / 1000).toFixed(1)} s: ${environment['ARBITER_PUBLIC_URL'] || address}`);
  for (const line of admin) console.log(`  ${line}`);
  console.log(`  Logs are in ${instance.logs}. Ctrl-C stops everything.\n`);
  void seedProblemsWithPackages(url, environment);
  return await new Promise<never>(() => undefined);
}

/** Without the first password and npm's own variables. */
function forChildren(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'ARBITER_ADMIN_PASSWORD' && !/^npm_/i.test(name)));
}

/** One instance a data folder. One that is just stopping, or whose npm was just killed, is waited for. */
async function lockInstance(instance: Instance): Promise<Lock> {
  const started = Date.now();
  for (;;) {
    const taken = await takeLock(`instance-${instance.hash}`);
    if ('lock' in taken) return taken.lock;
    const patience = taken.holder?.state === 'running' ? NOTICE_WAIT_MS : STOPPING_WAIT_MS;
    if (Date.now() - started > patience) {
      throw new Refusal(
        `Arbiter already runs on ${instance.data}${taken.holder ? ` (process ${taken.holder.pid})` : ''}.`,
        `Stop it: kill ${taken.holder?.pid ?? '<its process>'}`,
        'A second instance beside it needs another PORT and another ARBITER_DATA.',
      );
    }
    await sleep(100);
  }
}

async function openDatabase(instance: Instance, environment: NodeJS.ProcessEnv, cleanups: Cleanups): Promise<{ url: string; judgeUrl: string }> {
  // The judge takes the narrow role upon itself where it logs in as another.
  if (instance.databaseUrl) return { url: instance.databaseUrl, judgeUrl: environment['ARBITER_JUDGE_DATABASE_URL'] || instance.databaseUrl };
  return await step('private PostgreSQL', async ({ note }) => {
    const starting = startEmbedded({ dataDir: instance.data, onRestart: () => warn('PostgreSQL had died and was started again.') });
    cleanups.push(async () => (await starting).stop());
    note(join(instance.data, 'postgres'));
    return await starting;
  });
}

interface Watch {
  /** Rejects where a child dies again and again before the instance was ready. */
  hopeless: Promise<never>;
  ready: () => void;
}

function startChildren(instance: Instance, cleanups: Cleanups, specs: readonly Omit<ChildSpec, 'logFile' | 'onDeath'>[]): Watch {
  const { promise: hopeless, reject } = withReject();
  let ready = false;
  const children: Child[] = [];
  const tails: (() => void)[] = [];
  cleanups.push(async () => {
    await Promise.all(children.map((child) => child.stop(CHILD_GRACE_MS)));
    for (const end of tails) end();
  });
  for (const spec of specs) {
    const logFile = join(instance.logs, `${spec.name}.log`);
    rotate(logFile);
    tails.push(tailLog(spec.name, logFile));
    children.push(
      supervise({
        ...spec,
        logFile,
        onDeath(how, deaths, restartInMs) {
          if (!ready && deaths >= HOPELESS_DEATHS) reject(new Refusal(`The ${spec.name} does not start (${how}).`, ...lastLines(logFile, 12), `Its log: ${logFile}`));
          warn(`The ${spec.name} ended (${how}); it is started again in ${(restartInMs / 1000).toFixed(1)} s.`);
        },
      }),
    );
  }
  return { hopeless, ready: () => void (ready = true) };
}

function withReject(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, no) => void (reject = no));
  promise.catch(() => undefined);
  return { promise, reject };
}

/** Ready is: the database answers, and a judge has been seen. */
async function untilReady(address: string): Promise<void> {
  const giveUp = Date.now() + READY_WITHIN_MS;
  let last = 'no answer';
  while (Date.now() < giveUp) {
    try {
      const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = (error as Error).message;
    }
    await sleep(50);
  }
  throw new Refusal(`Not ready after ${READY_WITHIN_MS / 1000} s; /readyz says: ${last}`);
}
