/**
 * Codeforces: a problem of P points gives P − P/250 a minute − 50 a wrong try, never less than 0.3 P. The last accepted submission
 * counts, and one before it is a wrong try; what fails on the first test or does not compile is none. Of several that pass the pretests
 * the last one alone goes into the system test: where it fails, none of those before counts. https://codeforces.com/blog/entry/4088 (rules of rounds).
 */
import { MINUTE_MS, NOTHING, counts, sum, type Format } from './format.js';

const MELT_PER_MINUTE = 1 / 250;
const WRONG_TRY = 50;
const LEAST_SHARE = 0.3;

export const codeforces: Format = {
  cell(attempts, points, rules) {
    const judged = attempts.filter((attempt) => counts(attempt, rules) && (attempt.failedFirst !== true || attempt.failedSystemTest === true));
    const pending = attempts.filter(({ verdict }) => verdict === null).length;
    const last = judged.findLastIndex(({ verdict, failedSystemTest }) => verdict === 'accepted' || failedSystemTest === true);
    const solved = judged[last];
    if (solved?.verdict !== 'accepted') return { ...NOTHING, tries: judged.length, pending };
    const most = points ?? 500;
    const minutes = Math.floor(solved.atMs / MINUTE_MS);
    const score = Math.max(LEAST_SHARE * most, most - most * MELT_PER_MINUTE * minutes - WRONG_TRY * last);
    return { tries: last + 1, pending, solvedAtMs: solved.atMs, score: Math.round(score), penaltyMs: 0, gainedAtMs: solved.atMs };
  },
  total(cells) {
    const score = sum(cells.map((cell) => cell.score ?? 0));
    return { solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score, penaltySeconds: 0, order: [-score] };
  },
};
