import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Home } from '#contract/profile.js';
import { startTestServer, type Client, type TestServer } from '#test/support/server.js';
import { createProblem, createSubmission } from '#test/support/world.js';

let server: TestServer;
beforeEach(async () => {
  await server?.close();
  server = await startTestServer({ logLevel: 'silent' });
});
afterAll(() => server.close());

async function problem(slug: string, difficulty: number | null, tags: string[] = [], overrides: Parameters<typeof createProblem>[1] = {}) {
  const made = await createProblem(server.db, { slug, ...overrides });
  await server.db.execute(sql`update problems set difficulty = ${difficulty}, tags = ${sql.param(tags)} where id = ${made.id}`);
  return made;
}
const home = async (client: Client): Promise<Home> => (await client('GET', '/api/v1/home')).body as Home;
const result = (accountId: string, problemId: string, solvedAt: string | null) => server.db.execute(sql`insert into problem_results (account_id, problem_id, tries, solved_at) values (${accountId}, ${problemId}, 1, ${solvedAt})`);
const reasons = ({ suggestions }: Home) => suggestions.map(({ reason, problem: { slug } }) => [reason, slug]);

describe('the start page', () => {
  it('shows a guest the easiest problems, and nobody private ones', async () => {
    await problem('hard', 8);
    await problem('unrated', null);
    await problem('easy', 1);
    await problem('secret', 0, ['hidden'], { visibility: 'private' });
    const student = await server.person();
    const seen = await home(server.anonymous);
    expect(reasons(seen)).toEqual([['start', 'easy'], ['start', 'hard'], ['start', 'unrated']]);
    expect(seen).not.toHaveProperty('tried');
    for (const client of [server.anonymous, student.call]) expect(JSON.stringify(await home(client))).not.toContain('secret');
    expect((await home((await server.person('instructor')).call)).recentlyAdded.map(({ slug }) => slug)).toContain('secret');
  });

  it('suggests by what was solved: as hard, a step harder, and more with the tag; each once, and nothing that was tried', async () => {
    const student = await server.person();
    const solved = await problem('solved', 4, ['graphs']);
    const tried = await problem('tried', 4, ['graphs']);
    for (const [slug, difficulty, tags] of [['same', 4.2, []], ['step', 5, []], ['too-hard', 9, []], ['graph', 8, ['graphs']], ['twice', 4, ['graphs']]] as const) await problem(slug, difficulty, [...tags]);
    await result(student.id, solved.id, '2026-01-01T00:00:00Z');
    await result(student.id, tried.id, null);
    const seen = await home(student.call);
    expect(seen.level).toBe(4);
    expect(reasons(seen)).toEqual([['level', 'twice'], ['level', 'same'], ['harder', 'step'], ['tag', 'graph']]);
    expect(seen.suggestions.at(-1)!.tag).toBe('graphs');
  });

  it('says so by an empty list where everything was tried', async () => {
    const student = await server.person();
    const only = await problem('only', 3);
    await result(student.id, only.id, '2026-01-01T00:00:00Z');
    expect((await home(student.call)).suggestions).toEqual([]);
  });

  it('remembers drafts that were not sent, and problems that were tried, the latest first, as long as they may be seen', async () => {
    const [student, other] = await Promise.all([server.person(), server.person()]);
    const [sent, written, gone, failed] = [await problem('sent', 1), await problem('written', 1), await problem('gone', 1), await problem('failed', 1)];
    for (const { id } of [sent, written, gone]) await server.db.execute(sql`insert into drafts (account_id, problem_id, language, files, saved_at) values (${student.id}, ${id}, 'cpp', '[]', now() - interval '1 hour')`);
    await createSubmission(server.db, { problem: sent, accountId: student.id });
    for (const each of [failed, gone]) {
      await createSubmission(server.db, { problem: each, accountId: student.id });
      await result(student.id, each.id, null);
    }
    await server.db.execute(sql`update drafts set saved_at = now() + interval '1 minute' where problem_id = ${gone.id}`);
    await server.db.execute(sql`update problems set visibility = 'private' where id = ${gone.id}`);
    const seen = await home(student.call);
    expect(seen.drafts!.map(({ problem: { slug }, language }) => [slug, language])).toEqual([['written', 'cpp']]);
    expect(seen.tried!.map(({ problem: { slug } }) => slug)).toEqual(['failed']);
    expect(await home(other.call)).toMatchObject({ drafts: [], tried: [] });
  });

  it('counts a draft as sent that was saved just after it, as long as nothing else was written', async () => {
    const student = await server.person();
    for (const [slug, content] of [['same', 'int main() {}\n'], ['on', 'int main() { return 0; }\n']] as const) {
      const made = await problem(slug, 1);
      await createSubmission(server.db, { problem: made, accountId: student.id });
      await server.db.execute(sql`insert into drafts (account_id, problem_id, language, files, saved_at) values (${student.id}, ${made.id}, 'cpp', ${JSON.stringify([{ name: 'main.cpp', content }])}::jsonb, now() + interval '1 second')`);
    }
    expect((await home(student.call)).drafts!.map(({ problem: { slug } }) => slug)).toEqual(['on']);
  });

  it('shows the newest problems first', async () => {
    for (const [slug, age] of [['old', 3], ['new', 1], ['older', 9]] as const) {
      await problem(slug, null);
      await server.db.execute(sql`update problems set created_at = now() - make_interval(days => ${age}) where slug = ${slug}`);
    }
    expect((await home(server.anonymous)).recentlyAdded.map(({ slug }) => slug)).toEqual(['new', 'old', 'older']);
  });
});
