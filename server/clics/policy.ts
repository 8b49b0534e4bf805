/**
 * Who sees what of a contest through CLICS. It follows the policy of contests: the jury everything; everybody else what the public
 * board shows, so that of whatever was submitted in a freeze there is no verdict; a team its own besides.
 */
import type { ClicsCapability } from '#contract/clics.js';
import type { Verdict } from '#contract/verdict.js';
import type { JudgedSubmission } from '#database/clics.js';
import type { ContestRow, FullContest } from '#database/contests.js';
import type { ParticipantRow } from '#database/participants.js';
import { boardView, mayEditContest, maySeeProblemList } from '../contests/policy.js';
import { endOf, isHidden } from '../contests/times.js';
import type { Caller } from '../http/caller.js';
import { isWithheld, toldIn } from '../submissions/feedback.js';

export type ClicsView = { kind: 'jury' } | { kind: 'public' } | { kind: 'team'; participantId: string };

type Viewer = Pick<Caller, 'id' | 'role'> | null;

export function clicsView(caller: Viewer, mine: ParticipantRow | null): ClicsView {
  if (boardView(caller, mine) === 'jury') return { kind: 'jury' };
  return mine === null ? { kind: 'public' } : { kind: 'team', participantId: mine.id };
}

/** Callers with the same one see the same. */
export const viewKey = (view: ClicsView): string => (view.kind === 'team' ? view.participantId : view.kind);

const isOwn = (view: ClicsView, participantId: string): boolean => view.kind === 'team' && view.participantId === participantId;

export function seesParticipant(view: ClicsView, participant: Pick<ParticipantRow, 'id' | 'hidden'>): boolean {
  return view.kind === 'jury' || !participant.hidden || isOwn(view, participant.id);
}

/** Who is disqualified is on no scoreboard of the jury, as who is hidden; others are not told why somebody has no rank. */
export function isTakenOff(view: ClicsView, { disqualifiedAt }: Pick<ParticipantRow, 'disqualifiedAt'>): boolean {
  return view.kind === 'jury' && disqualifiedAt !== null;
}

export function seesProblems(view: ClicsView, contest: Pick<ContestRow, 'startsAt' | 'windowSeconds' | 'durationSeconds'>, mine: ParticipantRow | null, now: Date): boolean {
  return view.kind === 'jury' || maySeeProblemList(null, contest, mine, now, now >= endOf(contest));
}

/** Its team sees what its contest tells it of its submissions; the others what the public board does. */
export function seesVerdict(view: ClicsView, contest: ContestRow, submission: Pick<JudgedSubmission, 'participantId' | 'submittedAt'>, verdict: Verdict, now: Date): boolean {
  if (view.kind === 'jury') return true;
  return isOwn(view, submission.participantId) ? !isWithheld('owner', toldIn(contest, now), verdict) : !isHidden(contest, submission.submittedAt);
}

/** Since when a verdict could be seen by whoever is not of the jury: for who asks what is new. */
export function verdictSeenAt(view: ClicsView, contest: ContestRow, finishedAt: Date): Date {
  if (view.kind === 'jury') return finishedAt;
  const shown = [finishedAt];
  if (contest.feedback === 'none') shown.push(endOf(contest), ...(contest.countedAt === null ? [] : [contest.countedAt]));
  if (contest.unfrozenAt !== null) shown.push(contest.unfrozenAt);
  // Of times that have come only: what was seen before is told once more after each of them.
  return new Date(Math.max(...shown.map(Number).filter((at) => at <= Date.now())));
}

/** Programs are nobody's but their team's and the jury's. */
export function seesProgram(view: ClicsView, submission: Pick<JudgedSubmission, 'participantId'>): boolean {
  return view.kind === 'jury' || isOwn(view, submission.participantId);
}

/** How long it took, single tests, and how many of them there are: what problems tell contestants of these is for their own pages to decide. */
export const seesMeasurements = (view: ClicsView): boolean => view.kind === 'jury';

/** It may tell what a freeze hides. */
export const seesCommentary = (view: ClicsView): boolean => view.kind === 'jury';

/** That all is judged tells the others something of what is hidden from them: to them it is final once nothing is. */
export function finalAt(view: ClicsView, { finalizedAt, countedAt }: Pick<ContestRow, 'finalizedAt' | 'countedAt'>): Date | null {
  const known = [countedAt, ...(view.kind === 'jury' ? [finalizedAt] : [])].filter((at) => at !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map(Number)));
}

export function seesAccount(view: ClicsView, username: string, caller: Pick<Caller, 'username'> | null): boolean {
  return view.kind === 'jury' || caller?.username === username;
}

export function capabilities(caller: Viewer, { contest }: FullContest, view: ClicsView): ClicsCapability[] {
  return [...(mayEditContest(caller, contest) ? (['contest_start', 'contest_thaw', 'admin_clar'] as const) : []), ...(view.kind === 'team' ? (['team_submit', 'team_clar'] as const) : [])];
}
