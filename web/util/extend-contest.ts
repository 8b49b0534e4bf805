/** How a contest is made longer. Pure. */
import type { Contest, ContestPatch } from '#contract/contest.js';

/**
 * The freeze is counted from the end, so it moves with it. Where it has begun already it must not: what happened since would be shown. It
 * is made longer by as much.
 */
export function extension({ durationSeconds, startsAt, endsAt, freezeAt }: Pick<Contest, 'durationSeconds' | 'startsAt' | 'endsAt' | 'freezeAt'>, minutes: number, now: number): ContestPatch {
  const more = minutes * 60;
  const hasFrozen = freezeAt !== null && Date.parse(freezeAt) <= now && Date.parse(startsAt) <= now;
  return { durationSeconds: durationSeconds + more, ...(hasFrozen ? { freezeSeconds: Math.round((Date.parse(endsAt) - Date.parse(freezeAt)) / 1000) + more } : {}) };
}
