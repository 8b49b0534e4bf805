import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '#contract/profile.js';
import type { Verdict } from '#contract/verdict.js';
import { setProfileHidden } from '#database/profiles.js';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { createProblem, createSubmission, uniqueName } from '#test/support/world.js';

let server: TestServer;
let sam: Person;
let other: Person;
let author: Person;
let staff: Person;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent' });
  [sam, other, author, staff] = await Promise.all([server.person(), server.person(), server.person(), server.person('instructor')]);
});
afterAll(() => server.close());

type Problem = Awaited<ReturnType<typeof createProblem>>;

/** A submission that is judged; `verdict` null: still at work. */
async function judged(problem: Problem, accountId: string | null, verdict: Verdict | null, at = 'now()', language = 'cpp'): Promise<string> {
  const { id, judgingId } = await createSubmission(server.db, { problem, accountId, language });
  await server.db.execute(sql`update submissions set submitted_at = ${sql.raw(at)} where id = ${id}`);
  if (verdict !== null) {
    await server.db.execute(sql`update judgings set claimed_at = now(), finished_at = now(), verdict = ${verdict}, judge = 'test' where id = ${judgingId}`);
    await server.db.execute(sql`select refresh_problem_result(${id})`);
  }
  return id;
}

async function profile(client: Client, username = sam.username, timeZone = 'UTC'): Promise<Profile> {
  const { status, body } = await client('GET', `/api/v1/people/${username}?timeZone=${encodeURIComponent(timeZone)}`);
  expect({ status, body: body as unknown }).toMatchObject({ status: 200 });
  return body as Profile;
}

describe('what a profile counts', () => {
  it('is judged submissions by day, verdict and language, and problems solved', async () => {
    const problem = await createProblem(server.db, { package: { names: { en: 'Open one' } } });
    await server.db.execute(sql`update problems set difficulty = 4.5, tags = '{dp,graphs}' where id = ${problem.id}`);
    await judged(problem, sam.id, 'wrong-answer', "now() - interval '3 days'", 'python3');
    await judged(problem, sam.id, 'accepted', "now() - interval '1 day'");
    await judged(problem, sam.id, 'accepted', "now() - interval '2 years'");
    const got = await profile(other.call);
    expect(got).toMatchObject({
      username: sam.username, role: 'student', submissions: 3, accepted: 2,
      verdicts: [{ verdict: 'accepted', submissions: 2 }, { verdict: 'wrong-answer', submissions: 1 }],
      languages: [{ language: 'cpp', submissions: 2, accepted: 2 }, { language: 'python3', submissions: 1, accepted: 0 }],
      solved: { count: 1, byDifficulty: [{ difficulty: 4, count: 1 }], byTag: [{ tag: 'dp', count: 1 }, { tag: 'graphs', count: 1 }], latest: [{ slug: problem.slug, name: 'Open one', difficulty: 4.5 }] },
      streak: { days: 1, orMore: false, longest: 1 },
    });
    // What is older than the calendar is in the sums, and in no day.
    expect(got.calendar.days.map(({ submissions, accepted }) => [submissions, accepted])).toEqual([[1, 0], [1, 1]]);
  });

  it('are neither judge errors, nor what is at work, nor judgings that count no more', async () => {
    const person = await server.person();
    const problem = await createProblem(server.db);
    await judged(problem, person.id, 'judge-error');
    await judged(problem, person.id, null);
    const again = await judged(problem, person.id, 'wrong-answer');
    await server.db.execute(sql`update judgings set current = false where submission_id = ${again}`);
    await judged(problem, null, 'accepted');
    expect(await profile(other.call, person.username)).toMatchObject({ submissions: 0, accepted: 0, verdicts: [], languages: [], calendar: { days: [] }, solved: { count: 0, latest: [] }, streak: { days: 0, longest: 0 } });
  });

  it('are days of the time zone that the reader is in', async () => {
    const person = await server.person();
    const problem = await createProblem(server.db);
    // Noon in Greenwich, ten days ago: the next day on Kiritimati (UTC+14), the same day on Midway (UTC-11).
    await judged(problem, person.id, 'accepted', "date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - interval '10 days' + interval '12 hours'");
    const day = async (zone: string) => (await profile(other.call, person.username, zone)).calendar.days[0]!.date;
    const [east, greenwich, west] = [await day('Pacific/Kiritimati'), await day('UTC'), await day('Pacific/Midway')];
    expect([Date.parse(east) - Date.parse(greenwich), Date.parse(greenwich) - Date.parse(west)]).toEqual([86_400_000, 0]);
  });

  it.each(['Mars/Olympus', '+05:30', "UTC'; drop table accounts", 'x'.repeat(100)])('refuses %s as a time zone', async (zone) => {
    expect((await sam.call('GET', `/api/v1/people/${sam.username}?timeZone=${encodeURIComponent(zone)}`)).status).toBe(422);
  });
});

describe('a private problem', () => {
  it('leaves no trace in a profile for who may not see it: not by name, not by number', async () => {
    const person = await server.person();
    const secret = uniqueName('secret');
    const before = await profile(other.call, person.username);
    const problem = await createProblem(server.db, { slug: secret, visibility: 'private', ownerId: author.id, package: { names: { en: `Named ${secret}` } } });
    await server.db.execute(sql`update problems set difficulty = 9, tags = array[${`tag-${secret}`}] where id = ${problem.id}`);
    await judged(problem, person.id, 'wrong-answer', "now() - interval '5 days'", 'rust');
    await judged(problem, person.id, 'accepted', 'now()', 'rust');
    // Another student, and the person too: they may not see it either, now that it is private.
    for (const viewer of [other, person]) {
      const { hidden: _hidden, ...seen } = await profile(viewer.call, person.username);
      expect(JSON.stringify(seen)).not.toContain(secret);
      expect(seen).toEqual(before);
    }
    // Whose problem it is, and staff.
    for (const viewer of [author, staff]) {
      const seen = await profile(viewer.call, person.username);
      expect(seen).toMatchObject({ submissions: 2, accepted: 1, solved: { count: 1, latest: [{ slug: secret }] }, languages: [{ language: 'rust', submissions: 2 }] });
    }
  });
});

describe('a hidden profile', () => {
  it('is not there for others, but for its owner and staff', async () => {
    const person = await server.person();
    const look = async (client: Client) => (await client('GET', `/api/v1/people/${person.username}`)).status;
    expect((await person.call('PATCH', '/api/v1/me', { profileHidden: true })).body).toEqual({ profileHidden: true });
    expect([await look(other.call), await look(person.call), await look(staff.call), await look(server.anonymous)]).toEqual([404, 200, 200, 401]);
    // The answer is the same as for somebody who does not exist.
    const [hidden, nobody] = await Promise.all([other.call('GET', `/api/v1/people/${person.username}`), other.call('GET', '/api/v1/people/nobody-of-that-name')]);
    expect(hidden.body).toEqual(nobody.body);
    expect((await profile(person.call, person.username)).hidden).toBe(true);
    await person.call('PATCH', '/api/v1/me', { profileHidden: false });
    expect(await look(other.call)).toBe(200);
    expect((await profile(other.call, person.username)).hidden).toBeUndefined();
  });

  it('keeps the time at which it was hidden first', async () => {
    const hiddenAt = async () => (await server.db.execute<{ at: string }>(sql`select profile_hidden_at::text as at from accounts where id = ${sam.id}`)).rows[0]!.at;
    await setProfileHidden(server.db, sam.id, true);
    const first = await hiddenAt();
    await setProfileHidden(server.db, sam.id, true);
    expect(await hiddenAt()).toBe(first);
    await setProfileHidden(server.db, sam.id, false);
    expect(await hiddenAt()).toBeNull();
  });

  it('is that of a disabled account, too', async () => {
    const person = await server.person();
    await server.db.execute(sql`update accounts set disabled_at = now() where id = ${person.id}`);
    expect([(await other.call('GET', `/api/v1/people/${person.username}`)).status, (await staff.call('GET', `/api/v1/people/${person.username}`)).status]).toEqual([404, 200]);
  });
});

describe('a person with 20,000 submissions', () => {
  it('is shown in a moment', async () => {
    const person = await server.person();
    const problem = await createProblem(server.db);
    await server.db.execute(sql`
      insert into problems (slug, name, types, visibility, current_version_id, difficulty, tags)
        select 'many-' || n, 'Many ' || n, '{pass-fail}', 'public', ${problem.versionId}, n % 10, array['tag' || n % 30] from generate_series(1, 2000) n`);
    await server.db.execute(sql`
      with p as (select id, row_number() over () as n from problems where slug like 'many-%'),
        s as (insert into submissions (problem_id, account_id, language, submitted_at)
          select p.id, ${person.id}, case g.n % 3 when 0 then 'cpp' when 1 then 'python3' else 'rust' end, now() - g.n * interval '25 minutes' from generate_series(1, 20000) g(n) join p on p.n = g.n % 2000 + 1
          returning id, account_id, language)
      insert into judgings (submission_id, version_id, account_id, language, priority, claimed_at, finished_at, judge, verdict, tests)
        select s.id, ${problem.versionId}, s.account_id, s.language, 20, now(), now(), 'test', case when random() < 0.4 then 'accepted' else 'wrong-answer' end,
          (select jsonb_agg(jsonb_build_object('index', t, 'verdict', 'accepted', 'message', md5(random()::text))) from generate_series(1, 12) t) from s`);
    await server.db.execute(sql`insert into problem_results (account_id, problem_id, tries, solved_at) select ${person.id}, id, 10, now() from problems where slug like 'many-%'`);
    await server.db.execute(sql`analyze`);
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const begun = performance.now();
      const got = await profile(other.call, person.username, 'Europe/Berlin');
      times.push(performance.now() - begun);
      expect(got).toMatchObject({ submissions: 20_000, solved: { count: 2_000 } });
      expect(got.solved.latest).toHaveLength(500);
      expect(got.streak).toMatchObject({ orMore: false });
    }
    console.log(`a profile of 20,000 submissions: ${times.map((ms) => Math.round(ms)).join(', ')} ms`);
    // 60 ms on a quiet machine with two cores. This bound holds on a busy one too, and not where each submission costs a look of its own.
    expect(Math.min(...times)).toBeLessThan(2_000);
  });
});
