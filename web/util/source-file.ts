import type { LanguageId, OfferedLanguage } from '#contract/language.js';
import type { Program, SourceText } from './draft.js';

type Named = Pick<OfferedLanguage, 'id' | 'extensions'>;

/** The usual name of a text in its language. */
export function usualName(language: Named, content: string): string {
  if (language.id === 'java') return `${/\bpublic\s+(?:(?:final|abstract|sealed|strictfp)\s+)*(?:class|record|interface|enum)\s+([A-Za-z_$][\w$]*)/.exec(content)?.[1] ?? 'Main'}.java`;
  return `main${language.extensions[0] ?? '.txt'}`;
}

/** The language that a file's name speaks of; `current` wins where several do. */
export function languageOfFile(name: string, offered: readonly OfferedLanguage[], current: string): OfferedLanguage | undefined {
  const fitting = offered.filter((language) => language.extensions.some((extension) => name.toLowerCase().endsWith(extension)));
  return fitting.find((language) => language.id === current) ?? fitting[0];
}

/** A file with the name under which it is sent. */
export const named = <F extends SourceText>(language: Named, file: F): F => (file.name === '' ? { ...file, name: usualName(language, file.content) } : file);

/** A program with the names under which its files are sent, and nothing else of them. */
export function withNames<P extends Program>(language: Named, program: P): P & { files: SourceText[] } {
  return { ...program, files: program.files.map(({ name, content }) => named(language, { name, content })) };
}

/** The opposite: a single file of the usual name has none of its own, so that it follows what is written in it. */
export function withoutUsualName<P extends Program>(language: Named, program: P): P {
  const [only, ...more] = program.files;
  if (!only || more.length > 0 || only.name !== usualName(language, only.content)) return program;
  return { ...program, files: [{ name: '', content: only.content }] };
}

/** Why a file may not have this name; undefined: it may. The server's rules, told while typing. */
export function faultOfName(name: string, others: readonly string[], language: Named): 'empty' | 'taken' | 'characters' | 'too-long' | undefined {
  if (name === '') return 'empty';
  if (others.includes(name)) return 'taken';
  // eslint-disable-next-line no-control-regex -- control characters are what this refuses
  if (/[/\\\u0000-\u001f\u007f]/.test(name) || /^[.-]/.test(name) || !name.isWellFormed() || (language.id === 'java' && /[\s@]/.test(name))) return 'characters';
  return name.length > 128 ? 'too-long' : undefined;
}

/** A name for one more file: main.cpp, file2.cpp, file3.cpp … */
export function freshName(language: Named, taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number++) {
    const name = `${language.id === 'java' ? 'File' : 'file'}${number}${language.extensions[0] ?? '.txt'}`;
    if (!taken.includes(name)) return name;
  }
}

/** Languages whose programs of several files are built into one that knows its beginning; in the others one of the files is chosen for it. */
const KNOWS_ITS_ENTRY: ReadonlySet<LanguageId> = new Set<LanguageId>(['c', 'cpp', 'go', 'csharp', 'ocaml', 'fortran', 'd', 'objectivec']);

/** Files in which a program of several files may begin; none where there is no choice. */
export function entryPoints(language: Named, files: readonly SourceText[]): string[] {
  if (files.length < 2 || KNOWS_ITS_ENTRY.has(language.id)) return [];
  const own = files.map(({ name }) => name).filter((name) => language.extensions.some((extension) => name.endsWith(extension)));
  return own.length > 1 ? own : [];
}
