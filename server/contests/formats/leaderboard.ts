/**
 * Plain leaderboard: the best score of each problem, added up; of equal ones whoever was there first. Where scores are costs, the lowest of
 * what was accepted is the best one, as what was rejected cost nothing; and whoever has solved more of these is ahead.
 */
import { NOTHING, counts, sum, type Attempt, type Cell, type Format, type FormatContest } from './format.js';
import { ioi } from './ioi.js';

export const leaderboard: Format = {
  cell(attempts, problem, contest) {
    if (problem.lowerIsBetter) return lowest(attempts, contest);
    return ioi.cell(attempts, problem, { ...contest, rules: { ...contest.rules, best: 'submission' } });
  },
  total(cells, { lowerIsBetter }) {
    const costs = cells.filter((cell) => cell.lowerIsBetter && cell.score !== null);
    const [cost, gain] = [sum(costs.map(({ score }) => score ?? 0)), sum(cells.map((cell) => (cell.lowerIsBetter ? 0 : (cell.score ?? 0))))];
    const lastMs = Math.max(0, ...cells.map(({ gainedAtMs }) => gainedAtMs ?? 0));
    return {
      solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score: lowerIsBetter === 'all' ? cost : gain - cost, penaltySeconds: Math.floor(lastMs / 1000),
      order: [...(lowerIsBetter === undefined ? [] : [-costs.length]), cost - gain, lastMs],
    };
  },
};

function lowest(attempts: readonly Attempt[], { rules }: FormatContest): Cell {
  const judged = attempts.filter((attempt) => counts(attempt, rules));
  const cell: Cell = { ...NOTHING, tries: judged.length, pending: attempts.filter(({ verdict }) => verdict === null).length, lowerIsBetter: true };
  for (const { verdict, score, atMs } of judged) {
    if (verdict !== 'accepted' || score === null) continue;
    cell.solvedAtMs ??= atMs;
    if (cell.score === null || score < cell.score) [cell.score, cell.gainedAtMs] = [score, atMs];
  }
  return cell;
}
