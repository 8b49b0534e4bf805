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
};

/** Highlighting, indentation and comments of a language; plain text where we know none, or where it cannot be fetched. */
export async function supportOf(language: string): Promise<Extension> {
  if (!Object.hasOwn(SUPPORT, language)) return [];
  return SUPPORT[language as LanguageId]().catch(() => []);
}
