/** Who may see what of a contest. Used by HTTP and by sockets. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ContestRow } from '#database/contests.js';
import type { ParticipantRow } from '#database/participants.js';
import { isStaff, type Caller } from '../http/caller.js';
import { endOf } from './times.js';

type Viewer = Pick<Caller, 'id' | 'role'> | null;

/** Public ones everybody; private ones staff, runners and who takes part, and by a code who knows it may register unseen. */
export function maySeeContest(viewer: Viewer, contest: Pick<ContestRow, 'visibility' | 'runnerIds'>, participant: ParticipantRow | null): boolean {
  return contest.visibility === 'public' || isStaff(viewer) || participant !== null || (viewer !== null && contest.runnerIds.includes(viewer.id));
}

/** Its owner and jury, as long as they are staff, and admins. */
export function mayEditContest(viewer: Viewer, contest: Pick<ContestRow, 'ownerId' | 'juryIds'>): boolean {
  return viewer !== null && isStaff(viewer) && (viewer.role === 'admin' || viewer.id === contest.ownerId || contest.juryIds.includes(viewer.id));
}

/** Balloons and prints: who may edit the contest, and its runners, none of whom takes part. */
export function mayDeliver(viewer: Viewer, contest: Pick<ContestRow, 'ownerId' | 'juryIds' | 'runnerIds'>, participant: ParticipantRow | null): boolean {
  return mayEditContest(viewer, contest) || (viewer !== null && participant === null && contest.runnerIds.includes(viewer.id));
}

/** `jury`: everything as it is. `public`: as it was when the freeze began. */
export type BoardView = 'jury' | 'public';

/** Staff who take part are participants while it runs. */
export function boardView(viewer: Viewer, participant: ParticipantRow | null): BoardView {
  return isStaff(viewer) && participant === null ? 'jury' : 'public';
}

/** Before the start the jury alone; then everybody, but where each has a time of their own only who has started. */
export function maySeeProblemList(viewer: Viewer, contest: Pick<ContestRow, 'startsAt' | 'windowSeconds'>, participant: ParticipantRow | null, now: Date, ended: boolean): boolean {
  if (boardView(viewer, participant) === 'jury' || ended) return true;
  if (now < contest.startsAt) return false;
  return contest.windowSeconds === null || (participant?.startedAt ?? null) !== null;
}

/**
 * Why who takes part may not leave by themselves; null: they may. Until it begins for them; but what the jury has decided of them would be
 * gone when they come again, and where the jury registers they could not come again.
 */
export function withdrawalRefusal(contest: Pick<ContestRow, 'startsAt' | 'durationSeconds' | 'windowSeconds' | 'registration'>, participant: ParticipantRow, now: Date): string | null {
  if (now >= endOf(contest)) return 'The contest is over.';
  if (participant.startedAt !== null) return 'Your time has begun: only the jury takes you out of the contest now.';
  if (now >= contest.startsAt && contest.windowSeconds === null) return 'The contest has begun: only its jury takes you out of it now.';
  const decided = participant.unofficial || participant.hidden || participant.disqualifiedAt !== null || participant.networks !== null || participant.externalId !== null;
  return contest.registration === 'list' || decided ? 'Ask the jury to take you out of this contest: it has decided how you take part.' : null;
}

/** What a scoreboard tells of problems: before the start nothing to anybody but the jury, and to whoever may not see the list only which there are. */
export type ShownProblems = 'problems' | 'labels' | 'nothing';

export function shownProblems(viewer: Viewer, contest: Pick<ContestRow, 'startsAt' | 'windowSeconds'>, participant: ParticipantRow | null, now: Date, ended: boolean): ShownProblems {
  if (maySeeProblemList(viewer, contest, participant, now, ended)) return 'problems';
  return now < contest.startsAt ? 'nothing' : 'labels';
}

/** Hashed, so that the time it takes tells nothing of how much is right. */
export function sameCode(given: string | undefined, code: string | null): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && code !== null && code !== '' && timingSafeEqual(hash(given), hash(code));
}
