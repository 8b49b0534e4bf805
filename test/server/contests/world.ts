/** Contests, people in them and verdicts as a judge writes them, for tests of what contests do. */
import { expect } from 'vitest';
import type { Scoreboard } from '#contract/scoreboard.js';
import type { JudgingResult } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aResult, createProblem } from '#test/support/world.js';
import { claimOf, startJudge } from '../submissions/judged.js';

export const HOUR = 3_600_000;
export const before = (ms: number) => new Date(Date.now() - ms).toISOString();

export interface MadeContest {
  slug: string;
  problems: { id: string; slug: string; versionId: string }[];
}

/** On a server of its own, which the tests close, with a judge of every language. */
export async function startContestWorld(): Promise<ContestWorld> {
  const server = await startTestServer();
  await startJudge(server.db);
  return new ContestWorld(server, await server.person('instructor'));
}

export class ContestWorld {
  constructor(
    readonly server: TestServer,
    readonly jury: Person,
  ) {}

  /** With two private problems, A and B. */
  async contest(overrides: Parameters<typeof aContest>[0] = {}, content: Partial<ProblemPackage> = {}, problem: Partial<NonNullable<ReturnType<typeof aContest>['problems']>[number]> = {}): Promise<MadeContest> {
    const problems = [await createProblem(this.server.db, { visibility: 'private', package: content }), await createProblem(this.server.db, { visibility: 'private', package: content })];
    const made = await this.jury.call('POST', '/api/v1/contests', aContest({ problems: problems.map(({ slug }, at) => ({ slug, label: 'AB'[at]!, ...problem })), ...overrides }));
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return { slug: (made.body as { slug: string }).slug, problems };
  }

  async join(slug: string, person?: Person, registration: object = {}): Promise<Person> {
    const who = person ?? (await this.server.person());
    expect((await who.call('POST', `/api/v1/contests/${slug}/registrations`, registration)).status).toBe(201);
    return who;
  }

  async change(slug: string, change: object): Promise<void> {
    const changed = await this.jury.call('PATCH', `/api/v1/contests/${slug}`, change);
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  }

  async submit(person: { call: Client }, problem: { slug: string }, contest?: string): Promise<string> {
    const sent = await send(person, problem, contest);
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    return (sent.body as { id: string }).id;
  }

  async judge(submission: string, verdict: Verdict, result: Partial<JudgingResult> = {}): Promise<void> {
    expect(await finishJudging(this.server.db, await claimOf(this.server.db, submission), aResult({ verdict, ...result }))).toBe(true);
  }

  async board(slug: string, who: { call: Client }, query = ''): Promise<Scoreboard> {
    return (await who.call('GET', `/api/v1/contests/${slug}/scoreboard${query}`)).body as Scoreboard;
  }
}

export function send(person: { call: Client }, problem: { slug: string }, contest?: string, headers?: Record<string, string>) {
  return person.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }], ...(contest === undefined ? {} : { contest }) }, headers);
}
