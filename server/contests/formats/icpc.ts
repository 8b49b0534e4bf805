/**
 * ICPC: more solved problems first, then less penalty time: of each solved problem the whole minutes until it was solved and 20 for
 * each wrong try before; then the earlier last solution. https://icpc.global/worldfinals/rules, "Scoring of the contest".
 */
import { MINUTE_MS, NOTHING, counts, sum, type Format } from './format.js';

export const icpc: Format = {
  cell(attempts, _problem, { rules }) {
    const solving = attempts.findIndex(({ verdict }) => verdict === 'accepted');
    const until = solving < 0 ? attempts : attempts.slice(0, solving);
    const wrong = until.filter((attempt) => counts(attempt, rules)).length;
    const solved = attempts[solving];
    if (solved === undefined) return { ...NOTHING, tries: wrong, pending: until.filter(({ verdict }) => verdict === null).length };
    const minutes = Math.floor(solved.atMs / MINUTE_MS) + wrong * rules.penaltyMinutes;
    return { tries: wrong + 1, pending: 0, solvedAtMs: solved.atMs, score: 1, penaltyMs: minutes * MINUTE_MS, gainedAtMs: solved.atMs };
  },
  total(cells) {
    const solved = cells.filter(({ solvedAtMs }) => solvedAtMs !== null);
    const penaltySeconds = sum(solved.map(({ penaltyMs }) => penaltyMs)) / 1000;
    const lastMinute = Math.max(0, ...solved.map(({ solvedAtMs }) => Math.floor((solvedAtMs ?? 0) / MINUTE_MS)));
    return { solved: solved.length, score: solved.length, penaltySeconds, order: [-solved.length, penaltySeconds, lastMinute] };
  },
};
