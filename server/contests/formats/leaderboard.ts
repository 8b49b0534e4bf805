/** Plain leaderboard: the best score of each problem, added up; of equal ones whoever was there first. */
import { sum, type Format } from './format.js';
import { ioi } from './ioi.js';

export const leaderboard: Format = {
  cell: (attempts, problem, contest) => ioi.cell(attempts, problem, { ...contest, rules: { ...contest.rules, best: 'submission' } }),
  total(cells) {
    const score = sum(cells.map((cell) => cell.score ?? 0));
    const lastMs = Math.max(0, ...cells.map(({ gainedAtMs }) => gainedAtMs ?? 0));
    return { solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score, penaltySeconds: Math.floor(lastMs / 1000), order: [-score, lastMs] };
  },
};
