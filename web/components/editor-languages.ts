import type { StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { LanguageId } from '#contract/language.js';

/** How the editor learns each language: fetched when it is first chosen. */
const SUPPORT: Record<LanguageId, () => Promise<Extension>> = {
  c: () => import('@codemirror/lang-cpp').then((module) => module.cpp()),
  cpp: () => import('@codemirror/lang-cpp').then((module) => module.cpp()),
  python3: () => import('@codemirror/lang-python').then((module) => module.python()),
  pypy3: () => import('@codemirror/lang-python').then((module) => module.python()),
  java: () => import('@codemirror/lang-java').then((module) => module.java()),
  javascript: () => import('@codemirror/lang-javascript').then((module) => module.javascript()),
  typescript: () => import('@codemirror/lang-javascript').then((module) => module.javascript({ typescript: true })),
  go: () => import('@codemirror/lang-go').then((module) => module.go()),
  rust: () => import('@codemirror/lang-rust').then((module) => module.rust()),
  kotlin: () => legacy(import('@codemirror/legacy-modes/mode/clike').then(({ kotlin }) => kotlin)),
  csharp: () => legacy(import('@codemirror/legacy-modes/mode/clike').then(({ csharp }) => csharp)),
  haskell: () => legacy(import('@codemirror/legacy-modes/mode/haskell').then(({ haskell }) => haskell)),
  pascal: () => legacy(import('@codemirror/legacy-modes/mode/pascal').then(({ pascal }) => pascal)),
  ruby: () => legacy(import('@codemirror/legacy-modes/mode/ruby').then(({ ruby }) => ruby)),
  php: () => import('@codemirror/lang-php').then((module) => module.php()),
  perl: () => legacy(import('@codemirror/legacy-modes/mode/perl').then(({ perl }) => perl)),
  ocaml: () => legacy(import('@codemirror/legacy-modes/mode/mllike').then(({ oCaml }) => oCaml)),
  lua: () => legacy(import('@codemirror/legacy-modes/mode/lua').then(({ lua }) => lua)),
  bash: () => legacy(import('@codemirror/legacy-modes/mode/shell').then(({ shell }) => shell)),
  r: () => legacy(import('@codemirror/legacy-modes/mode/r').then(({ r }) => r)),
  scala: () => legacy(import('@codemirror/legacy-modes/mode/clike').then(({ scala }) => scala)),
  lisp: () => legacy(import('@codemirror/legacy-modes/mode/commonlisp').then(({ commonLisp }) => commonLisp)),
  fortran: () => legacy(import('@codemirror/legacy-modes/mode/fortran').then(({ fortran }) => fortran)),
  // There is no mode for Ada, Nim, Prolog and Elixir: each is given that of a language which looks like it.
  ada: () => legacy(import('@codemirror/legacy-modes/mode/vhdl').then(({ vhdl }) => vhdl)),
  d: () => legacy(import('@codemirror/legacy-modes/mode/d').then(({ d }) => d)),
  objectivec: () => legacy(import('@codemirror/legacy-modes/mode/clike').then(({ objectiveC }) => objectiveC)),
  nim: () => legacy(import('@codemirror/legacy-modes/mode/python').then(({ python }) => python)),
  cobol: () => legacy(import('@codemirror/legacy-modes/mode/cobol').then(({ cobol }) => cobol)),
  prolog: () => legacy(import('@codemirror/legacy-modes/mode/erlang').then(({ erlang }) => erlang)),
  erlang: () => legacy(import('@codemirror/legacy-modes/mode/erlang').then(({ erlang }) => erlang)),
  elixir: () => legacy(import('@codemirror/legacy-modes/mode/ruby').then(({ ruby }) => ruby)),
  racket: () => legacy(import('@codemirror/legacy-modes/mode/scheme').then(({ scheme }) => scheme)),
  crystal: () => legacy(import('@codemirror/legacy-modes/mode/crystal').then(({ crystal }) => crystal)),
};

/** Highlighting, indentation and comments of a language; plain text where we know none, or where it cannot be fetched. */
export async function supportOf(language: string): Promise<Extension> {
  if (!Object.hasOwn(SUPPORT, language)) return [];
  return SUPPORT[language as LanguageId]().catch(() => []);
}

async function legacy(mode: Promise<StreamParser<unknown>>): Promise<Extension> {
  const { StreamLanguage } = await import('@codemirror/language');
  return StreamLanguage.define(await mode);
}
