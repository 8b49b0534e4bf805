/**
 * The order in which what the freeze hides is unveiled, as on the stage of the ICPC: from the bottom, always the first problem that
 * waits in the lowest row that has one; a row that rises is looked at again when its turn comes. Pure.
 */
import type { ResolutionStep, ScoreboardRow } from '#contract/scoreboard.js';
import { placeOf } from '#contract/standings.js';
import type { Board } from './board.js';

/** `frozen` and `open`: boards of the same participants, one as the freeze left it, one as it is in the end. */
export function resolve(frozen: Board, open: Board): { rows: ScoreboardRow[]; steps: ResolutionStep[] } {
  const ends = new Map(open.rows().map((row) => [row.participant.id, row]));
  const marked = frozen.rows().map((row) => ({ ...row, cells: row.cells.map((cell, at) => ({ ...cell, first: cell.solvedAtSeconds !== null && ends.get(row.participant.id)!.cells[at]!.first })) }));
  const order: Pick<ScoreboardRow, 'order' | 'participant'>[] = [...marked];
  const waiting = new Map(marked.map((row) => [row.participant.id, row.cells.filter(({ pending }) => pending > 0).map(({ label }) => label)]));
  const cells = new Map(marked.map(({ participant: { id } }) => [id, new Map(frozen.cellsOf(id))]));
  const steps: ResolutionStep[] = [];
  for (let at = order.length - 1; at >= 0; ) {
    const { participant } = order[at]!;
    const label = waiting.get(participant.id)!.shift();
    if (label === undefined) {
      at--;
      continue;
    }
    const own = cells.get(participant.id)!;
    const unveiled = open.cellsOf(participant.id)?.get(label);
    if (unveiled) own.set(label, unveiled);
    const total = frozen.totalOf(own);
    steps.push({ participant: participant.id, cell: ends.get(participant.id)!.cells.find((cell) => cell.label === label)!, ...total });
    order.splice(at, 1);
    const risen = { participant, order: total.order };
    const place = placeOf(order, risen);
    order.splice(place, 0, risen);
    // Where it fell instead, as a later try may take points back, it may be the lowest that waits still.
    at = Math.max(at, place);
  }
  return { rows: marked, steps };
}
