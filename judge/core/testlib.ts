/**
 * What checkers, interactors and validators that are written with testlib.h say by their exit codes, unless the header
 * was changed: https://github.com/MikeMirzayanov/testlib (TResult, resultExitCode).
 */
import type { Validation } from './verdict.js';

const ACCEPTED = new Set([0, 42]);
/** Wrong, presentation, dirt, unexpected end of file; 43 as in the ICPC format. */
const REJECTED = new Set([1, 2, 4, 8, 43]);
const POINTS = 7;
/** quitf(_pc(n), …) ends with n, whatever else that would mean. Nothing says of how many points n is a part. */
const PARTIAL = /^partially correct \(/m;

/** `said` is what it wrote on standard error: its message, beginning with the word for its verdict. */
export function validationByTestlib(exitCode: number, said: string): Validation {
  const judgeMessage = said.trim();
  if (PARTIAL.test(said)) return { kind: 'rejected', message: '', judgeMessage };
  if (ACCEPTED.has(exitCode)) return { kind: 'accepted', message: '', judgeMessage, score: null, multiplier: null };
  if (REJECTED.has(exitCode)) return { kind: 'rejected', message: '', judgeMessage };
  if (exitCode === POINTS) {
    const points = /^points\s+([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/m.exec(said)?.[1];
    // quitpi() gives information to others than judges of tests: there is no number.
    if (points === undefined) return { kind: 'accepted', message: '', judgeMessage, score: null, multiplier: null };
    return scored(Number(points), judgeMessage);
  }
  return { kind: 'failed', reason: `the program that is written with testlib ended with exit code ${exitCode}${judgeMessage ? `; it said: ${judgeMessage}` : ''}` };
}

/** No points are a wrong answer: a group must not pass by it. */
function scored(score: number, judgeMessage: string): Validation {
  return score > 0 ? { kind: 'accepted', message: '', judgeMessage, score, multiplier: null } : { kind: 'rejected', message: '', judgeMessage };
}
