/** Who looks, and at what: everything that decides what the objects of a contest are for somebody now. */
import type { ParticipantRow } from '#database/participants.js';
import type { ContestData } from './contest-data.js';
import { seesProblems, type ClicsView } from './policy.js';

export interface Audience {
  view: ClicsView;
  data: ContestData;
  /** The viewer's own part in it. */
  mine: ParticipantRow | null;
  /** Whether the problems are there for them, and with them whatever names one. */
  problems: boolean;
  now: Date;
}

export function audienceOf(view: ClicsView, data: ContestData, now: Date): Audience {
  const mine = view.kind === 'team' ? (data.people.get(view.participantId)?.participant ?? null) : null;
  return { view, data, mine, now, problems: seesProblems(view, data.full.contest, mine, now) };
}
