/** Somebody who takes part as the jury's form holds them. Pure. */
import type { Participant, ParticipantChange } from '#contract/contest.js';

export interface ParticipantDraft {
  name: string;
  /** Usernames, with commas or spaces between them. */
  members: string;
  affiliation: string;
  group: string;
  seat: string;
  unofficial: boolean;
  hidden: boolean;
  /** Addresses and networks, with commas, spaces or lines between them; empty: all. */
  networks: string;
}

export function draftOfParticipant({ name, members, affiliation, group, seat, unofficial, hidden, networks }: Participant): ParticipantDraft {
  return { name, members: members.join(', '), affiliation: affiliation ?? '', group: group ?? '', seat: seat ?? '', unofficial, hidden: hidden ?? false, networks: networks?.join('\n') ?? '' };
}

/** What differs from the one before; what is the same is left alone, also where somebody else has changed it meanwhile. */
export function changeOf(before: ParticipantDraft, draft: ParticipantDraft): ParticipantChange {
  const [was, is] = [sent(before), sent(draft)];
  return Object.fromEntries(Object.entries(is).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key as keyof typeof was])));
}

function sent({ name, members, affiliation, group, seat, unofficial, hidden }: ParticipantDraft): Required<Omit<ParticipantChange, 'disqualified'>> {
  const orNull = (text: string) => text.trim() || null;
  return { name: name.trim(), members: listed(members), affiliation: orNull(affiliation), group: orNull(group), seat: orNull(seat), unofficial, hidden };
}

/** Null: from anywhere. */
export function addressesOf({ networks }: ParticipantDraft): string[] | null {
  const allowed = listed(networks);
  return allowed.length === 0 ? null : allowed;
}

const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
