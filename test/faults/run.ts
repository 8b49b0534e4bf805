/** The whole: a site, a client that submits all the time, faults one after the other, rest, and the look at what is there. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Client } from './client.js';
import { Injector, type Injected } from './inject.js';
import { planFaults, type Fault } from './plan.js';
import type { Ended, Program } from './program.js';
import { Random } from './random.js';
import { startSite, type Site } from './site.js';
import { leftovers, verify, type Verified } from './verify.js';

export interface FaultsOptions {
  faults: number;
  seed: number;
  code: 'dist' | 'source';
  /**
   * Waiting for leases (15 s) and for keys of requests that died (a minute) shows nothing more than setting their clocks forward
   * does: this is done for those of processes that are dead or stand still. Else nothing helps.
   */
  hurry: boolean;
  wanted?: (fault: Fault) => boolean;
  /** Ends it early, with the faults that there were; the rest is as ever. */
  stop?: AbortSignal;
  /** Told of what is going on. */
  say: (line: string) => void;
}

export interface FaultsReport {
  injected: Injected[];
  missed: Fault[];
  violations: string[];
  judgings: Verified['judgings'];
  submissions: number;
  requests: number;
  restarts: Record<string, number>;
  postgresRestarts: number;
  drains: number;
  lateResults: number;
  seconds: number;
  /** Where the logs are; they are kept where there are violations. */
  folder: string;
}

const LONG_STOP: [number, number] = [16_500, 19_000];
const LONG_STOP_IN_A_HURRY: [number, number] = [1_500, 2_500];
const HURRY_EVERY_MS = 250;
/** Three leases, a key's minute, and a loaded machine. */
const REST_WITHIN_MS = 300_000;
const DRAIN_WITHIN_MS = 60_000;
/** Who drains while its database is hurt cannot give back. */
const DATABASE_PARDON_MS = 30_000;

export async function runFaults(options: FaultsOptions): Promise<FaultsReport> {
  const { seed, say } = options;
  const started = Date.now();
  const random = new Random(seed);
  const violations: string[] = [];
  const now: { site?: Site; injector?: Injector } = {};
  let postgresRestarts = 0;
  let drains = 0;
  const checks: Promise<void>[] = [];
  const onEnd = (program: Program, end: Ended): void => {
    if (program.leaving) drains++;
    const killed = end.signal === 'SIGKILL';
    if (end.wasReady && !program.leaving && !killed) violations.push(`${program.options.name} ended by itself (${end.signal ?? `exit code ${end.code}`}): ${lastLines(program.logFile)}`);
    // Before it is at work it may end by the signal itself: it holds nothing yet.
    if (program.leaving && end.wasReady && !killed && end.code !== 0) violations.push(`${program.options.name} was told to end and did so with ${end.signal ?? `exit code ${end.code}`}: ${lastLines(program.logFile)}`);
    if (program.leaving && !killed && program.options.kind === 'judge') checks.push(nothingHeld(end.pid));
  };
  const nothingHeld = async (pid: number): Promise<void> => {
    if (!now.site) return;
    const held = await now.site.db.execute(sql`select id from judgings where judge like ${`%/${pid}`} and claimed_at is not null and finished_at is null`).catch(() => null);
    if (held && held.rows.length > 0 && Date.now() - (now.injector?.databaseHurtAt ?? 0) > DATABASE_PARDON_MS) violations.push(`A judge that had drained (pid ${pid}) still held ${held.rows.length} judgings`);
  };

  const site = (now.site = await startSite({ code: options.code, onEnd, onPostgresRestart: () => void postgresRestarts++ }));
  say(`server and judges are up after ${((Date.now() - started) / 1000).toFixed(1)} s; logs in ${site.folder}`);
  const client = new Client(site, new Random(seed + 1));
  const clock = options.hurry ? setInterval(() => void hurry(site), HURRY_EVERY_MS) : undefined;
  const injector = (now.injector = new Injector(site, random, { longStop: options.hurry ? LONG_STOP_IN_A_HURRY : LONG_STOP }));
  const injected: Injected[] = [];
  const missed: Fault[] = [];
  try {
    const plan = planFaults(random, options.wanted);
    for (let at = Date.now(); injected.length < options.faults && missed.length <= options.faults && options.stop?.aborted !== true; ) {
      const fault = plan.next().value;
      const done = await injector.inject(fault);
      if (done) injected.push(done);
      else missed.push(fault);
      const told = `${fault.kind} of ${fault.target}, ${fault.step}`;
      if (options.faults <= 40 || Date.now() - at > 15_000) {
        at = Date.now();
        say(`${injected.length} of ${options.faults} faults${done ? '' : ' (missed)'} (${told}); ${client.wanted.length} submissions, ${client.unfinished} unfinished; ${Math.round((Date.now() - started) / 1000)} s`);
      }
      await sleep(random.between(0, 200));
    }
    if (injected.length < options.faults && options.stop?.aborted !== true) violations.push(`Only ${injected.length} of ${options.faults} faults came to be`);
  } catch (error) {
    violations.push(error instanceof Error ? error.message : String(error));
  }
  await injector.settle();
  say(`no more faults after ${Math.round((Date.now() - started) / 1000)} s; waiting for ${client.unfinished} submissions`);
  if (!(await client.finish(REST_WITHIN_MS))) violations.push(`Not at rest ${REST_WITHIN_MS / 1000} s after the last fault`);
  clearInterval(clock);
  say(`at rest after ${Math.round((Date.now() - started) / 1000)} s`);
  client.close();
  await Promise.all(checks);
  const restarts = Object.fromEntries([site.server, ...site.judges].map((program) => [program.options.name, program.starts - 1]));
  const verified = await verify(site, client.wanted);
  for (const program of [...site.judges, site.server]) {
    await program.untilReady(DRAIN_WITHIN_MS);
    program.leaving = true;
    if ((await program.close(DRAIN_WITHIN_MS)) === null) violations.push(`${program.options.name} did not end within ${DRAIN_WITHIN_MS / 1000} s of SIGTERM: ${lastLines(program.logFile)}`);
  }
  violations.push(...client.complaints, ...verified.violations, ...leftovers(site.states));
  const lateResults = site.judges.reduce((sum, { logFile }) => sum + readFileSync(logFile, 'utf8').split('A late result was not taken').length - 1, 0);
  const { folder } = site;
  await site.end({ keepFolder: violations.length > 0 });
  return {
    injected, missed, violations, judgings: verified.judgings, submissions: client.wanted.length, requests: client.wanted.reduce((sum, { requests }) => sum + requests, 0),
    restarts, postgresRestarts, drains, lateResults, seconds: (Date.now() - started) / 1000, folder,
  };
}

/** Sets the clocks of the dead forward. */
async function hurry(site: Site): Promise<void> {
  const alive = site.judges.filter(({ frozen }) => !frozen).flatMap(({ pid }) => (pid === undefined ? [] : [`%/${pid}`]));
  try {
    await site.db.execute(sql`update judgings set lease_until = now() - interval '1 second' where claimed_at is not null and finished_at is null and lease_until > now() and not judge like any(${sql.param(alive)}::text[])`);
    // Keys of requests that died with a server before this one.
    await site.db.execute(sql`update idempotency_keys set created_at = created_at - interval '1 minute' where status is null and created_at < ${site.server.startedAt.toISOString()}::timestamptz and created_at > now() - interval '1 minute'`);
  } catch {
    // the database is hurt
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-6).join('\n    ');
}
