/** When a contest is what. Pure. */
import type { ContestState } from '#contract/contest.js';
import type { ContestRow } from '#database/contests.js';

export type Timed = Pick<ContestRow, 'startsAt' | 'durationSeconds' | 'freezeSeconds' | 'unfrozenAt' | 'windowSeconds' | 'countedAt' | 'feedback'>;

export const endOf = ({ startsAt, durationSeconds }: Pick<Timed, 'startsAt' | 'durationSeconds'>): Date => new Date(startsAt.getTime() + durationSeconds * 1000);

/** Null: nothing is ever hidden. */
export function freezeOf(contest: Pick<Timed, 'startsAt' | 'durationSeconds' | 'freezeSeconds'>): Date | null {
  return contest.freezeSeconds === null || contest.freezeSeconds === 0 ? null : new Date(endOf(contest).getTime() - contest.freezeSeconds * 1000);
}

/** Whether results of what was submitted then are hidden from the public: since the freeze, or always where nothing is told before the end. `contest_conceals` of migration 0012 says the same. */
export function isHidden(contest: Omit<Timed, 'windowSeconds'>, submittedAt: Date): boolean {
  if (contest.feedback === 'none' && contest.countedAt === null) return true;
  const freeze = freezeOf(contest);
  return freeze !== null && contest.unfrozenAt === null && submittedAt >= freeze;
}

/** Whether the public's board is not what has happened by now. */
export function isFrozen(contest: Timed, now: Date): boolean {
  return now >= contest.startsAt && isHidden(contest, now);
}

export function stateOf(contest: Timed, now: Date): ContestState {
  if (now < contest.startsAt) return 'scheduled';
  if (isFrozen(contest, now)) return 'frozen';
  if (now < endOf(contest)) return 'running';
  return contest.countedAt === null ? 'ended' : 'finished';
}

/** How much of it has passed, for those who started when it did or as early as they could. */
export function elapsedMs(contest: Timed, now: Date): number {
  const last = contest.windowSeconds === null ? contest.durationSeconds : Math.min(contest.windowSeconds, contest.durationSeconds);
  return Math.max(0, Math.min(last * 1000, now.getTime() - contest.startsAt.getTime()));
}

/** When it ends for a participant; null: they have not started. */
export function ownEndOf(contest: Timed, startedAt: Date | null): Date | null {
  if (contest.windowSeconds === null) return endOf(contest);
  return startedAt === null ? null : new Date(Math.min(endOf(contest).getTime(), startedAt.getTime() + contest.windowSeconds * 1000));
}

/** Whether a participant may submit now. */
export function isOpenFor(contest: Timed, startedAt: Date | null, now: Date): boolean {
  const end = ownEndOf(contest, startedAt);
  return now >= contest.startsAt && end !== null && now < end;
}

/** Balloons are for what was submitted before that moment; null: for everything. */
export function balloonsUntil(contest: Timed & Pick<ContestRow, 'balloons'>): Date | null {
  return contest.balloons === 'until-freeze' && contest.unfrozenAt === null ? freezeOf(contest) : null;
}

/** How long each participant has. */
export function ownSeconds({ windowSeconds, durationSeconds }: Pick<Timed, 'windowSeconds' | 'durationSeconds'>): number {
  return windowSeconds === null ? durationSeconds : Math.min(windowSeconds, durationSeconds);
}

/** Whether it is over with nothing hidden, so that it may be shown as it was at any moment, and taken virtually. */
export function isReplayable(contest: Timed, now: Date): boolean {
  return stateOf(contest, now) === 'finished';
}
