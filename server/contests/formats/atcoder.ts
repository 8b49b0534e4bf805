/**
 * AtCoder: points; then the time of the last gain plus five minutes for each wrong try before the gain of each problem.
 * https://atcoder.jp/contests/abc042/rules (and of every contest since).
 */
import { MINUTE_MS, NOTHING, counts, sum, type Format } from './format.js';
import { scaled } from './points.js';

export const atcoder: Format = {
  cell(attempts, problem, { rules }) {
    const judged = attempts.filter((attempt) => counts(attempt, rules));
    const pending = attempts.filter(({ verdict }) => verdict === null).length;
    let best = 0;
    let gain = -1;
    for (const [at, attempt] of judged.entries()) {
      const score = scaled(attempt, problem);
      if (score > best) [best, gain] = [score, at];
    }
    const gained = judged[gain];
    if (gained === undefined) return { ...NOTHING, tries: judged.length, pending };
    const solvedAtMs = judged.find(({ verdict }) => verdict === 'accepted')?.atMs ?? null;
    return { tries: gain + 1, pending: solvedAtMs === null ? pending : 0, solvedAtMs, score: best, penaltyMs: gain * rules.penaltyMinutes * MINUTE_MS, gainedAtMs: gained.atMs };
  },
  total(cells) {
    const score = sum(cells.map((cell) => cell.score ?? 0));
    const lastMs = Math.max(0, ...cells.map(({ gainedAtMs }) => gainedAtMs ?? 0));
    const penaltySeconds = Math.floor((lastMs + sum(cells.map(({ penaltyMs }) => penaltyMs))) / 1000);
    return { solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score, penaltySeconds, order: [-score, penaltySeconds] };
  },
};
