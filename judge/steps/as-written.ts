/**
 * Programs of packages were written for the compilers of their time: names of theirs, such as `size` or `data`, are taken by newer
 * standards of C++. What contestants submit is compiled as the pages say, and never like this.
 */
import type { Toolchain } from '../languages/discover.js';
import { ownSources } from '../languages/language.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { compile, type Compilation, type CompileRequest, type SourceFile } from './compile.js';
import type { CompileCache } from './compile-cache.js';

/** The last that knows gets, and the last in which constants may be narrowed, among them. */
const OLDER_STANDARDS = ['14', '11', '98'];
const STANDARD = /^-std=(gnu|c)\+\+\w+$/;

/** Compiled as submissions are or, where C++ cannot be, in an older standard. The first attempt's log is told where all fail. */
export async function compileAsWritten(sandbox: Sandbox, request: CompileRequest, cache: CompileCache | null): Promise<Compilation> {
  const named = { ...request, sources: withEnding(request) };
  const first = await compile(sandbox, named, cache);
  if (first.ok || request.toolchain.language.id !== 'cpp') return first;
  for (const standard of OLDER_STANDARDS) {
    const next = await compile(sandbox, { ...named, toolchain: ofStandard(request.toolchain, standard) }, cache);
    if (next.ok) return { ...next, result: { ...next.result, log: `Compiled as C++${standard}: it does not compile in the standard that submissions are compiled in.\n${next.result.log}` } };
  }
  return first;
}

/** A single file of which the package says in what language it is may have an ending that does not. */
function withEnding({ toolchain, sources }: CompileRequest): readonly SourceFile[] {
  const [only, ...others] = sources;
  const [ending] = toolchain.language.extensions;
  if (!only || ending === undefined || others.length > 0 || ownSources(toolchain.language, [{ name: only.name, text: () => '' }]).length > 0) return sources;
  return [{ ...only, name: `${only.name.replace(/\.[^./]*$/, '')}${ending}` }];
}

/** The same compiler, told to take another standard. What was prepared for the usual one is left out. */
function ofStandard(toolchain: Toolchain, standard: string): Toolchain {
  const { language } = toolchain;
  return {
    ...toolchain,
    prepared: false,
    language: {
      ...language,
      build(context) {
        const build = language.build({ ...context, prepared: false });
        if (typeof build === 'string' || !build.compile) return build;
        return { ...build, compile: { ...build.compile, command: build.compile.command.map((word) => word.replace(STANDARD, `-std=$1++${standard}`)) } };
      },
    },
  };
}
