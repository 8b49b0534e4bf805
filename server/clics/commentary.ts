/** What analysts say of a contest, as CLICS shapes it. */
import { clicsNewCommentarySchema, type ClicsObject } from '#contract/clics.js';
import { deleteCommentary, insertCommentary, listCommentary, selectSubmissionsOf, type CommentaryRow } from '#database/commentary.js';
import { inTransaction, type Database } from '#database/connect.js';
import { isUuid } from '#database/page.js';
import { mayEditContest } from '../contests/policy.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { validate } from '../http/validate.js';
import type { Audience } from './audience.js';
import { teamId } from './configuration.js';
import { idOr } from './ids.js';
import { seesCommentary } from './policy.js';
import { contestTime, timeOf } from './times.js';
import type { Write } from './write.js';

/** `id`: only this one. */
export async function liveCommentary(db: Database, audience: Audience, id?: string): Promise<ClicsObject<'commentary'>[]> {
  if (!seesCommentary(audience.view) || (id !== undefined && !isUuid(id))) return [];
  const rows = await listCommentary(db, audience.data.full.contest.id, id);
  return rows.map((row) => presentCommentary(audience, row));
}

/** Of what is not in the contest any more it names nothing. */
function presentCommentary({ data: { full: { contest, problems }, people } }: Audience, { id, saidAt, message, tags, participantIds, problemIds, submissionIds }: CommentaryRow): ClicsObject<'commentary'> {
  const teams = participantIds?.flatMap((participantId) => people.get(participantId) ?? []).map(teamId);
  const about = problemIds?.flatMap((problemId) => problems.find((problem) => problem.problemId === problemId) ?? []).map(({ slug, problemId }) => idOr(slug, problemId));
  return {
    id, time: timeOf(saidAt), contest_time: contestTime(contest.startsAt, saidAt), message, tags,
    ...(teams === undefined ? {} : { team_ids: teams }), ...(about === undefined ? {} : { problem_ids: about }), ...(submissionIds === null ? {} : { submission_ids: submissionIds }),
  };
}

/** Answers with its id. */
export async function postCommentary({ services: { db }, caller, audience: { data }, body }: Write): Promise<string> {
  const { contest, problems } = data.full;
  if (!mayEditContest(caller, contest)) throw new ApiError('forbidden', 'Only its jury comments on a contest.');
  const { message, tags, team_ids: teams, problem_ids: about, submission_ids: submissions } = validate(clicsNewCommentarySchema, body);
  const people = [...data.people.values()];
  const found = submissions ? await selectSubmissionsOf(db, contest.id, submissions.filter(isUuid)) : [];
  return inTransaction(db, (tx) =>
    insertCommentary(tx, {
      contestId: contest.id, accountId: caller.id, message, tags: [...new Set(tags)],
      participantIds: known('team_ids', teams, (id) => people.find((person) => teamId(person) === id)?.participant.id),
      problemIds: known('problem_ids', about, (id) => problems.find(({ slug, problemId }) => idOr(slug, problemId) === id)?.problemId),
      submissionIds: known('submission_ids', submissions, (id) => found.find((each) => each === id.toLowerCase())),
    }),
  );
}

/** @throws ApiError `forbidden`, `not-found` */
export async function removeCommentary(db: Database, caller: Caller, { data: { full: { contest } } }: Audience, id: string): Promise<void> {
  if (!mayEditContest(caller, contest)) throw new ApiError('forbidden', 'Only its jury takes back what was said of a contest.');
  if (!isUuid(id) || !(await deleteCommentary(db, contest.id, id))) throw notFound('commentary');
}

/** @throws ApiError `validation-failed` where one of them is not in the contest */
function known(field: string, ids: readonly string[] | null | undefined, find: (id: string) => string | undefined): string[] | null {
  if (!ids) return null;
  return ids.map((id, at) => {
    const one = find(id);
    if (one === undefined) throw new ApiError('validation-failed', 'There is no such object in the contest.', [{ path: `${field}.${at}`, message: 'There is no such object in the contest' }]);
    return one;
  });
}
