/**
 * What the judge knows of a language. One small file a language; table.ts lists them all.
 *
 * Inside a jail the sources and whatever the compiler makes of them lie in BUILD_DIRECTORY: writable while
 * compiling, read-only while running. Prepared files of a language (precompiled headers, libraries) lie in
 * PREPARED_DIRECTORY. Nothing here starts a process: commands are handed to the sandbox.
 */
import type { LanguageId } from '#contract/language.js';

export const BUILD_DIRECTORY = '/build';
export const PREPARED_DIRECTORY = '/prepared';

/** A program of the toolchain: the first candidate that runs in a jail is taken. */
export interface Tool {
  /** Absolute paths; a `*` in a folder's name stands for any version. */
  candidates: readonly string[];
  /** Prints the version on standard output or error. */
  versionArguments: readonly string[];
}

/** Paths of the tools that were found, by their name in `Language.tools`. */
export type ToolPaths = Readonly<Record<string, string>>;

/** A command in a jail, in BUILD_DIRECTORY while compiling and in a fresh empty folder while running. */
export interface Command {
  command: readonly string[];
  environment?: Readonly<Record<string, string>>;
}

/** Sources as they lie in BUILD_DIRECTORY. */
export interface Source {
  name: string;
  text: () => string;
}

export interface CompileContext {
  tools: ToolPaths;
  /** Every file of the submission and of the package's includes, in the order they came. */
  sources: readonly Source[];
  /** What the submitter named as the entry point, if anything. */
  entryPoint: string | undefined;
  /** True where `prepare` was run and PREPARED_DIRECTORY is there. */
  prepared: boolean;
  memoryKib: number;
}

/** How a program is built and run, decided from its sources. A string is a compile error in plain words. */
export interface Build {
  /** Files that must bear another name than the one they were submitted under, old to new. */
  rename?: Readonly<Record<string, string>>;
  compile: Command | null;
  run: (limits: { memoryKib: number }) => Command;
}

/** How memory shows in this language, where the runtime needs more than the program's own. */
export interface MemoryPolicy {
  /** What the runtime itself takes beside the heap; added to the cgroup's limit. */
  overheadKib: number;
  /** What the runtime writes on standard error as it dies of memory. */
  death: RegExp;
  /** The heap limit is ours (a flag), so such a death is the memory limit whatever the peak was. */
  heapIsLimited: boolean;
}

export interface Language {
  id: LanguageId;
  name: string;
  /** With the dot; the first is the usual one. */
  extensions: readonly string[];
  tools: Readonly<Record<string, Tool>>;
  /** The tool whose version is shown. */
  versionOf: string;
  /** Folders outside of /usr that the toolchain reads, shown to its jails read-only; one that is not there is left out. */
  folders?: readonly string[];
  /** Made once a host and compiler version, in a jail with PREPARED_DIRECTORY writable and as working directory. */
  prepare?: (tools: ToolPaths) => Command;
  build: (context: CompileContext) => Build | string;
  /** For people: what is run, with example names. */
  shownCompileCommand: string;
  shownRunCommand: string;
  memory: MemoryPolicy;
  /** Threads and processes that the runtime itself needs, added to the limit. */
  runtimeThreads: number;
}

/** Of those sources that the language can compile, the one to begin with: as named, `main.*`, else the first. */
export function mainSource(language: Pick<Language, 'extensions'>, context: Pick<CompileContext, 'sources' | 'entryPoint'>): Source | undefined {
  const own = ownSources(language, context.sources);
  return (
    own.find((source) => source.name === context.entryPoint || stem(source.name) === context.entryPoint) ??
    own.find((source) => stem(source.name).toLowerCase() === 'main' || stem(source.name) === '__main__') ??
    own[0]
  );
}

export function ownSources(language: Pick<Language, 'extensions'>, sources: readonly Source[]): Source[] {
  return sources.filter((source) => language.extensions.some((extension) => source.name.endsWith(extension)));
}

export function stem(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(0, dot) : base;
}

/** Path of a source in the jail; absolute, so that no name is taken for an option. */
export function inBuild(name: string): string {
  return `${BUILD_DIRECTORY}/${name}`;
}

export function noSource(language: Pick<Language, 'name' | 'extensions'>): string {
  return `No ${language.name} source: a file must end in ${language.extensions.join(' or ')}.`;
}
