/** The ceremony after a freeze: what is unveiled one after the other, and the standings in between. Pure. */
import type { Resolution, ScoreboardRow } from '#contract/scoreboard.js';
import { compareRows, medalsOfEach, placeOf, type Placed } from '#contract/standings.js';
import { inOrder } from './standings.js';

export type Medal = 'gold' | 'silver' | 'bronze';
export const MEDALS = ['gold', 'silver', 'bronze'] as const satisfies readonly Medal[];
export type MedalCounts = Record<Medal, number>;

/** `unveil`: the next step of the resolution. `award`: nothing can move below this row any more, and it has earned a medal. */
export type Beat = { kind: 'unveil'; participant: string; label: string } | { kind: 'award'; participant: string; rank: number; medal: Medal };

/** Null: none. Whoever shares a rank shares the medal. */
export function medalOf({ rank, solved, score }: Pick<ScoreboardRow, 'rank' | 'solved' | 'score'>, counts: MedalCounts): Medal | null {
  if (rank === null || (solved === 0 && score === 0)) return null;
  let place = 0;
  return MEDALS.find((medal) => rank <= (place += counts[medal])) ?? null;
}

export function usualMedals(rows: readonly ScoreboardRow[]): MedalCounts {
  const each = medalsOfEach(rows);
  return { gold: each, silver: each, bronze: each };
}

/** The standings after so many steps. */
export function rowsAfter({ rows, steps }: Pick<Resolution, 'rows' | 'steps'>, count: number): ScoreboardRow[] {
  const now = new Map(rows.map((row) => [row.participant.id, row]));
  for (const { participant, cell, ...total } of steps.slice(0, count)) {
    const row = now.get(participant);
    if (row) now.set(participant, { ...row, ...total, cells: row.cells.map((each) => (each.label === cell.label ? cell : each)) });
  }
  return inOrder([...now.values()]);
}

/** All that happens, in its order. */
export function beatsOf(resolution: Pick<Resolution, 'rows' | 'steps'>, counts: MedalCounts): Beat[] {
  const ends = new Map(rowsAfter(resolution, resolution.steps.length).map((row) => [row.participant.id, row]));
  // Only places are followed here: who stands where follows from `order` alone.
  const line: Placed[] = [...resolution.rows].sort(compareRows);
  const beats: Beat[] = [];
  const settled = new Set<string>();
  let above = line.length;
  const settle = (until: number) => {
    for (; above > until; above--) {
      const row = ends.get(line[above - 1]!.participant.id)!;
      if (settled.has(row.participant.id)) continue;
      settled.add(row.participant.id);
      const medal = medalOf(row, counts);
      if (medal !== null && row.rank !== null) beats.push({ kind: 'award', participant: row.participant.id, rank: row.rank, medal });
    }
  };
  for (const { participant, cell, order } of resolution.steps) {
    const at = line.findLastIndex((row) => row.participant.id === participant);
    const row = line[at];
    if (row === undefined) continue;
    settle(at + 1);
    beats.push({ kind: 'unveil', participant, label: cell.label });
    line.splice(at, 1);
    const moved = { ...row, order };
    const place = placeOf(line, moved);
    line.splice(place, 0, moved);
    // Who falls among those that are settled is looked at with them.
    above = Math.max(above, place + 1);
  }
  settle(0);
  return beats;
}
