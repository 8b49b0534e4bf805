/** The moments of a contest that its participants are told. Pure. */
import type { Contest } from '#contract/contest.js';

export const MOMENTS = ['start', 'five-minutes', 'freeze', 'end'] as const;
export type MomentKind = (typeof MOMENTS)[number];

export interface Moment {
  slug: string;
  name: string;
  kind: MomentKind;
  /** Milliseconds of the server's clock. */
  at: number;
}

const FIVE_MINUTES_MS = 5 * 60_000;

/** Of who takes part, in their order. Where everybody has a time of their own, it is theirs that ends, and the start is no news: they pressed the button. */
export function momentsOf({ slug, name, startsAt, endsAt, freezeAt, windowSeconds, me }: Pick<Contest, 'slug' | 'name' | 'startsAt' | 'endsAt' | 'freezeAt' | 'windowSeconds' | 'me'>): Moment[] {
  if (me === null) return [];
  const start = Date.parse(startsAt);
  const end = windowSeconds === null ? Date.parse(endsAt) : me.endsAt === null ? null : Date.parse(me.endsAt);
  const moments: { kind: MomentKind; at: number }[] = [
    { kind: 'start', at: start },
    ...(end === null ? [] : [{ kind: 'end' as const, at: end }, ...(end - FIVE_MINUTES_MS > start ? [{ kind: 'five-minutes' as const, at: end - FIVE_MINUTES_MS }] : [])]),
    ...(freezeAt === null ? [] : [{ kind: 'freeze' as const, at: Date.parse(freezeAt) }]),
  ];
  return moments.map((moment) => ({ slug, name, ...moment })).sort((a, b) => a.at - b.at || MOMENTS.indexOf(a.kind) - MOMENTS.indexOf(b.kind));
}

/** Those after one moment up to another: what is to be told when a timer comes late. */
export const momentsWithin = (moments: readonly Moment[], after: number, upTo: number): Moment[] => moments.filter(({ at }) => at > after && at <= upTo);

/** Milliseconds until the next one; null: there is none. */
export function untilNext(moments: readonly Moment[], now: number): number | null {
  const next = moments.filter(({ at }) => at > now).map(({ at }) => at - now);
  return next.length === 0 ? null : Math.min(...next);
}
