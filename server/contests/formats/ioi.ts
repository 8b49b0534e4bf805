/**
 * IOI: points, no penalty. Of each problem the best submission, or the sum over test groups of the best points of each
 * (https://ioinformatics.org/page/regulations, since 2010 and since 2017). Equal points share a rank.
 */
import { NOTHING, counts, sum, type Attempt, type Format, type FormatProblem } from './format.js';
import { scaled } from './points.js';

export const ioi: Format = {
  cell(attempts, problem, { rules }) {
    const { points } = problem;
    const judged = attempts.filter((attempt) => counts(attempt, rules));
    const pending = attempts.filter(({ verdict }) => verdict === null).length;
    if (judged.length === 0) return { ...NOTHING, pending };
    let gainedAtMs: number | null = null;
    let score = 0;
    for (const [at, attempt] of judged.entries()) {
      const now = rules.best === 'groups' && !problem.lowerIsBetter ? bestByGroup(judged.slice(0, at + 1), problem) : Math.max(score, scaled(attempt, problem));
      if (now > score) gainedAtMs = attempt.atMs;
      score = Math.max(score, now);
    }
    // Where several submissions have all points together, it is solved with the last of them.
    const together = points !== null && score >= points ? gainedAtMs : null;
    return { tries: judged.length, pending, solvedAtMs: judged.find(({ verdict }) => verdict === 'accepted')?.atMs ?? together, score, penaltyMs: 0, gainedAtMs };
  },
  total(cells) {
    const score = sum(cells.map((cell) => cell.score ?? 0));
    return { solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score, penaltySeconds: 0, order: [-score] };
  },
};

function bestByGroup(attempts: readonly Attempt[], problem: FormatProblem): number {
  const best = new Map<string, number>();
  let whole = 0;
  for (const attempt of attempts) {
    whole = Math.max(whole, scaled(attempt, problem));
    for (const [group, score] of Object.entries(attempt.groups ?? {})) best.set(group, Math.max(best.get(group) ?? 0, score));
  }
  return Math.max(whole, sum([...best.values()]));
}
