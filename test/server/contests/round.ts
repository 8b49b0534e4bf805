/** A contest that runs, its people, and a judge's part in it. */
import { expect } from 'vitest';
import type { Verdict } from '#contract/verdict.js';
import { finishJudging } from '#database/queue.js';
import type { Person, TestServer } from '#test/support/server.js';
import { aContest, aResult, createProblem } from '#test/support/world.js';
import { claimOf } from '../submissions/judged.js';

export interface Round {
  /** Of the contest, below /api/v1. */
  path: string;
  slug: string;
  problems: { id: string; slug: string; versionId: string }[];
  jury: Person;
  join: (registration?: object) => Promise<Person & { participant: string }>;
  submit: (person: Person, label: string) => Promise<string>;
  judge: (submission: string, verdict: Verdict) => Promise<void>;
  solve: (person: Person, label: string) => Promise<string>;
}

/** Problems A and B, which nobody else sees. */
export async function startRound(server: TestServer, overrides: Parameters<typeof aContest>[0] = {}): Promise<Round> {
  const jury = await server.person('instructor');
  const problems = [await createProblem(server.db, { visibility: 'private' }), await createProblem(server.db, { visibility: 'private' })];
  const wanted = aContest({ problems: problems.map(({ slug }, at) => ({ slug, label: 'AB'[at]!, color: ['#e63946', null][at]! })), ...overrides });
  expect((await jury.call('POST', '/api/v1/contests', wanted)).status).toBe(201);
  const path = `/api/v1/contests/${wanted.slug}`;
  const submit: Round['submit'] = async (person, label) => {
    const problem = problems['AB'.indexOf(label)]!;
    const sent = await person.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }], contest: wanted.slug });
    expect(sent.status).toBe(201);
    return (sent.body as { id: string }).id;
  };
  const judge: Round['judge'] = async (submission, verdict) => {
    expect(await finishJudging(server.db, await claimOf(server.db, submission), aResult({ verdict, ...(verdict === 'judge-error' ? { reason: 'The validator crashed' } : {}) }))).toBe(true);
  };
  return {
    path, slug: wanted.slug, problems, jury, submit, judge,
    async join(registration = {}) {
      const person = await server.person();
      const joined = await jury.call('POST', `${path}/registrations`, { username: person.username, ...registration });
      expect(joined.status).toBe(201);
      return { ...person, participant: (joined.body as { id: string }).id };
    },
    async solve(person, label) {
      const id = await submit(person, label);
      await judge(id, 'accepted');
      return id;
    },
  };
}
