/** Random contests, the same ones for the same seed, and what is done in them by the ways that people and judges have. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { CONTEST_FORMATS, type ContestFormat } from '#contract/contest.js';
import type { ProblemPackage, TestGroup } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { finishJudging, type ClaimedJudging } from '#database/queue.js';
import type { Person, TestServer } from '#test/support/server.js';
import { aContest, aPackage, aResult, createProblem } from '#test/support/world.js';
import { claimOf } from '../submissions/judged.js';
import type { Askable } from './public-answers.js';

const VERDICTS: readonly Verdict[] = ['accepted', 'accepted', 'wrong-answer', 'time-limit-exceeded', 'runtime-error', 'compile-error', 'judge-error'];

/** A small linear congruential generator: what a seed gives is the same on every machine. */
export class Dice {
  constructor(private state: number) {}

  below(count: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * count);
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }
}

export interface People {
  jury: Person;
  /** Take part. */
  field: Person[];
  /** Takes part in secret. */
  ghost: Person;
}

export interface Made {
  id: string;
  claim: ClaimedJudging;
}

const HOURS = 3600;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export class RandomContest {
  readonly slug: string;
  readonly submissions: string[] = [];
  /** Of each submission the token of a link to it. */
  readonly links = new Map<string, string>();
  /** The moment at which what the public sees is compared: soon after the freeze began, then soon after the end. */
  lookedAtMs = 0;

  private constructor(private readonly server: TestServer, private readonly dice: Dice, readonly people: People, readonly format: ContestFormat, readonly problems: string[], readonly wanted: ReturnType<typeof aContest>) {
    this.slug = wanted.slug;
  }

  /** It has been running for some hours, and its freeze has not begun. */
  static async make(server: TestServer, dice: Dice, people: People): Promise<RandomContest> {
    const format = dice.one(CONTEST_FORMATS);
    const problems = await Promise.all(Array.from({ length: 2 + dice.below(2) }, () => createProblem(server.db, { visibility: dice.one(['public', 'private']), package: dice.below(3) === 0 ? scoring() : {} })));
    const freezeSeconds = dice.one([1, 2]) * HOURS;
    const wanted = aContest({ format, freezeSeconds, durationSeconds: 5 * HOURS, startsAt: hoursAgo(2), problems: problems.map(({ slug }, at) => ({ slug, label: 'ABC'[at]! })), rules: { compileErrorsCount: dice.below(2) === 0, best: dice.one(['submission', 'groups']) } });
    const contest = new RandomContest(server, dice, people, format, problems.map(({ slug }) => slug), wanted);
    expect((await people.jury.call('POST', '/api/v1/contests', wanted)).status).toBe(201);
    for (const person of people.field) await contest.register(person, { group: dice.one(['Sofia', 'Bonn']), ...(dice.below(4) === 0 ? { unofficial: true } : {}) });
    await contest.register(people.ghost, { hidden: true });
    return contest;
  }

  private async register(person: Person, more: object): Promise<void> {
    expect((await this.people.jury.call('POST', `/api/v1/contests/${this.slug}/registrations`, { username: person.username, ...more })).status).toBe(201);
  }

  /** Somebody submits, and a judge has it at work. `secondsAgo`: as if it had been then. */
  async submit(person: Person, secondsAgo = 0): Promise<Made> {
    const sent = await person.call('POST', '/api/v1/submissions', { problem: this.dice.one(this.problems), contest: this.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }] });
    expect(sent.status).toBe(201);
    const { id } = sent.body as { id: string };
    this.submissions.push(id);
    this.links.set(id, ((await person.call('PUT', `/api/v1/submissions/${id}/share`)).body as { token: string }).token);
    if (secondsAgo > 0) {
      const moved = sql`submitted_at - make_interval(secs => ${secondsAgo})`;
      await this.server.db.execute(sql`update submissions set submitted_at = ${moved} where id = ${id}`);
      await this.server.db.execute(sql`update contest_results set submitted_at = ${moved} where submission_id = ${id}`);
    }
    return { id, claim: await claimOf(this.server.db, id) };
  }

  async judge({ claim }: Made, verdict: Verdict = this.dice.one(VERDICTS)): Promise<void> {
    const score = this.dice.one([null, 0, 30, 70, 100]);
    expect(await finishJudging(this.server.db, claim, aResult({ verdict, score, cpuMs: 1 + this.dice.below(900) }))).toBe(true);
  }

  /** The jury has one judged again, and another judge thinks otherwise. */
  async judgeAgain({ id }: Made, verdict?: Verdict): Promise<void> {
    expect((await this.people.jury.call('POST', `/api/v1/submissions/${id}/judgings`)).status).toBe(201);
    await this.judge({ id, claim: await claimOf(this.server.db, id) }, verdict);
  }

  /** Moves its times so that the freeze begins now. */
  async freeze(): Promise<void> {
    await this.move(Date.now() - (5 * HOURS - (this.wanted.freezeSeconds ?? 0)) * SECOND_MS);
    this.lookedAtMs = Date.now() + MINUTE_MS;
  }

  /** Moves its times so that it has just ended. What was submitted since the freeze stays after it, and before the end: that lies on the next whole second. */
  async end(): Promise<void> {
    const passed = sql`ceil(extract(epoch from now() - starts_at))::int`;
    const { rows } = await this.server.db.execute<{ untilEnd: number }>(sql`
      update contests set duration_seconds = ${passed}, freeze_seconds = freeze_seconds - (duration_seconds - ${passed}) where slug = ${this.slug}
      returning extract(epoch from starts_at + make_interval(secs => duration_seconds) - clock_timestamp())::float * 1000 as "untilEnd"`);
    await sleep(rows[0]!.untilEnd + 10);
    await this.server.db.execute(sql`select note_contest_shape(id, false) from contests where slug = ${this.slug}`);
    this.lookedAtMs = Date.now() + MINUTE_MS;
  }

  private async move(startsAtMs: number): Promise<void> {
    expect((await this.people.jury.call('PATCH', `/api/v1/contests/${this.slug}`, { startsAt: new Date(startsAtMs).toISOString() })).status).toBe(200);
  }

  async askable(): Promise<Askable> {
    const listed = await this.people.jury.call('GET', `/api/v1/contests/${this.slug}/registrations`);
    return {
      contest: this.slug, problems: this.problems, usernames: [...this.people.field, this.people.ghost].map(({ username }) => username), submissions: this.submissions, links: this.links, files: ['0'.repeat(64)],
      participants: (listed.body as { items: { id: string }[] }).items.map(({ id }) => id),
    };
  }
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOURS * SECOND_MS).toISOString();

function scoring(): Partial<ProblemPackage> {
  const [sample] = aPackage().tests;
  const group = (name: string, maxScore: number | null): TestGroup => ({ name, maxScore, scoreAggregation: 'sum', verdictAggregation: 'first-error', onReject: 'continue', acceptScore: 1, rejectScore: null, requirePass: [], range: null, ignoreSample: name === '' });
  return { types: ['scoring'], groups: [group('', 100), group('sample', 0), group('secret', 100)], tests: [sample!, { ...sample!, name: 'secret/1', group: 'secret', sample: false }] };
}
