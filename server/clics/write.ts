/** What clients of CLICS may change: a team submits and asks, the jury answers, moves the start, and thaws. */
import { clicsContestPatchSchema, clicsNewClarificationSchema, clicsNewSubmissionSchema } from '#contract/clics.js';
import { newSubmissionSchema } from '#contract/submission.js';
import { answerClarification, insertClarification, selectOptionalClarification } from '#database/clarifications.js';
import { inTransaction, type Database } from '#database/connect.js';
import { isUuid } from '#database/page.js';
import { mayEditContest } from '../contests/policy.js';
import { patchContest } from '../contests/set-up.js';
import { endOf } from '../contests/times.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { validate } from '../http/validate.js';
import type { Services } from '../services.js';
import { submit } from '../submissions/submit.js';
import type { Audience } from './audience.js';
import { contestId, teamId } from './configuration.js';
import { answerId, idOr } from './ids.js';
import { readArchive } from './read-archive.js';

/** Nobody moves a start that people are about to see, nor to a moment that has nearly come. */
const NEAR_MS = 30_000;

export interface Write {
  services: Services;
  caller: Caller;
  audience: Audience;
  body: unknown;
  /** The address that it comes from. */
  from: string;
}

const refuse = (path: string, message: string) => new ApiError('validation-failed', `${message}.`, [{ path, message }]);

/** Answers with the id of the submission. */
export async function postSubmission({ services, caller, audience, body, from }: Write): Promise<string> {
  const { mine, data: { full: { contest } } } = audience;
  if (mine === null) throw new ApiError('forbidden', 'Only teams of the contest submit.');
  const wanted = validate(clicsNewSubmissionSchema, body);
  refuseOtherTeam('team_id', wanted.team_id, audience);
  const problem = problemOf(audience, wanted.problem_id);
  const files = await readArchive(Buffer.from(wanted.files[0]!.data, 'base64'));
  const submission = validate(newSubmissionSchema, { problem: problem.slug, language: wanted.language_id, files, contest: contest.slug, ...(wanted.entry_point ? { entryPoint: wanted.entry_point } : {}) });
  return (await submit(services, caller, submission, from, () => Promise.resolve())).id;
}

/** Answers with the id of the clarification. */
export async function postClarification({ services: { db }, caller, audience, body }: Write): Promise<string> {
  const { mine, data: { full: { contest } } } = audience;
  const wanted = validate(clicsNewClarificationSchema, body);
  const problemId = wanted.problem_id ? problemOf(audience, wanted.problem_id).problemId : null;
  if (mine !== null) {
    refuseOtherTeam('from_team_id', wanted.from_team_id ?? undefined, audience);
    for (const field of ['to_team_id', 'reply_to_id', 'time'] as const) if (wanted[field]) throw refuse(field, 'A team cannot set this');
    if (audience.now >= endOf(contest)) throw new ApiError('forbidden', 'The contest is over.');
    return inTransaction(db, (tx) => insertClarification(tx, { contestId: contest.id, problemId, participantId: mine.id, question: wanted.text }));
  }
  if (!mayEditContest(caller, contest)) throw new ApiError('forbidden', 'Only teams of the contest ask, and only its jury answers.');
  if (wanted.from_team_id) throw refuse('from_team_id', 'The jury asks nothing in the name of a team');
  if (wanted.reply_to_id) {
    const id = wanted.reply_to_id.toLowerCase();
    // The specification has no words for the answer that a reply takes the place of.
    if (wanted.to_team_id) await refuseOtherAsker(db, audience, id, wanted.to_team_id);
    const answered = isUuid(id) ? await inTransaction(db, (tx) => answerClarification(tx, contest.id, id, { answer: wanted.text, toAll: !wanted.to_team_id, answeredBy: caller.id }, 'any')) : 'gone';
    if (answered === 'gone') throw refuse('reply_to_id', 'There is no such question');
    return answerId(id);
  }
  if (wanted.to_team_id) throw refuse('to_team_id', 'What is no reply goes to all');
  return inTransaction(db, (tx) => insertClarification(tx, { contestId: contest.id, problemId, answer: wanted.text, toAll: true, answeredBy: caller.id, answeredAt: new Date() }));
}

/** Another start, or the thaw: at once, as the time that is asked for must be past. */
export async function patchTimes({ services: { db }, caller, audience, body }: Write): Promise<void> {
  const { full } = audience.data;
  if (!mayEditContest(caller, full.contest)) throw new ApiError('forbidden', 'Only its jury changes a contest.');
  const { id, start_time: start, scoreboard_thaw_time: thaw } = validate(clicsContestPatchSchema, body);
  if (id !== contestId(full.contest)) throw new ApiError('conflict', 'The id is not that of the address.');
  if (start !== undefined) {
    const near = (date: Date) => date.getTime() - audience.now.getTime() < NEAR_MS;
    if (near(full.contest.startsAt)) throw new ApiError('forbidden', 'The contest has started, or is about to.');
    if (near(start)) throw new ApiError('forbidden', 'The new start must be more than 30 s from now.');
    await patchContest(db, full, { startsAt: start.toISOString() });
    return;
  }
  if (thaw === undefined || full.contest.unfrozenAt !== null) throw new ApiError('forbidden', 'The contest is thawed already.');
  if (thaw > audience.now) throw new ApiError('forbidden', 'A thaw cannot be set ahead: ask for it when it is to be.');
  if (audience.now < endOf(full.contest)) throw new ApiError('forbidden', 'The contest has not ended.');
  await patchContest(db, full, { unfrozen: true });
}

/** What is for one team is for the one that has asked. */
async function refuseOtherAsker(db: Database, { data }: Audience, id: string, teamOf: string): Promise<void> {
  const asker = isUuid(id) ? (await selectOptionalClarification(db, id))?.clarification.participantId : undefined;
  const person = asker ? data.people.get(asker) : undefined;
  if (person !== undefined && teamId(person) !== teamOf) throw refuse('to_team_id', 'Another team has asked this');
}

function problemOf({ problems, data }: Audience, id: string): { slug: string; problemId: string } {
  const problem = problems ? data.full.problems.find((each) => idOr(each.slug, each.problemId) === id) : undefined;
  if (problem === undefined) throw refuse('problem_id', 'There is no such problem');
  return problem;
}

function refuseOtherTeam(field: string, id: string | undefined, { mine, data }: Audience): void {
  const own = mine === null ? undefined : data.people.get(mine.id);
  if (id !== undefined && (own === undefined || teamId(own) !== id)) throw refuse(field, 'This is not your team');
}
