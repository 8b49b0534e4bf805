/** Makes and changes contests. */
import type { ContestFormat, ContestPatch, NewContest } from '#contract/contest.js';
import { USUAL_RULES } from '#contract/contest-rules.js';
import { refreshBalloons } from '#database/balloons.js';
import { inTransaction, type Database, type Transaction } from '#database/connect.js';
import { changeContest, contestProblemsInUse, insertContest, lockContest, reopenContest, replaceContestProblems, selectContestProblems, selectPackageScoring, type ContestRow, type FullContest, type NewContestProblem, type NewContestRow } from '#database/contests.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { refuseWrongPretests } from './pretests.js';
import { endOf, freezeOf } from './times.js';

export async function createContest(db: Database, caller: Caller, wanted: NewContest): Promise<{ slug: string }> {
  const { problems, rules, startsAt, ...fields } = wanted;
  const row: NewContestRow = { ...fields, startsAt: new Date(startsAt), rules: { ...USUAL_RULES[wanted.format], ...withoutAbsent(rules) }, ownerId: caller.id };
  refuseContradictions(row);
  return inTransaction(db, async (tx) => {
    const id = await insertContest(tx, row);
    if (id === null) throw new ApiError('conflict', 'There is a contest of that address already.', [{ path: 'slug', message: 'Choose another one' }]);
    await putProblems(tx, id, problems);
    await refuseCosts(tx, id, wanted.format);
    return { slug: wanted.slug };
  });
}

export async function patchContest(db: Database, { contest: { id } }: FullContest, patch: ContestPatch): Promise<void> {
  const { problems, rules, startsAt, unfrozen, ...rest } = patch;
  await inTransaction(db, async (tx) => {
    // Of two who change it at once the second sees what the first has made of it; and nobody submits to a problem while it is taken out.
    const contest = await lockContest(tx, id);
    const now = new Date();
    const format = patch.format ?? contest.format;
    const usual = patch.format !== undefined && patch.format !== contest.format ? USUAL_RULES[format] : contest.rules;
    const change: Partial<NewContestRow> = { ...withoutAbsent(rest), ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }), ...heldFreeze(contest, patch, now), rules: { ...usual, ...withoutAbsent(rules ?? {}) } };
    const after = { ...contest, ...change };
    refuseContradictions(after);
    if (unfrozen === true && now < endOf(after)) throw new ApiError('conflict', 'The contest is not over: what the freeze hides can be shown when it has ended.');
    if (problems !== undefined) {
      const before = await selectContestProblems(tx, contest.id);
      const kept = new Set(problems.map(({ slug }) => slug));
      const lost = (await contestProblemsInUse(tx, contest.id)).filter((slug) => !kept.has(slug));
      if (lost.length > 0) throw new ApiError('conflict', `People have submitted to ${lost.join(', ')}, which cannot be taken out of the contest.`);
      await putProblems(tx, contest.id, problems.map((problem) => ({ ...before.find(({ slug }) => slug === problem.slug), ...problem })));
    }
    if (problems !== undefined || format !== contest.format) await refuseCosts(tx, contest.id, format);
    if (now < endOf(after) && (contest.countedAt !== null || contest.unfrozenAt !== null)) await reopenContest(tx, contest.id);
    await changeContest(tx, contest.id, { ...change, ...(unfrozen === true && contest.unfrozenAt === null ? { unfrozenAt: now } : {}) });
    if (contest.balloons === 'off' && after.balloons !== 'off') await refreshBalloons(tx, contest.id);
  });
}

/** The freeze is counted from the end. Where it has begun and the end alone moves, it stays where it is: what happened since would be shown. */
function heldFreeze(contest: ContestRow, patch: ContestPatch, now: Date): { freezeSeconds?: number } {
  const freeze = freezeOf(contest);
  if (freeze === null || now < freeze || contest.unfrozenAt !== null || patch.durationSeconds === undefined || patch.freezeSeconds !== undefined || patch.startsAt !== undefined) return {};
  const freezeSeconds = (contest.freezeSeconds ?? 0) + patch.durationSeconds - contest.durationSeconds;
  return freezeSeconds > 0 ? { freezeSeconds } : {};
}

async function putProblems(tx: Transaction, contestId: string, problems: readonly NewContestProblem[]): Promise<void> {
  const missing = await replaceContestProblems(tx, contestId, problems);
  if (missing.length === 0) return refuseWrongPretests(tx, problems);
  throw new ApiError('validation-failed', `There is no problem ${missing.join(', ')}.`, problems.flatMap(({ slug }, at) => (missing.includes(slug) ? [{ path: `problems.${at}.slug`, message: 'There is no such problem' }] : [])));
}

/** Points of problems are added up: what is a cost in one and a gain in another is not, nor a cost where a format knows points only. */
async function refuseCosts(tx: Transaction, contestId: string, format: ContestFormat): Promise<void> {
  const problems = await selectContestProblems(tx, contestId);
  const scoring = await selectPackageScoring(tx, problems.map(({ problemId }) => problemId));
  const costs = problems.flatMap(({ problemId }, at) => (scoring.get(problemId)?.lowerIsBetter ? [at] : []));
  if (costs.length === 0 || format === 'icpc' || format === 'codeforces' || (format === 'leaderboard' && costs.length === problems.length)) return;
  const message = format === 'leaderboard' ? 'Fewer points are better here, and more in others: they cannot be added up' : 'Fewer points are better here, which contests of this format cannot count';
  throw new ApiError('validation-failed', `${message}.`, costs.map((at) => ({ path: `problems.${at}.slug`, message })));
}

function refuseContradictions({ freezeSeconds, durationSeconds, windowSeconds, registration, code }: Pick<NewContestRow, 'freezeSeconds' | 'durationSeconds' | 'windowSeconds' | 'registration' | 'code'>): void {
  const refuse = (path: string, message: string) => {
    throw new ApiError('validation-failed', `${message}.`, [{ path, message }]);
  };
  if ((freezeSeconds ?? 0) > durationSeconds) refuse('freezeSeconds', 'The freeze is longer than the contest');
  if ((windowSeconds ?? 0) > durationSeconds) refuse('windowSeconds', 'The time that everybody has is longer than the contest');
  if (freezeSeconds && windowSeconds) refuse('freezeSeconds', 'Where everybody starts when they like there is no freeze');
  if (registration === 'code' && !code) refuse('code', 'Registration by code needs a code');
}

function withoutAbsent<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
