/** Rated contests of the showcase that are over: what profiles and the list of ratings show. */
import type { Api } from './api.js';

const DAY_MS = 86_400_000;
const DURATION_SECONDS = 2 * 3600;
const [RIGHT, WRONG] = ['a, b = map(int, input().split())\nprint(a + b)\n', 'print(0)\n'];
/** Who solves it, by contest, of three people. The place of each changes, so that ratings rise and fall. */
const ROUNDS = [
  { slug: 'league-1', name: 'League, first round', daysAgo: 60, solves: [false, true, true] },
  { slug: 'league-2', name: 'League, second round', daysAgo: 40, solves: [true, false, true] },
  { slug: 'league-3', name: 'League, third round: the one with the long name', daysAgo: 12, solves: [true, false, false] },
];

/** @returns the address of the last one, once all are rated */
export async function rateThree(staff: Api, people: readonly [Api, Api, Api]): Promise<string> {
  for (const { slug, name, daysAgo, solves } of ROUNDS) {
    const contest = { slug, name, format: 'ioi', durationSeconds: DURATION_SECONDS, registration: 'open', visibility: 'public', rated: true } as const;
    await staff.call('createContest', { body: { ...contest, startsAt: new Date(Date.now() - 60_000).toISOString(), problems: [{ slug: 'aplusb', label: 'A', points: 100 }] } });
    const sent = await Promise.all(people.map(async (person, at) => {
      await person.call('registerInContest', { parameters: { slug }, body: { affiliation: 'University of Wittelsbach' } });
      const { id } = await person.call('createSubmission', { body: { problem: 'aplusb', language: 'python3', contest: slug, files: [{ name: 'main.py', content: solves[at] ? RIGHT : WRONG }] } });
      return { person, id };
    }));
    for (const { person, id } of sent) await person.until((api) => api.call('getSubmission', { parameters: { id } }), ({ state }) => state === 'finished', { everyMs: 200, withinMs: 120_000 });
    await staff.call('changeContest', { parameters: { slug }, body: { startsAt: new Date(Date.now() - daysAgo * DAY_MS).toISOString() } });
  }
  await staff.until((api) => api.call('listRatings', {}), ({ items }) => items.length === people.length && items.every(({ contests }) => contests === ROUNDS.length), { everyMs: 500, withinMs: 120_000 });
  return ROUNDS.at(-1)!.slug;
}
