/** The order of a scoreboard's rows, for servers and browsers alike: whoever gets some rows that have changed puts them where they belong. */
import type { ScoreboardRow } from './scoreboard.js';

/** What decides where a row stands. */
export type Placed = Pick<ScoreboardRow, 'order' | 'participant'>;

/** Ranks of rows that are sorted already: equal ones share the smallest, those out of competition have none. */
export function rankRows<R extends Placed>(sorted: readonly R[]): (R & { rank: number | null })[] {
  let place = 0;
  let rank = 0;
  let last: readonly number[] | null = null;
  return sorted.map((row) => {
    if (row.participant.unofficial) return { ...row, rank: null };
    place++;
    if (last === null || compareOrder(last, row.order) !== 0) rank = place;
    last = row.order;
    return { ...row, rank };
  });
}

const collator = new Intl.Collator('en');

/** The order of rows: of equal ones that of their names. */
export function compareRows(a: Placed, b: Placed): number {
  return compareOrder(a.order, b.order) || collator.compare(a.participant.name, b.participant.name) || (a.participant.id < b.participant.id ? -1 : 1);
}

/** Where it belongs among rows that are sorted. */
export function placeOf(sorted: readonly Placed[], row: Placed): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(sorted[middle]!, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function compareOrder(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How many gold medals are usual, and as many of silver and bronze: as the world finals give, where the field is large enough. */
export function medalsOfEach(rows: readonly Pick<ScoreboardRow, 'participant'>[]): number {
  return rows.filter(({ participant }) => !participant.unofficial).length >= 36 ? 4 : 1;
}
