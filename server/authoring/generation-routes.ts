/** Tests made by programs of the author, on a judge: begun, looked at, stopped. */
import { insertGeneration, cancelGeneration, selectOptionalGeneration } from '#database/authoring-generations.js';
import { lockAuthored } from '#database/authoring.js';
import { inTransaction } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { written, writtenParts } from './access.js';
import { generationJob, languagesOf, stepsOf } from './generation-job.js';
import { presentGeneration } from './present.js';

export function generationRoutes(routes: Routes, { db }: Services): void {
  routes.route('startGeneration', async ({ caller, params, body, response }) => {
    const { found, arranged } = await writtenParts(db, caller, params.id);
    const offered = new Set((await selectOfferedLanguages(db)).map((language) => language.id as string));
    const job = await generationJob(db, arranged, body, offered);
    if (job.tests.length === 0) throw new ApiError('validation-failed', 'There is nothing to generate: everything that programs make is up to date.', [{ path: 'tests', message: 'Everything is up to date' }]);
    const languages = languagesOf(job);
    const missing = languages.filter((language) => language !== 'script' && !offered.has(language));
    if (missing.length > 0) throw new ApiError('unavailable', `No judge here can run ${missing.join(', ')} now.`);
    return inTransaction(db, async (tx) => {
      await lockAuthored(tx, found.authored.id);
      const answer = await insertGeneration(tx, { authoredId: found.authored.id, accountId: caller.id, job, languages, total: job.tests.reduce((sum, test) => sum + stepsOf(test).length, 0) });
      if (answer === null) throw new ApiError('conflict', 'Tests of this problem are being generated already. Wait until that has ended, or stop it.');
      await recordInTransaction(response, tx, answer);
      return answer;
    });
  });

  routes.route('getGeneration', async ({ caller, params }) => {
    const { authored } = await written(db, caller, params.id);
    const found = await selectOptionalGeneration(db, authored.id, params.generation);
    if (found === null) throw notFound('generation');
    return presentGeneration(found);
  });

  routes.route('cancelGeneration', async ({ caller, params }) => {
    const { authored } = await written(db, caller, params.id);
    if (await cancelGeneration(db, authored.id, params.generation)) return;
    if ((await selectOptionalGeneration(db, authored.id, params.generation)) === null) throw notFound('generation');
    throw new ApiError('conflict', 'It is over already.');
  });
}
