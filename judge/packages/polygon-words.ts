/** Words of Polygon's packages, and what they are called here. */
import type { Verdict } from '#contract/verdict.js';
import { verdictsOfWord } from './expected-results.js';

const LANGUAGES: Readonly<Record<string, string>> = {
  english: 'en', russian: 'ru', ukrainian: 'uk', belarusian: 'be', kazakh: 'kk', polish: 'pl', german: 'de', french: 'fr', spanish: 'es', portuguese: 'pt', italian: 'it', chinese: 'zh',
  japanese: 'ja', korean: 'ko', vietnamese: 'vi', indonesian: 'id', turkish: 'tr', hungarian: 'hu', romanian: 'ro', bulgarian: 'bg', croatian: 'hr', serbian: 'sr', slovak: 'sk', slovene: 'sl',
  slovenian: 'sl', czech: 'cs', dutch: 'nl', swedish: 'sv', norwegian: 'no', danish: 'da', finnish: 'fi', estonian: 'et', latvian: 'lv', lithuanian: 'lt', azerbaijani: 'az', azerbaijan: 'az',
  armenian: 'hy', georgian: 'ka', uzbek: 'uz', tajik: 'tg', kyrgyz: 'ky', mongolian: 'mn', arabic: 'ar', persian: 'fa', hebrew: 'he', hindi: 'hi', bengali: 'bn', thai: 'th', greek: 'el',
};

/** ISO 639; `und` (undetermined) for what is not known. */
export function languageCode(name: string): string {
  return LANGUAGES[name.toLowerCase()] ?? 'und';
}

/** By the beginning of a source's type, as in cpp.g++17; the first that fits. Null: not judged here. */
const PROGRAMMING: readonly (readonly [RegExp, string | null])[] = [
  [/^cpp|^c\+\+/, 'cpp'], [/^c\./, 'c'], [/^java/, 'java'], [/^kotlin/, 'kotlin'], [/^python\.(?:2|pypy2)/, null], [/^python\.pypy/, 'pypy3'], [/^python/, 'python3'], [/^(?:pas|delphi)/, 'pascal'],
  [/^csharp|^cs\b/, 'csharp'], [/^go\b/, 'go'], [/^rust/, 'rust'], [/^(?:js|javascript|node)/, 'javascript'], [/^haskell/, 'haskell'], [/^ruby/, 'ruby'], [/^php/, 'php'], [/^perl/, 'perl'], [/^ocaml/, 'ocaml'], [/^scala/, 'scala'], [/^d\b/, 'd'],
];

/** Undefined: the ending of the file says it. */
export function programmingLanguage(type: string): string | null | undefined {
  return PROGRAMMING.find(([pattern]) => pattern.test(type))?.[1];
}

const REJECTED = verdictsOfWord('rejected') ?? [];
const of = (...words: string[]) => [...new Set(words.flatMap((word) => verdictsOfWord(word) ?? []))];

/** What a solution's tag expects of it. Null: the solution is not to be run. */
const TAGS: Readonly<Record<string, readonly Verdict[] | null>> = {
  main: ['accepted'], accepted: ['accepted'], rejected: REJECTED, incorrect: REJECTED, failed: REJECTED, 'wrong-answer': of('wa'), 'presentation-error': of('wa'), 'time-limit-exceeded': of('tle'),
  'time-limit-exceeded-or-accepted': of('ac', 'tle'), 'time-limit-exceeded-or-memory-limit-exceeded': of('tle', 'mle'), 'memory-limit-exceeded': of('mle'), 'runtime-error': of('rte'), 'do-not-run': null,
};

/** What programs that are written with testlib.h are told of the place of a test, as Polygon tells them. */
export function placeArguments(testset: string, group: string | undefined): string[] {
  return [...(testset === '' ? [] : ['--testset', testset]), ...(group === undefined ? [] : ['--group', group])];
}

/** Undefined: an unknown tag. */
export function verdictsOfTag(tag: string): readonly Verdict[] | null | undefined {
  return Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
}

/** Arguments of the default validator that come near a standard checker of testlib, where its source is missing. */
export function standardChecker(name: string): string[] | null {
  const word = /^std::(\w+)\.cpp$/.exec(name)?.[1] ?? '';
  if (/^(?:lcmp|wcmp|ncmp|hcmp|icmp|caseicmp|uncmp|casewcmp|casencmp)$/.test(word)) return ['case_sensitive'];
  if (word === 'fcmp') return ['case_sensitive', 'space_change_sensitive'];
  if (/^n?yesno$/.test(word)) return [];
  const tolerance: Readonly<Record<string, string>> = { acmp: '1.5e-6', dcmp: '1e-6', rcmp: '1.5e-6', rcmp4: '1e-4', rcmp6: '1e-6', rcmp9: '1e-9', rncmp: '1.5e-5' };
  return Object.hasOwn(tolerance, word) ? ['float_tolerance', tolerance[word] ?? ''] : null;
}
