/** How a participant came to where they are on a board: what that board hides is no part of it. Pure. */
import type { Standing } from '#contract/scoreboard.js';
import { compareOrder } from '#contract/standings.js';
import type { Board, Step } from './board.js';

/** So many moments beside those at which their own standing changed. */
const INTERVALS = 60;

/** Null: not on this board. `untilMs`: since the start of each. */
export function historyOf(board: Board, id: string, untilMs: number): { ranked: number; points: Standing[] } | null {
  const people = board.participants();
  const own = people.find((each) => each.id === id);
  if (own === undefined) return null;
  const steps = board.stepsOf(id);
  const official = people.filter(({ unofficial }) => !unofficial).map((each) => ({ steps: board.stepsOf(each.id), at: 0 }));
  const moments = new Set([...steps.map(({ atMs }) => atMs), ...Array.from({ length: INTERVALS + 1 }, (_, at) => (untilMs * at) / INTERVALS)]);
  const points = [...moments].sort((a, b) => a - b).map((atMs): Standing => {
    const { order, ...standing } = lastUntil(steps, atMs);
    // Times only grow, so each looks on from where it was.
    const better = official.filter((other) => {
      while ((other.steps[other.at + 1]?.atMs ?? Infinity) <= atMs) other.at++;
      return compareOrder(other.steps[other.at]!.order, order) < 0;
    }).length;
    return { atSeconds: Math.floor(atMs / 1000), rank: own.unofficial ? null : better + 1, solved: standing.solved, score: standing.score, penaltySeconds: standing.penaltySeconds };
  });
  return { ranked: official.length, points };
}

function lastUntil(steps: readonly Step[], atMs: number): Step {
  return steps.findLast((step) => step.atMs <= atMs) ?? steps[0]!;
}
