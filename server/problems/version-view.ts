/** A version as those who may edit its problem see it. */
import type { TimeLimit, VerificationSummary, Version } from '#contract/problem.js';
import type { ProofState, Publication } from '#contract/publication.js';
import type { PublicationOfVersion } from '#database/publications.js';
import type { BriefVersion, ListedVersion } from '#database/staff-problems.js';

export function presentVersion(version: ListedVersion, about: { current: boolean; verification: VerificationSummary | null; publication: PublicationOfVersion | null }): Version {
  const { number, tests, labelled, archiveBytes, findings, publish } = version;
  const { current, verification, publication } = about;
  return {
    number, tests, labelled, archiveBytes, findings, publish, current, verification,
    createdAt: version.createdAt.toISOString(),
    user: version.username,
    timeLimit: timeLimitOf(version),
    publication: publication && presentPublication(publication),
    proof: proofState(verification),
  };
}

function presentPublication({ publishedAt, username, how, reason, verificationId }: PublicationOfVersion): Publication {
  return { publishedAt: publishedAt.toISOString(), user: username, how, reason, verification: verificationId };
}

/** What the last verification of a version says of it. */
export function proofState(verification: VerificationSummary | null): ProofState {
  if (verification === null) return 'not-verified';
  if (verification.state === 'running') return 'verifying';
  return verification.asExpected === true ? 'proved' : 'not-proved';
}

export function timeLimitOf({ givenMs, timeLimitMs, calibration }: BriefVersion): TimeLimit {
  const origin = givenMs !== null ? 'given' : timeLimitMs === null ? 'measuring' : 'measured';
  return { ms: timeLimitMs, origin, slowestAcceptedMs: calibration?.slowestAcceptedMs ?? null, note: calibration?.note ?? '' };
}
