/** A database with more problems than anybody reads: what lists and their pages are measured with. */
import { sql } from 'drizzle-orm';
import type { Database } from '#database/connect.js';
import { createProblem } from './world.js';

/** `Problem 00001` and so on, public, with one to three of 40 tags and difficulties from 0 to 10; every 50th is not rated. */
export async function createManyProblems(db: Database, count: number): Promise<void> {
  const { versionId } = await createProblem(db, { slug: 'first-of-all', package: { names: { en: 'Zero' } } });
  await db.execute(sql`
    insert into problems (slug, name, types, visibility, current_version_id, difficulty, tags, created_at)
    select 'problem-' || n, 'Problem ' || lpad(n::text, 5, '0') || ' ' || (array['The Bridge', 'Paths in a Grid', 'Counting Sheep', 'A Very Long Name of a Problem That Nobody Reads to the End', 'Sums'])[n % 5 + 1],
      case n % 10 when 0 then '{scoring}' when 1 then '{interactive}' else '{pass-fail}' end::text[], 'public', ${versionId}, case when n % 50 = 0 then null else (n * 7 % 101) / 10.0 end,
      (array['tag ' || n % 40, 'tag ' || n * 3 % 40, 'tag ' || n * 7 % 40])[1:n % 3 + 1], now() - n * interval '1 hour'
    from generate_series(1, ${count}) n`);
}

/** Each of `accounts` solved some of them, and tried some more. */
export async function createManyResults(db: Database, accounts: readonly string[]): Promise<void> {
  for (const [at, account] of accounts.entries()) {
    await db.execute(sql`
      insert into problem_results (account_id, problem_id, tries, solved_at)
      select ${account}::uuid, id, 2, case when hashtext(slug || ${String(at)}) % 3 = 0 then now() - (hashtext(slug) & 255) * interval '1 day' end from problems where hashtext(slug || ${String(at)}) % 7 in (0, 1)`);
  }
}
