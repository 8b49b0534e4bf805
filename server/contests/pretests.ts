/** Pretests of the problems of a contest, and the system test after its end. */
import type { Pretests } from '#contract/contest.js';
import type { ProblemPackage } from '#contract/package.js';
import { inTransaction, type Database, type Querier } from '#database/connect.js';
import { selectContestPackages } from '#database/contest-groups.js';
import { createRejudging } from '#database/rejudgings.js';
import { countUnjudged, selectOptionalSystemTest, setSystemTested } from '#database/system-tests.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { lockContest, type FullContest } from '#database/contests.js';
import { endOf } from './times.js';

/** What is wrong with pretests, by the tests of the package; null: nothing. */
export function pretestFault(pretests: Pretests, { tests }: Pick<ProblemPackage, 'tests'>): string | null {
  if ('first' in pretests) return pretests.first <= tests.length ? null : `The problem has ${tests.length} tests`;
  if ('tests' in pretests) {
    const missing = pretests.tests.find((name) => !tests.some((test) => test.name === name));
    return missing === undefined ? null : `The problem has no test ${missing}`;
  }
  const missing = pretests.groups.find((name) => !tests.some(({ group }) => group === name || group.startsWith(`${name}/`)));
  return missing === undefined ? null : `The problem has no test group ${missing}`;
}

/** @throws ApiError `validation-failed`, with the field */
export async function refuseWrongPretests(db: Querier, problems: readonly { slug: string; pretests?: Pretests | null | undefined }[]): Promise<void> {
  const packages = await selectContestPackages(db, problems.flatMap(({ slug, pretests }) => (pretests ? [slug] : [])));
  const faults = problems.flatMap(({ slug, pretests }, at) => {
    const content = packages.get(slug);
    const message = pretests && content ? pretestFault(pretests, content) : null;
    return message === null ? [] : [{ path: `problems.${at}.pretests`, message }];
  });
  if (faults[0]) throw new ApiError('validation-failed', `${faults[0].message}.`, faults);
}

/** Answers with the rejudging; null: nothing had passed, and the system test is over. @throws ApiError `conflict` */
export async function startSystemTest(db: Database, caller: Caller, { contest, problems }: FullContest, record: (tx: Querier, answer: { rejudging: string | null }) => Promise<void>): Promise<{ rejudging: string | null }> {
  const refuse = (message: string) => new ApiError('conflict', message);
  if (problems.every(({ pretests }) => pretests === null)) throw refuse('No problem of this contest has pretests: everything is judged on all tests.');
  if (new Date() < endOf(contest)) throw refuse('The contest is not over. Its system test begins after its end.');
  return inTransaction(db, async (tx) => {
    // Of two who begin it at once the second is refused.
    const { systemTestedAt } = await lockContest(tx, contest.id);
    if (systemTestedAt !== null) throw refuse('The system test of this contest is over. Judge again what must be judged again.');
    if ((await selectOptionalSystemTest(tx, contest.id)) !== null) throw refuse('The system test is under way already: apply it or cancel it.');
    const unjudged = await countUnjudged(tx, contest.id);
    if (unjudged > 0) throw refuse(`${unjudged} submissions wait for their pretests. Begin when they are judged.`);
    const rejudging = await createRejudging(tx, { chosen: { systemTestOf: contest.id }, versionId: null, reason: `System test of ${contest.name}`, createdBy: caller.id });
    if (rejudging === null) await setSystemTested(tx, contest.id);
    const answer = { rejudging };
    await record(tx, answer);
    return answer;
  });
}
