/**
 * Which language a program of a package is in: by the endings of its files, and for Python by what it says.
 * https://icpc.io/problem-package-format/appendix/languages.html
 */
import { LANGUAGE_IDS } from '#contract/language.js';
import type { Findings } from './findings.js';

/** Language code by file ending, with the code that wins where a program has as many files of two languages. */
const BY_ENDING: Readonly<Record<string, string>> = {
  c: 'c', cc: 'cpp', cpp: 'cpp', cxx: 'cpp', 'c++': 'cpp', C: 'cpp', java: 'java', py: 'python', py3: 'python', py2: 'python2',
  js: 'javascript', mjs: 'javascript', ts: 'typescript', go: 'go', rs: 'rust', kt: 'kotlin', cs: 'csharp', hs: 'haskell', rb: 'ruby',
  ml: 'ocaml', pas: 'pascal', php: 'php', pl: 'prolog', pm: 'perl', scala: 'scala', swift: 'swift', lua: 'lua', jl: 'julia', d: 'd',
  dart: 'dart', nim: 'nim', zig: 'zig', f90: 'fortran', adb: 'ada', ads: 'ada', erl: 'erlang', ex: 'elixir', fs: 'fsharp', lisp: 'lisp',
  cl: 'lisp', m: 'objectivec', rkt: 'racket', sh: 'bash', vb: 'visualbasic', cr: 'crystal', cob: 'cobol', a68: 'algol68', apl: 'apl',
  lhs: 'haskell', mli: 'ocaml', pp: 'pascal', exs: 'elixir', cbl: 'cobol', lsp: 'lisp', pro: 'prolog', bash: 'bash', r: 'r', R: 'r', f: 'fortran', for: 'fortran', f95: 'fortran', f03: 'fortran', f08: 'fortran',
  odin: 'odin', sno: 'snobol', st: 'smalltalk', sim: 'simula', ss: 'gerbil', frt: 'forth', fth: 'forth', forth: 'forth',
};

/** Codes in problem.yaml, submissions.yaml and include/, to the ids of ours that they stand for. */
const IDS_OF_CODE: Readonly<Record<string, readonly string[]>> = {
  python3: ['python3', 'pypy3'], python: ['python3', 'pypy3'], python3numpy: ['python3'], cgmp: ['c'], cppgmp: ['cpp'], 'c++': ['cpp'], javaalgs4: ['java'],
};

export interface SourceFile {
  /** Name or path. */
  name: string;
  /** Beginning of its text. */
  text: string;
}

export type LanguageFound = { language: string } | { language: null; reason: string };

/** Ids for a language code of the formats; a code that we do not know stays as it is. */
export function languageIdsOf(code: string): readonly string[] {
  return IDS_OF_CODE[code] ?? [code];
}

/** Ids for the codes in which a problem may be solved. */
export function idsOfLanguages(codes: readonly string[], findings: Findings): string[] {
  const ids = [...new Set(codes.flatMap((code) => languageIdsOf(code)))];
  const unknown = ids.filter((id) => !LANGUAGE_IDS.some((known) => known === id));
  if (unknown.length === ids.length) findings.fault('problem.yaml', `None of "languages" is judged here (${codes.join(', ')}): nobody could solve the problem. Add one that is, or take the key out.`);
  else if (unknown.length > 0) findings.warn('problem.yaml', `"languages" has some that are not judged here: ${unknown.join(', ')}.`);
  return ids;
}

export function isSourceName(name: string): boolean {
  return codeByName(name) !== null;
}

/** Of a submission. Python is PyPy unless the source shows that it needs CPython: authors' time limits are made with PyPy. */
export function detectLanguage(files: readonly SourceFile[]): LanguageFound {
  const counts = new Map<string, number>();
  for (const file of files) {
    const code = codeByName(file.name);
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const winners = [...counts].filter(([, count]) => count === most).map(([code]) => code);
  const code = winners.length === 2 && winners.includes('cpp') && winners.includes('c') ? 'cpp' : winners[0];
  if (code === undefined) return { language: null, reason: 'No file has the ending of a known language.' };
  if (winners.length > 1 && code !== 'cpp') return { language: null, reason: `It has files of several languages: ${winners.join(', ')}.` };
  if (code === 'prolog' && files.some((file) => isPerl(file.text))) return { language: 'perl' };
  if (code === 'python2') return { language: null, reason: 'It is written in Python 2.' };
  if (code !== 'python') return { language: code };
  const sources = files.filter((file) => codeByName(file.name) === 'python');
  if (sources.some((file) => isPython2(file.text))) return { language: null, reason: 'It is written in Python 2.' };
  return { language: sources.some((file) => needsCpython(file.text)) ? 'python3' : 'pypy3' };
}

/** Of a validator: the formats name Python 3 itself there, and CPython starts faster. */
export function detectProgramLanguage(files: readonly SourceFile[]): LanguageFound {
  const found = detectLanguage(files);
  if (found.language === 'pypy3') return { language: 'python3' };
  if (found.language === null && files.some((file) => codeByName(file.name) === 'python')) return { language: 'python3' };
  // Few judges offer Bash to submissions; every host has one.
  if ((found.language === null || found.language === 'bash') && files.length === 1 && files[0]?.text.startsWith('#!')) return { language: 'script' };
  return found;
}

/** By the ending; null for headers, data and documents. */
function codeByName(name: string): string | null {
  const ending = /\.([^./]+)$/.exec(name)?.[1];
  return ending !== undefined && Object.hasOwn(BY_ENDING, ending) ? (BY_ENDING[ending] ?? null) : null;
}

export function isPython2(text: string): boolean {
  if (/^#!.*(?:python2|pypy2)/.test(text)) return true;
  if (/^#!.*(?:python3|pypy3)/.test(text)) return false;
  const code = text.replace(/("""|''')[\s\S]*?\1/g, '');
  return /^[ \t]*print +(?:["'%\d]|[A-Za-z_][\w.]*[ \t]*(?:$|[,%[]))/m.test(code);
}

/** The formats give .pl to Prolog, and most authors to Perl. */
function isPerl(text: string): boolean {
  return /^#!.*\bperl\b|^[ \t]*(?:use (?:strict|warnings|v?5)|my[ \t]*[$@%(]|(?:print|chomp|foreach|while)\b.*[$@<])/m.test(text);
}

function needsCpython(text: string): boolean {
  if (/^#!.*pypy/.test(text)) return false;
  return /^[ \t]*(?:import|from)[ \t]+(?:numpy|scipy|pandas|sympy|networkx)\b/m.test(text) || /^#.*\bcpython\b/im.test(text);
}
