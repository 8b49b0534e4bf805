/** Programs of packages (validators, interactors), compiled once and kept while their package is in use. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Limits, Program as PackageProgram } from '#contract/package.js';
import type { Toolchain } from '../languages/discover.js';
import { SCRIPT } from '../languages/script.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Program, SourceFile } from './compile.js';
import type { CompileCache } from './compile-cache.js';
import { compileAsWritten } from './as-written.js';
import type { PackageFiles } from './package-files.js';

/** The package's own fault or this host's lack: the submission is not to blame. */
export class PackageFault extends Error {
  override readonly name = 'PackageFault';
}

export interface Toolchains {
  get(id: string): Toolchain | undefined;
}

const KEPT_PROGRAMS = 32;
const TESTLIB = 'testlib.h';

/** A program of the package that judges, ready to run. */
export interface PackageValidator {
  /** As in the package. */
  path: string;
  program: Program;
  /** It is called, and speaks, in testlib's way. */
  testlib: boolean;
}

export class ProgramCache {
  /** By content; the least recently used first. */
  private readonly programs = new Map<string, { program: Promise<Program>; users: number; stale: boolean }>();

  constructor(
    private readonly toolchains: Toolchains,
    private readonly compileCache: CompileCache | null,
    /** The testlib.h of this installation, for packages that do not bring it. */
    private readonly testlibPath: string | null | undefined = null,
  ) {}

  /** The program, compiled in `sandbox` unless it is there. The caller gives it back by `done`. */
  async take(sandbox: Sandbox, files: PackageFiles, source: PackageProgram, limits: Limits): Promise<{ program: Program; done: () => void }> {
    const key = createHash('sha256').update(JSON.stringify([source.language, source.path, source.files, source.needsTestlib ?? false])).digest('hex');
    let entry = this.programs.get(key);
    if (!entry) {
      entry = { program: this.build(sandbox, files, source, limits), users: 0, stale: false };
      entry.program.catch(() => this.programs.delete(key));
    }
    this.programs.delete(key);
    this.programs.set(key, entry);
    this.dropOldest();
    const taken = entry;
    taken.users++;
    const done = () => {
      taken.users--;
      if (taken.stale && taken.users === 0) void taken.program.then((program) => program.release()).catch(() => undefined);
    };
    try {
      return { program: await taken.program, done };
    } catch (error) {
      done();
      throw error;
    }
  }

  async close(): Promise<void> {
    const entries = [...this.programs.values()];
    this.programs.clear();
    await Promise.all(entries.map((entry) => entry.program.then((program) => program.release()).catch(() => undefined)));
  }

  private dropOldest(): void {
    while (this.programs.size > KEPT_PROGRAMS) {
      const [key, entry] = this.programs.entries().next().value!;
      this.programs.delete(key);
      entry.stale = true;
      if (entry.users === 0) void entry.program.then((program) => program.release()).catch(() => undefined);
    }
  }

  private async build(sandbox: Sandbox, files: PackageFiles, source: PackageProgram, limits: Limits): Promise<Program> {
    const toolchain = source.language === 'script' ? SCRIPT : this.toolchains.get(source.language);
    if (!toolchain) throw new PackageFault(`${source.path} is written in ${source.language}, which this judge cannot run`);
    const sources: SourceFile[] = await Promise.all(
      source.files.map(async (file) => ({ name: nameInside(source, file.path), content: await readFile(await files.path(file)) })),
    );
    if (source.needsTestlib) sources.push({ name: TESTLIB, content: await this.testlib(source) });
    const compilation = await compileAsWritten(sandbox, { toolchain, sources, limits }, this.compileCache);
    if (!compilation.ok) throw new PackageFault(`${source.path} does not compile:\n${compilation.result.log}`);
    return compilation.program;
  }

  private async testlib({ path }: PackageProgram): Promise<Buffer> {
    const missing = `${path} includes ${TESTLIB}, which is not in the package`;
    if (!this.testlibPath) throw new PackageFault(`${missing}, and this judge knows of none: put it into the package, or set ARBITER_TESTLIB to its path`);
    return readFile(this.testlibPath).catch((error: unknown) => {
      throw new PackageFault(`${missing}, and ${this.testlibPath} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

/** A file's name inside its program: its path without the program's own. */
export function nameInside(program: { path: string }, path: string): string {
  return path.startsWith(`${program.path}/`) ? path.slice(program.path.length + 1) : path.slice(path.lastIndexOf('/') + 1);
}
