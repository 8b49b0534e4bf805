/** One run of somebody's own program, checked and queued. */
import { MOST_UNFINISHED_RUNS, RUN_DEFAULTS, type NewRun } from '#contract/run.js';
import { inTransaction, type Querier } from '#database/connect.js';
import { insertRun } from '#database/runs.js';
import { hasStaffToken, type Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { refuseLanguage } from '../languages.js';
import { seenProblem } from '../problems/access.js';
import type { Services } from '../services.js';

export async function startRun({ db }: Services, caller: Caller, wanted: NewRun, record: (tx: Querier, answer: { id: string }) => Promise<void>): Promise<{ id: string }> {
  const version = wanted.problem === undefined ? null : (await seenProblem(db, caller, wanted.problem)).version;
  await refuseLanguage(db, wanted.language, version?.package.languages ?? null);
  if (wanted.samples && !version?.package.tests.some((test) => test.sample)) throw new ApiError('validation-failed', 'This problem has no samples to run on.', [{ path: 'samples', message: 'This problem has no samples' }]);
  refuseSize(wanted, version?.package.limits.codeKib ?? RUN_DEFAULTS.codeKib);
  const run = {
    accountId: caller.id,
    versionId: version?.id ?? null,
    language: wanted.language,
    files: wanted.files,
    entryPoint: wanted.entryPoint ?? null,
    stdin: wanted.samples ? null : (wanted.stdin ?? ''),
    timeLimitMs: wanted.limits?.timeLimitMs ?? version?.timeLimitMs ?? RUN_DEFAULTS.timeLimitMs,
    memoryLimitKib: wanted.limits?.memoryLimitKib ?? version?.package.limits.memoryKib ?? RUN_DEFAULTS.memoryLimitKib,
  };
  return inTransaction(db, async (tx) => {
    const inserted = await insertRun(tx, run, hasStaffToken(caller) ? Infinity : MOST_UNFINISHED_RUNS);
    if (inserted === null) throw new ApiError('rate-limited', `${MOST_UNFINISHED_RUNS} runs of yours are under way. Wait until one of them has ended.`);
    await record(tx, inserted);
    return inserted;
  });
}

function refuseSize({ files }: NewRun, codeKib: number): void {
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes > codeKib * 1024) throw new ApiError('too-large', `The program has ${Math.ceil(bytes / 1024)} KiB; at most ${codeKib} KiB can be run.`, [{ path: 'files', message: `At most ${codeKib} KiB in all` }]);
}
