import type { CompileResult } from '#contract/judging.js';

/** A file or folder of a build; links and devices are no part of one. */
export interface BuiltFile {
  /** Below the build folder; no part of it is empty, `.` or `..`. */
  path: string;
  /** Permissions, without the setuid, setgid and sticky bits. */
  mode: number;
  /** Made in the compiler's jail, not by the judge: it belongs to the jail's user. */
  ofJail: boolean;
  /** Python compares it with what its bytecode was made of. */
  modifiedSeconds: number;
  /** Null: a folder. */
  content: Buffer | null;
}

/** What is kept of a compilation: what the compiler said and took, and what it built; nothing where it refused. */
export interface KeptCompilation {
  result: CompileResult;
  files: readonly BuiltFile[];
}

/** Compilations of earlier submissions on this host. */
export interface CompileCache {
  /**
   * What is kept under this key, or else what `make` has made, and of that what is to be kept. Of concurrent callers with the
   * same key the first makes and the others get what it kept. Where it failed, the next one makes; where nothing may
   * be kept, each makes its own. Rejects only as `make` does.
   */
  get<T>(key: string, make: () => Promise<{ made: T; keep: KeptCompilation | null }>): Promise<{ made: T } | { kept: KeptCompilation }>;
}
