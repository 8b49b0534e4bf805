/**
 * What the ICPC resolver needs, which reads the event feed as the jury and unveils the standings by itself: it begins when the contest is
 * final and everything is judged, goes back to the freeze by the contest times of submissions, and then counts on by judgements.
 * https://github.com/icpctools/icpctools: Resolver.java, ResolverLogic.java, FreezeFilter.java
 */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ClicsContest, ClicsObject, ClicsScoreboard, ClicsState } from '#contract/clics.js';
import type { Verdict } from '#contract/verdict.js';
import { settleContests } from '#database/contests.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { aResult } from '#test/support/world.js';
import { startRound, type Round } from '../contests/round.js';
import { claimOf, startJudge, threeResults } from '../submissions/judged.js';
import { readFeed, type FeedReader } from './feed-reader.js';

let server: TestServer;
const readers: FeedReader[] = [];
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(async () => {
  for (const reader of readers) reader.close();
  await server.close();
});

const MINUTES = 60_000;
const PATIENCE = { timeout: 8_000 };

/** Over since an hour, frozen for its last one. Of each submission: who, label, minute, verdict. */
async function heldRound(): Promise<{ round: Round; teams: Record<'ann' | 'bob' | 'cyd' | 'ghost', string> }> {
  const round = await startRound(server, { freezeSeconds: 3600 });
  const [ann, bob, cyd, ghost] = [await round.join({ team: 'Ann', group: 'North', affiliation: 'Bonn' }), await round.join({ team: 'Bob', group: 'South' }), await round.join({ team: 'Cyd', group: 'South', unofficial: true }), await round.join({ team: 'Ghost', hidden: true })];
  const start = new Date(Date.now() - 6 * 60 * MINUTES);
  const tries: [Person, string, number, Verdict][] = [
    [ann, 'A', 10, 'wrong-answer'], [ann, 'A', 30, 'accepted'], [bob, 'A', 50, 'compile-error'], [bob, 'A', 60, 'accepted'], [cyd, 'A', 70, 'accepted'], [ghost, 'A', 5, 'accepted'],
    [ann, 'B', 245, 'time-limit-exceeded'], [bob, 'B', 250, 'wrong-answer'], [bob, 'B', 260, 'accepted'], [cyd, 'B', 270, 'accepted'], [ghost, 'B', 280, 'accepted'],
  ];
  for (const [person, label, minute, verdict] of tries) {
    const id = await round.submit(person, label);
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict, tests: verdict === 'compile-error' ? [] : threeResults() }));
    const at = new Date(start.getTime() + minute * MINUTES).toISOString();
    await server.db.execute(sql`update submissions set submitted_at = ${at}::timestamptz where id = ${id}`);
    await server.db.execute(sql`update contest_results set submitted_at = ${at}::timestamptz where submission_id = ${id}`);
  }
  expect((await round.jury.call('PATCH', round.path, { startsAt: start.toISOString() })).status).toBe(200);
  await settleContests(server.db);
  return { round, teams: { ann: ann.participant, bob: bob.participant, cyd: cyd.participant, ghost: ghost.participant } };
}

async function feedOf(round: Round, person: Person | null): Promise<FeedReader> {
  const reader = await readFeed(`${server.url}/api/clics/contests/${round.slug}/event-feed`, person === null ? {} : { authorization: `Bearer ${person.token}` });
  readers.push(reader);
  await vi.waitFor(() => expect(reader.token()).toBeDefined(), PATIENCE);
  return reader;
}
const boardOf = async (round: Round, call: Client) => (await call('GET', `/api/clics/contests/${round.slug}/scoreboard`)).body as ClicsScoreboard;
const scores = ({ rows }: ClicsScoreboard) => new Map(rows.map(({ team_id: id, score }) => [id, 'num_solved' in score ? [score.num_solved, score.total_time] : []]));

/** What a reader of the feed knows, as the resolver keeps it. */
function modelOf(reader: FeedReader) {
  const state = reader.state();
  const all = <T>(type: string) => [...state].filter(([key]) => key.startsWith(`${type} `)).map(([, data]) => data as T);
  return {
    contest: state.get('contest') as ClicsContest, state: state.get('state') as ClicsState,
    teams: all<ClicsObject<'teams'>>('teams'), groups: all<ClicsObject<'groups'>>('groups'), problems: all<ClicsObject<'problems'>>('problems'), types: new Map(all<ClicsObject<'judgement-types'>>('judgement-types').map((type) => [type.id, type])),
    submissions: all<ClicsObject<'submissions'>>('submissions').sort((a, b) => msOf(a.contest_time) - msOf(b.contest_time)),
    judgements: new Map(all<ClicsObject<'judgements'>>('judgements').map((judgement) => [judgement.submission_id, judgement])),
    runs: all<ClicsObject<'runs'>>('runs'), awards: all<ClicsObject<'awards'>>('awards'),
  };
}
type Model = ReturnType<typeof modelOf>;

function msOf(relative: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = relative.split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** Solved and penalty minutes of each team, of what was submitted before a moment of the contest. */
function countUntil({ teams, problems, submissions, judgements, types, contest }: Model, untilMs: number): Map<string, number[]> {
  return new Map(teams.filter(({ hidden }) => !hidden).map(({ id }) => {
    const total = [0, 0] as [number, number];
    for (const problem of problems) {
      let penalties = 0;
      for (const { contest_time: time, ...submission } of submissions.filter((each) => each.team_id === id && each.problem_id === problem.id && msOf(each.contest_time) < untilMs)) {
        const type = types.get(judgements.get(submission.id)!.judgement_type_id)!;
        if (type.solved) {
          total[0]++;
          total[1] += msOf(time) / MINUTES + penalties * contest.penalty_time!;
          break;
        }
        if (type.penalty) penalties++;
      }
    }
    return [id, total];
  }));
}

it('finds in the feed of a contest that is over and frozen all that it unveils', async () => {
  const { round, teams } = await heldRound();
  const model = modelOf(await feedOf(round, round.jury));
  const { contest, state, submissions, judgements, runs, types, awards } = model;

  // It goes on only with what is final, and is too late for what is thawed.
  expect(state).toEqual({ started: contest.start_time, frozen: expect.any(String) as unknown, ended: expect.any(String) as unknown, thawed: null, finalized: expect.any(String) as unknown, end_of_updates: null });
  expect(Date.parse(state.finalized!)).toBeGreaterThanOrEqual(Date.parse(state.ended!));
  expect(submissions).toHaveLength(11);
  for (const { id } of submissions) expect(types.get(judgements.get(id)!.judgement_type_id), id).toMatchObject({ solved: expect.any(Boolean) as unknown, penalty: expect.any(Boolean) as unknown });
  expect(judgements.size).toBe(11);
  // It gives hidden teams no row, by the team's own word.
  expect(model.teams.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual([teams.ghost]);
  expect(submissions.filter(({ team_id: id }) => id === teams.ghost).map(({ id }) => judgements.has(id))).toEqual([true, true]);
  for (const { judgement_id: id } of runs) expect([...judgements.values()].map((judgement) => judgement.id)).toContain(id);
  expect(runs).toHaveLength(30);
  for (const { group_ids: groups } of model.teams) for (const id of groups) expect(model.groups.map((group) => group.id)).toContain(id);
  for (const { label, ordinal, name } of model.problems) expect([typeof label, typeof ordinal, typeof name]).toEqual(['string', 'number', 'string']);

  // Where it begins, and where it ends.
  const freezeMs = msOf(contest.duration) - msOf(contest.scoreboard_freeze_duration!);
  const [frozen, open] = [await boardOf(round, server.anonymous), await boardOf(round, round.jury.call)];
  expect(countUntil(model, freezeMs)).toEqual(scores(frozen));
  const final = countUntil(model, msOf(contest.duration));
  for (const [team, score] of final) expect(scores(open).get(team)).toEqual(score);
  expect([final.get(teams.ann), final.get(teams.bob), final.get(teams.cyd)]).toEqual([[1, 50], [2, 340], [2, 340]]);

  // Awards are those of the end, to teams that it shows.
  expect(Object.fromEntries(awards.map(({ id, team_ids: ids }) => [id, ids]))).toMatchObject({ winner: [teams.bob], 'gold-medal': [teams.bob], 'silver-medal': [teams.ann], 'bronze-medal': [], 'group-winner-North': [teams.ann], 'group-winner-South': [teams.bob] });
  expect(awards.filter(({ id }) => id.startsWith('first-to-solve-')).map(({ team_ids: ids }) => ids)).toEqual([[teams.ann], [teams.bob]]);
  expect(JSON.stringify(awards)).not.toContain(teams.ghost);
});

it('tells nobody but the jury that all is judged before all is shown, and then that nothing more comes, last of all', async () => {
  const { round } = await heldRound();
  const open = await feedOf(round, null);
  expect(modelOf(open).state).toMatchObject({ ended: expect.any(String) as unknown, thawed: null, finalized: null, end_of_updates: null });
  expect(modelOf(open).judgements.size).toBe(5);
  expect((await boardOf(round, server.anonymous)).state.finalized).toBeNull();
  expect((await boardOf(round, round.jury.call)).state.finalized).not.toBeNull();
  const jury = await feedOf(round, round.jury);
  await round.jury.call('PATCH', `/api/clics/contests/${round.slug}`, { id: round.slug, scoreboard_thaw_time: new Date(Date.now() - 1000).toISOString() });
  await settleContests(server.db);
  for (const reader of [open, jury]) {
    await vi.waitFor(() => expect(modelOf(reader).state.end_of_updates).not.toBeNull(), PATIENCE);
    expect(reader.events.at(-1)).toMatchObject({ type: 'state' });
    const { started, frozen, ended, thawed, finalized, end_of_updates: over } = modelOf(reader).state;
    const inOrder = [started, frozen, ended, thawed, over].map((time) => Date.parse(time!));
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
    expect(Date.parse(finalized!)).toBeLessThanOrEqual(Date.parse(over!));
  }
  expect(modelOf(open).judgements.size).toBe(9);
});

it('is kept waiting while something is not judged, or the judge has failed at it', async () => {
  const { round } = await heldRound();
  const isFinal = async () => ((await round.jury.call('GET', `/api/clics/contests/${round.slug}/state`)).body as ClicsState).finalized !== null;
  expect(await isFinal()).toBe(true);
  // It goes on, somebody submits, and it ends again.
  expect((await round.jury.call('PATCH', round.path, { durationSeconds: 7 * 3600 })).status).toBe(200);
  expect(await isFinal()).toBe(false);
  const id = await round.submit(await round.join(), 'A');
  await round.jury.call('PATCH', round.path, { durationSeconds: 5 * 3600 });
  await settleContests(server.db);
  expect(await isFinal()).toBe(false);
  await round.judge(id, 'judge-error');
  await settleContests(server.db);
  expect(await isFinal()).toBe(false);
  await round.jury.call('POST', `/api/v1/submissions/${id}/judgings`);
  await round.judge(id, 'accepted');
  await settleContests(server.db);
  expect(await isFinal()).toBe(true);
});
