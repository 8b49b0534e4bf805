/** A scoreboard that is told of what changes: the rows of a change take the place of the former ones, and ranks follow. Pure. */
import type { Scoreboard, ScoreboardCell, ScoreboardChange, ScoreboardRow } from '#contract/scoreboard.js';
import { compareRows, rankRows } from '#contract/standings.js';

/** What came while a board was being fetched is kept with it. `gap`: something between was never told, and the board must be loaded anew. */
export function catchUp(board: Scoreboard, changes: readonly ScoreboardChange[]): { board: Scoreboard; gap: boolean } {
  let now = board;
  for (const change of [...changes].sort((a, b) => a.seq - b.seq)) {
    if (change.seq <= now.seq) continue;
    if (change.from > now.seq) return { board: now, gap: true };
    now = withRows(now, change);
  }
  return { board: now, gap: false };
}

/** Rows that stay as they are stay the same objects, so that nothing is drawn again for them. */
function withRows(board: Scoreboard, { seq, rows: changed }: ScoreboardChange): Scoreboard {
  if (changed.length === 0) return { ...board, seq };
  const news = new Map(changed.map((row) => [row.participant.id, row]));
  const counts = board.problems.map(() => ({ solvedBy: 0, triedBy: 0 }));
  const count = (row: ScoreboardRow, by: 1 | -1) =>
    row.cells.forEach((cell, at) => {
      const of = counts[at];
      if (!of) return;
      if (cell.solvedAtSeconds !== null) of.solvedBy += by;
      if (isTried(cell)) of.triedBy += by;
    });
  const rows = board.rows.map((row) => {
    const now = news.get(row.participant.id);
    if (now === undefined) return row;
    news.delete(row.participant.id);
    count(row, -1);
    count(now, 1);
    return now;
  });
  for (const row of news.values()) {
    count(row, 1);
    rows.push(row);
  }
  return { ...board, seq, rows: inOrder(rows), problems: board.problems.map((problem, at) => ({ ...problem, solvedBy: problem.solvedBy + counts[at]!.solvedBy, triedBy: problem.triedBy + counts[at]!.triedBy })) };
}

/** Sorted and ranked. */
export function inOrder(rows: readonly ScoreboardRow[]): ScoreboardRow[] {
  const sorted = [...rows].sort(compareRows);
  return rankRows(sorted).map((ranked, at) => (ranked.rank === sorted[at]!.rank ? sorted[at]! : ranked));
}

export const isTried = ({ tries, pending }: Pick<ScoreboardCell, 'tries' | 'pending'>): boolean => tries + pending > 0;

/** Labels of what came of something since. Who is the first to solve a problem may change without them. */
export function changedCells(before: ScoreboardRow, now: ScoreboardRow): string[] {
  if (before.cells === now.cells) return [];
  return now.cells.flatMap((cell, at) => {
    const former = before.cells[at];
    return former?.label === cell.label && (former.tries !== cell.tries || former.pending !== cell.pending || former.solvedAtSeconds !== cell.solvedAtSeconds || former.score !== cell.score) ? [cell.label] : [];
  });
}
