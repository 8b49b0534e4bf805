/** A contest with a large field that has been at it for hours, written by few statements: people, participants and what they have submitted. */
import { sql } from 'drizzle-orm';
import { inTransaction, type Database } from '#database/connect.js';
import { insertContest, replaceContestProblems } from '#database/contests.js';
import { createProblem, uniqueName } from '#test/support/world.js';

export interface FilledContest {
  contestId: string;
  slug: string;
  problems: { id: string; slug: string; versionId: string }[];
  people: { accountId: string; participantId: string }[];
}

/** Of each person two problems in three, on average one and a half submissions to each; most are solved. */
export async function fillContest(db: Database, { participants, problems: problemCount }: { participants: number; problems: number }): Promise<FilledContest> {
  const problems: FilledContest['problems'] = [];
  for (let at = 0; at < problemCount; at++) problems.push(await createProblem(db));
  const slug = uniqueName('contest');
  return inTransaction(db, async (tx) => {
    const contestId = await insertContest(tx, {
      slug, name: 'A large field', format: 'icpc', rules: { penaltyMinutes: 20, compileErrorsCount: false, best: 'submission' }, startsAt: new Date(Date.now() - 3 * 3_600_000), durationSeconds: 5 * 3600, registration: 'open', visibility: 'public',
    });
    if (contestId === null) throw new Error('The contest was not made');
    await replaceContestProblems(tx, contestId, problems.map((problem, at) => ({ slug: problem.slug, label: String.fromCharCode(65 + at) })));
    await tx.execute(sql`
      with people as (insert into accounts (username, email, password_hash) select 'field-' || n, 'field-' || n || '@example.org', 'never matches' from generate_series(1, ${participants}) n returning id, username),
      field as (insert into participants (contest_id, name, affiliation, group_name) select ${contestId}, 'Team ' || username, 'University ' || right(username, 2), 'Region ' || right(username, 1) from people returning id, name)
      insert into participant_members (contest_id, account_id, participant_id) select ${contestId}, people.id, field.id from people join field on field.name = 'Team ' || people.username`);
    await tx.execute(sql`
      with tries as (
        select gen_random_uuid() as id, m.account_id, m.participant_id, p.problem_id, v.id as version_id, now() - random() * interval '170 minutes' as at, (array['accepted', 'accepted', 'wrong-answer'])[1 + floor(random() * 3)::int] as verdict
        from participant_members m join contest_problems p on p.contest_id = m.contest_id join problem_versions v on v.problem_id = p.problem_id, generate_series(1, 2)
        where m.contest_id = ${contestId} and random() < 0.5
      ), made as (
        insert into submissions (id, problem_id, account_id, language, submitted_at, contest_id, participant_id) select id, problem_id, account_id, 'cpp', at, ${contestId}, participant_id from tries
      ), judged as (
        insert into judgings (submission_id, version_id, priority, account_id, language, queued_at, claimed_at, judge, attempt, finished_at, verdict) select id, version_id, 0, account_id, 'cpp', at, at, 'bench', 1, at, verdict from tries
      )
      insert into contest_results (submission_id, contest_id, participant_id, problem_id, submitted_at, verdict, judged_at, seq) select id, ${contestId}, participant_id, problem_id, at, verdict, at, row_number() over (order by at) from tries`);
    await tx.execute(sql`update contests set seq = (select count(*) from contest_results where contest_id = ${contestId}), public_seq = (select count(*) from contest_results where contest_id = ${contestId}) where id = ${contestId}`);
    const { rows } = await tx.execute<FilledContest['people'][number]>(sql`select account_id as "accountId", participant_id as "participantId" from participant_members where contest_id = ${contestId}`);
    return { contestId, slug, problems, people: rows };
  });
}
