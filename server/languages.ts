/** Whether a program in this language can be run here and now. */
import { listJudges } from '#database/judges.js';
import { ApiError } from './http/errors.js';
import type { Services } from './services.js';

/** @throws ApiError; `allowed`: by the problem, null where it allows all */
export async function refuseLanguage(db: Services['db'], language: string, allowed: readonly string[] | null): Promise<void> {
  const refuse = (message: string) => new ApiError('validation-failed', `${message}.`, [{ path: 'language', message }]);
  if (allowed !== null && !allowed.includes(language)) throw refuse(`This problem does not take ${language}`);
  const judges = await listJudges(db);
  if (judges.length === 0) throw new ApiError('unavailable', 'No judge has been at work here yet. Try again in a minute.');
  // A judge that is away for a moment comes back: what was sent meanwhile waits for it.
  const able = judges.some((judge) => judge.alive) ? judges.filter((judge) => judge.alive) : judges;
  if (!able.some((judge) => judge.languages.some((each) => each.id === language))) throw refuse(`No judge here can run ${language}`);
}
