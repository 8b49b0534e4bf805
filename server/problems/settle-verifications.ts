/**
 * Verifications that are over: each is looked at once, by whichever server sees it first, and where it proves a version that was to be
 * published as soon as it is proved, that version is published in the same transaction.
 */
import { inTransaction, type Database } from '#database/connect.js';
import { giveUpDataChecks } from '#database/data-checks.js';
import { isOvertaken, lockProblem, publishVersion, selectUnsettled, settleVerification } from '#database/publications.js';
import { selectOptionalVerification } from '#database/verifications.js';
import { proves } from './proof.js';
import { presentVerification } from './verification.js';

/** Any number of servers may call it at once, and as often as they like. Answers with the versions that were published. */
export async function settleVerifications(db: Database): Promise<string[]> {
  await giveUpDataChecks(db);
  const published: string[] = [];
  const failures: unknown[] = [];
  for (const id of await selectUnsettled(db)) {
    // One that cannot be settled holds up none of the others.
    const versionId = await settle(db, id).catch((error: unknown) => (failures.push(error), null));
    if (versionId !== null) published.push(versionId);
  }
  if (failures.length > 0) throw failures[0];
  return published;
}

async function settle(db: Database, verificationId: string): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    if (!(await settleVerification(tx, verificationId))) return null;
    const found = await selectOptionalVerification(tx, verificationId);
    if (found === null) return null;
    const { version } = found;
    if (version.publish !== 'when-proved' || !proves(presentVerification('', found))) return null;
    await lockProblem(tx, version.problemId);
    if (await isOvertaken(tx, version)) return null;
    await publishVersion(tx, { problemId: version.problemId, versionId: version.id, by: version.createdBy, how: 'proved', verificationId });
    return version.id;
  });
}
