/** A person publishes a version, or an earlier one again: where it is proved, or where they say why it is to be all the same. */
import type { ErrorDetail } from '#contract/errors.js';
import { inTransaction, type Database } from '#database/connect.js';
import type { VersionRow } from '#database/problems.js';
import { lockProblem, publishVersion, selectOptionalLastOver } from '#database/publications.js';
import { selectVerificationsOfVersions } from '#database/verification-list.js';
import { selectOptionalVerification } from '#database/verifications.js';
import { ApiError } from '../http/errors.js';
import { proves } from './proof.js';
import { presentVerification } from './verification.js';

export interface WantedPublication {
  version: Pick<VersionRow, 'id' | 'problemId' | 'number'>;
  /** Id of the account. */
  by: string;
  /** Why it is to be published though it is not proved. */
  overrideReason: string | undefined;
}

/** @throws ApiError `conflict` with every reason where it is not proved and nobody overrides that */
export async function publish(db: Database, { version, by, overrideReason }: WantedPublication): Promise<void> {
  const proof = await proofOf(db, version);
  if (!proof.proved && overrideReason === undefined) {
    throw new ApiError('conflict', `Version ${version.number} is not proved, so it was not published. Mend it, or publish it all the same with override: {reason}, which is recorded.`, proof.reasons);
  }
  await inTransaction(db, async (tx) => {
    await lockProblem(tx, version.problemId);
    const common = { problemId: version.problemId, versionId: version.id, by };
    if (proof.proved) await publishVersion(tx, { ...common, how: 'proved', verificationId: proof.verificationId });
    else await publishVersion(tx, { ...common, how: 'override', reason: overrideReason ?? '' });
  });
}

type Proof = { proved: true; verificationId: string } | { proved: false; reasons: ErrorDetail[] };

/** By the last verification that is over; one that goes on changes nothing yet. */
async function proofOf(db: Database, version: WantedPublication['version']): Promise<Proof> {
  const id = await selectOptionalLastOver(db, version.id);
  const found = id === null ? null : await selectOptionalVerification(db, id);
  if (id !== null && found !== null) {
    const shown = presentVerification('', found);
    return proves(shown) ? { proved: true, verificationId: id } : { proved: false, reasons: shown.reasons };
  }
  const running = (await selectVerificationsOfVersions(db, version.problemId)).get(version.id);
  const message = running ? `Its verification is still going on: ${running.done} of ${running.queued} submissions are judged. Wait for it.` : 'It was never verified. Verify it first.';
  return { proved: false, reasons: [{ path: 'submissions', message }] };
}
