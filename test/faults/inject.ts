/** Carries a fault out, and ends it: who was stopped is continued, who was killed is started again by its supervisor. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { isJudgeStep, type Fault } from './plan.js';
import { childrenOf, jailsOf, type Program } from './program.js';
import type { Random } from './random.js';
import type { Site } from './site.js';

/** A fault that came to be. */
export interface Injected {
  fault: Fault;
  /** Judgings that were at work there. */
  judgings: string[];
}

export interface InjectOptions {
  /** Milliseconds of stops that are longer than a lease. */
  longStop: [least: number, most: number];
}

const SHORT_STOP: [number, number] = [200, 8_000];
/** A jail that stands still runs into the wall limit of its program, which is right. */
const JAIL_STOP: [number, number] = [200, 1_500];
const STEP_WITHIN_MS = 8_000;
const READY_WITHIN_MS = 180_000;
/** A judging is given up after three judges were lost with it: one that has lost two is left alone. */
const CALM_WITHIN_MS = 120_000;

export class Injector {
  private orders = 0;
  /** A run of a judging is tried again once where its jail fails; so each is met once. */
  private readonly jailed = new Set<string>();
  private readonly stops = new Set<Promise<void>>();
  /** Processes of PostgreSQL that stand still. */
  private readonly stopped = new Set<number>();
  databaseHurtAt = 0;

  constructor(private readonly site: Site, private readonly random: Random, private readonly options: InjectOptions) {}

  /** Null: the occasion did not come. */
  async inject(fault: Fault): Promise<Injected | null> {
    if (fault.target !== 'server') await this.calm();
    const program = await this.programOf(fault);
    if (fault.target === 'postmaster' || fault.target.startsWith('backend')) this.databaseHurtAt = Date.now();
    return fault.step === 'any time' ? this.now(fault, program) : this.atStep(fault, program, fault.step);
  }

  /** Waits until nobody stands still any more. */
  async settle(): Promise<void> {
    await Promise.all(this.stops);
  }

  private async now(fault: Fault, program: Program): Promise<Injected | null> {
    await sleep(this.random.between(0, 400));
    const judgings = await this.heldBy(program);
    const victim = await this.victimNow(fault, program, judgings);
    // It may have been hurt by what was hurt before.
    if (victim === null || !program.isReady) return null;
    try {
      process.kill(victim, signalOf(fault));
    } catch {
      return null;
    }
    this.afterwards(fault, program, victim);
    return { fault, judgings };
  }

  private async victimNow({ target }: Fault, program: Program, judgings: readonly string[]): Promise<number | null> {
    switch (target) {
      case 'judge':
      case 'server':
        return program.pid ?? null;
      case 'postmaster':
        return this.site.postgres.pid() ?? null;
      case 'backend of a judge':
      case 'backend of the server':
        return this.backendOf(target);
      case 'nsjail':
      case 'launcher':
        if (judgings.some((judging) => this.jailed.has(judging))) return null;
        for (const giveUp = Date.now() + STEP_WITHIN_MS; Date.now() < giveUp; await sleep(5)) {
          const jail = jailsOf(program.pid ?? -1)[0];
          const victim = jail !== undefined && target === 'launcher' ? childrenOf(jail)[0] : jail;
          if (victim === undefined) continue;
          // Whose jail it is may have changed while we waited.
          const now = await this.heldBy(program);
          if (now.length === 0 || now.some((judging) => this.jailed.has(judging))) continue;
          now.forEach((judging) => this.jailed.add(judging));
          return victim;
        }
        return null;
    }
  }

  private async atStep(fault: Fault, program: Program, step: string): Promise<Injected | null> {
    const victim = await this.victimAtStep(fault);
    if (victim === null) return null;
    const id = ++this.orders;
    program.order({ id, step, mostAttempts: 2, spare: [...this.jailed], victim, signal: signalOf(fault) });
    const done = await program.carriedOut(id, STEP_WITHIN_MS);
    if (!done) return null;
    const judgings = done.judging === undefined ? [] : [done.judging];
    if (victim === 'nsjail' || victim === 'launcher') judgings.forEach((judging) => this.jailed.add(judging));
    this.afterwards(fault, program, done.pid);
    return { fault, judgings };
  }

  private async victimAtStep({ target }: Fault): Promise<number | 'self' | 'nsjail' | 'launcher' | null> {
    switch (target) {
      case 'judge':
      case 'server':
        return 'self';
      case 'nsjail':
      case 'launcher':
        return target;
      case 'postmaster':
        return this.site.postgres.pid() ?? null;
      case 'backend of a judge':
      case 'backend of the server':
        return this.backendOf(target);
    }
  }

  private afterwards({ target, kind }: Fault, program: Program, victim: number): void {
    const self = target === 'judge' || target === 'server';
    const ofDatabase = !self && target !== 'nsjail' && target !== 'launcher';
    if (ofDatabase) this.databaseHurtAt = Date.now();
    if (self && kind === 'SIGTERM') program.leaving = true;
    if (kind !== 'short stop' && kind !== 'long stop') return;
    if (self) program.frozen = true;
    if (ofDatabase) this.stopped.add(victim);
    const [least, most] = kind === 'long stop' ? this.options.longStop : self || ofDatabase ? SHORT_STOP : JAIL_STOP;
    const stop = sleep(this.random.between(least, most)).then(() => {
      try {
        process.kill(victim, 'SIGCONT');
      } catch {
        // killed meanwhile
      }
      if (self && program.pid === victim) program.frozen = false;
      if (ofDatabase) {
        this.stopped.delete(victim);
        this.databaseHurtAt = Date.now();
      }
      this.stops.delete(stop);
    });
    this.stops.add(stop);
  }

  /** Whose steps are waited for, or who is near. Only one that is at work is hurt: else none would ever be. */
  private async programOf(fault: Fault): Promise<Program> {
    const ofServer = fault.target === 'server' || fault.target === 'backend of the server' || (fault.step !== 'any time' && !isJudgeStep(fault.step));
    const programs = ofServer ? [this.site.server] : this.site.judges;
    for (const giveUp = Date.now() + READY_WITHIN_MS; Date.now() < giveUp; await sleep(20)) {
      const ready = programs.filter((program) => program.isReady);
      if (ready.length > 0) return this.random.pick(ready);
    }
    throw new Error(`${programs.map(({ options }) => options.name).join(' and ')} did not come back within ${READY_WITHIN_MS / 1000} s`);
  }

  private async calm(): Promise<void> {
    for (const giveUp = Date.now() + CALM_WITHIN_MS; Date.now() < giveUp; await sleep(50)) {
      const rows = await this.ask(sql`select id from judgings where finished_at is null and attempt - releases >= 2`);
      if (rows?.length === 0) return;
    }
    throw new Error(`A judging that was taken over was not finished within ${CALM_WITHIN_MS / 1000} s`);
  }

  private async heldBy(program: Program): Promise<string[]> {
    if (program.options.kind !== 'judge' || program.pid === undefined) return [];
    return (await this.ask(sql`select id from judgings where finished_at is null and claimed_at is not null and judge like ${`%/${program.pid}`}`)) ?? [];
  }

  private async backendOf(target: 'backend of a judge' | 'backend of the server'): Promise<number | null> {
    const names = target === 'backend of a judge' ? 'judge %' : 'arbiter server%';
    const pids = await this.ask(sql`select pid as id from pg_stat_activity where application_name like ${names}`);
    const free = (pids ?? []).map(Number).filter((pid) => !this.stopped.has(pid));
    return free.length === 0 ? null : this.random.pick(free);
  }

  /** Null: the database does not answer. */
  private async ask(query: ReturnType<typeof sql>): Promise<string[] | null> {
    try {
      return (await this.site.db.execute<{ id: string }>(query)).rows.map(({ id }) => id);
    } catch {
      return null;
    }
  }
}

function signalOf({ kind }: Fault): NodeJS.Signals {
  return kind === 'short stop' || kind === 'long stop' ? 'SIGSTOP' : kind;
}
