/** Programs of a problem that is being written: their names, languages and beginnings. */
import type { OfferedLanguage } from '#contract/language.js';
import type { SentOf } from './author-content.js';
import { PROGRAM_BEGINNINGS, type ProgramKind, type ProgramLanguage } from './author-programs.js';

type Program = SentOf<'program'>;

/** By the endings of files, as the package format has it; the commonest. */
const BY_ENDING: Record<string, string> = { py: 'python3', cpp: 'cpp', cc: 'cpp', cxx: 'cpp', c: 'c', java: 'java', js: 'javascript', ts: 'typescript', go: 'go', rs: 'rust', kt: 'kotlin', cs: 'csharp', rb: 'ruby', hs: 'haskell', pas: 'pascal', php: 'php', pl: 'perl', ml: 'ocaml', lua: 'lua', sh: 'bash' };

export const languageOfProgram = ({ language, files }: Pick<Program, 'language' | 'files'>): string | null => language ?? BY_ENDING[/\.([^.]+)$/.exec(files[0]?.path ?? '')?.[1]?.toLowerCase() ?? ''] ?? null;

/** The text with which a program of this kind begins, where there is one in the language. */
export const beginningFor = (kind: ProgramKind, language: string): string | undefined => (PROGRAM_BEGINNINGS[kind] as Partial<Record<string, string>>)[language];

export const USUAL_NAME: Record<ProgramKind, string> = { validator: 'validate', checker: 'check', interactor: 'interact', grader: 'grade', generator: 'generate' };

/** The program in another language: a single file gets its ending, and a beginning that was not touched the beginning of that language. */
export function inLanguage(program: Program, language: Pick<OfferedLanguage, 'id' | 'extensions'>, kind: ProgramKind | undefined, before: string): Program {
  const [only, ...more] = program.files;
  if (!only || more.length > 0) return { ...program, language: language.id };
  const name = `${program.name.replace(/\.[^.]*$/, '')}${language.extensions[0] ?? ''}`;
  const untouched = kind !== undefined && 'text' in only.file && (only.file.text.trim() === '' || only.file.text === beginningFor(kind, before));
  const text = untouched ? beginningFor(kind, language.id) : undefined;
  return { ...program, language: language.id, name, files: [{ path: name, file: text === undefined ? only.file : { text } }] };
}

/** The name itself, or with a number where another program has it: check.py, check2.py. */
export function freeProgramPath(name: string, taken: ReadonlySet<string>): string {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(name)!;
  for (let count = 1; ; count++) {
    const path = count === 1 ? name : `${stem}${count}${ending ?? ''}`;
    if (!taken.has(path)) return path;
  }
}

export function nameFault(name: string, others: readonly string[]): 'empty' | 'characters' | 'taken' | undefined {
  if (name === '') return 'empty';
  if (!/^[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,127}$/.test(name)) return 'characters';
  return others.includes(name) ? 'taken' : undefined;
}

/** A new program of the kind, with its beginning. */
export function newProgram(kind: ProgramKind, language: ProgramLanguage, taken: ReadonlySet<string>): Program {
  const name = freeProgramPath(`${USUAL_NAME[kind]}.${language === 'cpp' ? 'cpp' : 'py'}`, taken);
  const role = { validator: 'input-validator', checker: 'output-validator', interactor: 'output-validator', grader: 'grader', generator: 'generator' } as const;
  return { kind: 'program', role: role[kind], name, files: [{ path: name, file: { text: PROGRAM_BEGINNINGS[kind][language] } }], language, entryPoint: null, label: null, model: false, expectation: null };
}
