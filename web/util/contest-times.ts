/** What a contest is at a moment of the server's clock. Pure. */
import type { Contest, ContestSummary } from '#contract/contest.js';

export type Phase = 'upcoming' | 'running' | 'over';

export function phaseOf({ startsAt, endsAt }: Pick<ContestSummary, 'startsAt' | 'endsAt'>, now: number): Phase {
  if (now < Date.parse(startsAt)) return 'upcoming';
  return now < Date.parse(endsAt) ? 'running' : 'over';
}

/** What comes next, for the clock at its head; null: nothing more. */
export function nextMoment({ startsAt, endsAt, me }: Pick<Contest, 'startsAt' | 'endsAt' | 'me'>, now: number): { what: 'start' | 'own-end' | 'end'; at: string } | null {
  if (now < Date.parse(startsAt)) return { what: 'start', at: startsAt };
  if (me?.endsAt && me.endsAt !== endsAt && now < Date.parse(me.endsAt)) return { what: 'own-end', at: me.endsAt };
  return now < Date.parse(endsAt) ? { what: 'end', at: endsAt } : null;
}

/** The next moment at which the server answers otherwise than before: start, freeze, end of one's own time, end. Null: none. */
export function nextTurn({ startsAt, freezeAt, endsAt, me }: Pick<Contest, 'startsAt' | 'freezeAt' | 'endsAt' | 'me'>, now: number): number | null {
  const turns = [startsAt, freezeAt, me?.endsAt, endsAt].flatMap((at) => (at ? [Date.parse(at)] : [])).filter((at) => at > now);
  return turns.length === 0 ? null : Math.min(...turns);
}

/** How long it takes whoever takes part, in seconds. */
export const wholeSeconds = ({ durationSeconds, windowSeconds }: Pick<Contest, 'durationSeconds' | 'windowSeconds'>): number => Math.min(windowSeconds ?? durationSeconds, durationSeconds);

/** How long the contest has been going on, in seconds of whoever started with it. */
export function elapsedSeconds(contest: Pick<Contest, 'startsAt' | 'durationSeconds' | 'windowSeconds'>, now: number): number {
  return Math.max(0, Math.min(wholeSeconds(contest), (now - Date.parse(contest.startsAt)) / 1000));
}
