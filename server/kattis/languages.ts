/** The client's names of languages, and its idea of where a program begins. */
import type { LanguageId } from '#contract/language.js';
import type { Database } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { ApiError } from '../http/errors.js';

/** Where its names are neither our ids nor our names. */
const NAMES: Record<string, LanguageId> = {
  'c#': 'csharp', 'c++': 'cpp', 'javascript (node.js)': 'javascript', 'common lisp': 'lisp', 'objective-c': 'objectivec', 'python 3': 'python3', 'free pascal': 'pascal',
};

/** @throws ApiError naming what there is */
export async function languageOfName(db: Database, name: string): Promise<LanguageId> {
  const offered = await selectOfferedLanguages(db);
  const wanted = name.trim().toLowerCase();
  const found = offered.find(({ id }) => id === NAMES[wanted]) ?? offered.find((each) => each.id === wanted || each.name.toLowerCase() === wanted);
  if (found) return found.id;
  throw new ApiError('validation-failed', `The language "${name.slice(0, 50)}" is not offered. There are: ${offered.map((each) => each.name).join(', ')}.`);
}

/** A class or a file; undefined: the client left it open. */
export function entryPointOf(mainclass: unknown): string | undefined {
  return typeof mainclass === 'string' && mainclass.trim() !== '' ? mainclass.trim() : undefined;
}
