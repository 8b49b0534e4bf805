/** What each language is installed from. */
import { STANDARD_LANGUAGE_IDS, type LanguageId } from '#contract/language.js';

const GCC = ['gcc', 'libc6-dev'] as const;

/** Debian's and Ubuntu's packages; none where the tools are our own copies. */
export const LANGUAGE_PACKAGES: Record<LanguageId, readonly string[]> = {
  c: GCC,
  cpp: ['g++', 'libc6-dev'],
  python3: ['python3'],
  pypy3: ['pypy3'],
  java: ['default-jdk-headless'],
  javascript: [],
  typescript: [],
  go: ['golang-go'],
  rust: ['rustc', ...GCC],
  kotlin: ['default-jdk-headless', 'maven'],
  scala: ['default-jdk-headless', 'maven'],
  csharp: ['mono-mcs', 'mono-runtime', 'libmono-system-core4.0-cil', 'libmono-system-numerics4.0-cil', 'libmono-system-xml-linq4.0-cil'],
  haskell: ['ghc', ...GCC],
  pascal: ['fp-compiler', 'fp-units-base', 'fp-units-fcl', 'fp-units-math', 'binutils'],
  ruby: ['ruby'],
  php: ['php-cli', 'php-bcmath', 'php-gmp', 'php-mbstring'],
  perl: ['perl'],
  ocaml: ['ocaml-nox', ...GCC],
  lua: ['lua5.4'],
  bash: ['bash', 'coreutils', 'mawk'],
  r: ['r-base-core'],
  lisp: ['sbcl'],
  fortran: ['gfortran', 'libc6-dev'],
  ada: ['gnat', 'libc6-dev'],
  d: ['gdc', 'libc6-dev'],
  objectivec: ['gobjc', 'libgnustep-base-dev', 'gnustep-make'],
  nim: ['nim', ...GCC],
  cobol: ['gnucobol3', ...GCC],
  prolog: ['swi-prolog-nox'],
  erlang: ['erlang-base', 'erlang-dev'],
  elixir: ['elixir'],
  racket: ['racket'],
  crystal: ['crystal', ...GCC],
};

export function isStandard(id: LanguageId): boolean {
  return STANDARD_LANGUAGE_IDS.some((standard) => standard === id);
}
