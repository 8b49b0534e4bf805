/** What the jury pastes to register people: a line for each participant. Pure. */

export interface ListedPerson {
  line: number;
  /** Absent: somebody by themselves, under their username. */
  team?: string;
  usernames: string[];
  affiliation?: string;
}

export const EXAMPLE_PEOPLE = 'ann\nbob; Green School\nRed Pandas: cleo, dan; Blue College';

/**
 * `ann`, or `Red Pandas: ann, bob`, and after a semicolon where they come from. Several names without a team are several people.
 * Empty lines, and what begins with #, say nothing.
 */
export function readPeople(text: string): ListedPerson[] {
  return text.split(/\r?\n/).flatMap((written, at): ListedPerson[] => {
    const bare = written.trim();
    if (bare === '' || bare.startsWith('#')) return [];
    const [who = '', from = ''] = bare.split(';', 2).map((part) => part.trim());
    const place = { line: at + 1, ...(from === '' ? {} : { affiliation: from }) };
    const colon = who.lastIndexOf(':');
    const usernames = (colon < 0 ? who : who.slice(colon + 1)).split(/[\s,]+/).filter(Boolean);
    if (colon >= 0) return [{ ...place, team: who.slice(0, colon).trim(), usernames }];
    return usernames.map((username) => ({ ...place, usernames: [username] }));
  });
}

/** The line that reads as this participant. */
export const writePerson = ({ team, usernames, affiliation }: Omit<ListedPerson, 'line'>): string => `${team === undefined ? '' : `${team}: `}${usernames.join(', ')}${affiliation === undefined ? '' : `; ${affiliation}`}`;
