/** One submission of a person, checked against its problem and queued. `from`: the address that it comes from. */
import { ANSWERS } from '#contract/language.js';
import type { NewSubmission } from '#contract/submission.js';
import { inTransaction, type Querier } from '#database/connect.js';
import { practisesInContest } from '#database/participants.js';
import { insertSubmission } from '#database/submissions.js';
import { bindToAddress, contestOf, virtualRunOf } from '../contests/enter.js';
import type { Caller } from '../http/caller.js';
import { tellStep } from '../http/step-channel.js';
import { ApiError } from '../http/errors.js';
import { refuseLanguage } from '../languages.js';
import { seenProblem } from '../problems/access.js';
import { maySubmitTo } from '../problems/policy.js';
import type { Services } from '../services.js';

export async function submit({ db }: Services, caller: Caller, wanted: NewSubmission, from: string, record: (tx: Querier, answer: { id: string }) => Promise<void>): Promise<{ id: string }> {
  if (wanted.assignment !== undefined) throw new ApiError('validation-failed', 'There is no such assignment.', [{ path: 'assignment', message: 'There is no such assignment' }]);
  const { problem, version, published } = await seenProblem(db, caller, wanted.problem);
  const virtualRunId = await virtualRunOf(db, caller, wanted.contest, problem);
  const contest = virtualRunId !== null && wanted.contest !== undefined ? undefined : await contestOf(db, caller, wanted.contest, problem, from);
  // A contest takes what its jury has put into it.
  if (contest === undefined && virtualRunId === null && !maySubmitTo(caller, problem, published) && !(published && (await practisesInContest(db, caller.id, problem.id)))) throw new ApiError('conflict', 'No version of this problem is published yet: only those who may edit it can submit to it.');
  const answers = version.package.types.includes('submit-answer');
  if (answers) refuseProgram(wanted.language);
  else await refuseLanguage(db, wanted.language, version.package.languages);
  const files = wanted.files.map(({ name, content }) => ({ name, content: Buffer.from(content, 'utf8') }));
  const bytes = files.reduce((sum, file) => sum + file.content.length, 0);
  const { codeKib, outputKib } = version.package.limits;
  const mostKib = answers ? outputKib : codeKib;
  if (bytes > mostKib * 1024) {
    const kib = Math.ceil(bytes / 1024);
    throw new ApiError('too-large', answers ? `The answers have ${kib} KiB; this problem takes ${mostKib} KiB.` : `The program has ${kib} KiB; this problem takes ${mostKib} KiB.`, [{ path: 'files', message: `At most ${mostKib} KiB in all` }]);
  }
  const submitted = await inTransaction(db, async (tx) => {
    if (contest) await bindToAddress(tx, contest);
    const { id } = await insertSubmission(tx, { problemId: problem.id, versionId: version.id, accountId: caller.id, language: wanted.language, entryPoint: wanted.entryPoint, files, contest: contest && { contestId: contest.contest.id, participantId: contest.participant.id }, virtualRunId: contest ? null : virtualRunId });
    await record(tx, { id });
    tellStep('before commit');
    return { id };
  });
  tellStep('after commit');
  return submitted;
}

/** Answers are in no language. */
function refuseProgram(language: NewSubmission['language']): void {
  if (language === ANSWERS) return;
  const message = `This problem takes answers and no program: files named after its tests, with the language ${ANSWERS}`;
  throw new ApiError('validation-failed', `${message}.`, [{ path: 'language', message }]);
}
