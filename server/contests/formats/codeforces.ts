/**
 * Codeforces: a problem of P points that is solved in minute t of d, with w wrong tries, gives P − ⌊120 P t / (250 d)⌋ − 50 w, and never less
 * than 0.3 P: in two hours it loses P/250 a minute, in others as much until their end. https://codeforces.com/blog/entry/133094. The last accepted submission
 * counts, and one before it is a wrong try; what fails on the first test or does not compile is none. Of several that pass the pretests
 * the last one alone goes into the system test: where it fails, none of those before counts. https://codeforces.com/blog/entry/4088 (rules of rounds).
 */
import { MINUTE_MS, NOTHING, counts, sum, type Format } from './format.js';

const WRONG_TRY = 50;
const LEAST_SHARE = 0.3;

export const codeforces: Format = {
  cell(attempts, { points }, { rules, seconds }) {
    const judged = attempts.filter((attempt) => counts(attempt, rules) && (attempt.failedFirst !== true || attempt.failedSystemTest === true));
    const pending = attempts.filter(({ verdict }) => verdict === null).length;
    const last = judged.findLastIndex(({ verdict, failedSystemTest }) => verdict === 'accepted' || failedSystemTest === true);
    const solved = judged[last];
    if (solved?.verdict !== 'accepted') return { ...NOTHING, tries: judged.length, pending };
    const most = points ?? 500;
    const minutes = Math.floor(solved.atMs / MINUTE_MS);
    // Multiplied first: a melt that is whole comes out whole.
    const melted = Math.floor((120 * most * minutes * 60) / (250 * seconds));
    const score = Math.max(LEAST_SHARE * most, most - melted - WRONG_TRY * last);
    return { tries: last + 1, pending, solvedAtMs: solved.atMs, score: Math.round(score), penaltyMs: 0, gainedAtMs: solved.atMs };
  },
  total(cells) {
    const score = sum(cells.map((cell) => cell.score ?? 0));
    return { solved: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, score, penaltySeconds: 0, order: [-score] };
  },
};
