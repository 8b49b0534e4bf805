/** The words in which packages say what a submission comes to, and the verdicts of ours that they mean. */
import type { Verdict } from '#contract/verdict.js';

/** A memory or stack limit ends some runs that their authors saw crash, and an output limit some that never stop. */
const CRASH: Verdict[] = ['runtime-error', 'memory-limit-exceeded'];
const TOO_SLOW: Verdict[] = ['time-limit-exceeded', 'idleness-limit-exceeded'];

const BY_WORD: Readonly<Record<string, readonly Verdict[]>> = {
  accepted: ['accepted'], correct: ['accepted'], ac: ['accepted'],
  wronganswer: ['wrong-answer'], wa: ['wrong-answer'], presentationerror: ['wrong-answer'], nooutput: ['wrong-answer'],
  timelimitexceeded: TOO_SLOW, timelimit: TOO_SLOW, timeout: TOO_SLOW, tle: TOO_SLOW, idlenesslimitexceeded: TOO_SLOW,
  runtimeerror: CRASH, runerror: CRASH, rte: CRASH, re: CRASH,
  memorylimitexceeded: ['memory-limit-exceeded', 'runtime-error'], memorylimit: ['memory-limit-exceeded', 'runtime-error'], mle: ['memory-limit-exceeded', 'runtime-error'],
  outputlimitexceeded: ['output-limit-exceeded'], outputlimit: ['output-limit-exceeded'], ole: ['output-limit-exceeded'],
  compileerror: ['compile-error'], compilererror: ['compile-error'], compilationerror: ['compile-error'], ce: ['compile-error'],
  securityviolation: ['security-violation'], sv: ['security-violation'],
  rejected: ['wrong-answer', ...TOO_SLOW, ...CRASH, 'output-limit-exceeded', 'compile-error', 'security-violation'],
};
/** Judged by people, or by nobody. */
const ANYTHING = new Set(['checkmanually', 'mixed', 'unknown']);

/** Verdicts of one word in any spelling (WRONG-ANSWER, Wrong_Answer, WA); null: not a word of these. Empty: anything goes. */
export function verdictsOfWord(word: string): readonly Verdict[] | null {
  const key = word.toLowerCase().replace(/[^a-z]/g, '');
  if (ANYTHING.has(key)) return [];
  return Object.hasOwn(BY_WORD, key) ? (BY_WORD[key] ?? null) : null;
}

/** What 2025-09 demands of the single tests: four words only, so what has no word of its own counts as a crash. */
export const TEST_VERDICTS: Readonly<Record<string, readonly Verdict[]>> = {
  AC: ['accepted'],
  WA: ['wrong-answer', 'output-limit-exceeded'],
  TLE: TOO_SLOW,
  RTE: [...CRASH, 'output-limit-exceeded', 'security-violation'],
};

export interface Tag {
  /** Empty: anything goes. */
  expected: Verdict[];
  unknownWords: string[];
}

/** `@EXPECTED_RESULTS@: A, B` in a source; null where there is none. */
export function findTag(sources: readonly string[]): Tag | null {
  for (const source of sources) {
    const list = /@EXPECTED_RESULTS@:?[ \t]*([^\r\n]*)/.exec(source)?.[1];
    if (list === undefined) continue;
    const tag: Tag = { expected: [], unknownWords: [] };
    let anything = false;
    // Comment ends, as in `*/`, may follow.
    for (const word of list.replace(/\*\/.*|-->.*|["'`].*/, '').split(',').map((part) => part.trim()).filter((part) => part !== '')) {
      const verdicts = verdictsOfWord(word);
      if (verdicts === null) tag.unknownWords.push(word);
      else if (verdicts.length === 0) anything = true;
      else tag.expected.push(...verdicts.filter((verdict) => !tag.expected.includes(verdict)));
    }
    return anything ? { ...tag, expected: [] } : tag;
  }
  return null;
}

/** `@EXPECTED_SCORE@: 40`, DOMjudge's. */
export function findScoreTag(sources: readonly string[]): number | null {
  for (const source of sources) {
    const score = /@EXPECTED_SCORE@:?[ \t]*(-?\d+(?:\.\d+)?)/.exec(source)?.[1];
    if (score !== undefined) return Number(score);
  }
  return null;
}
