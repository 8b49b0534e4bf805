/**
 * Programs of packages were written for the compilers of their time: names of theirs, such as `size` or `data`, are taken by newer
 * standards of C++. What contestants submit is compiled as the pages say, and never like this.
 */
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { compile, type Compilation, type CompileRequest } from './compile.js';
import type { CompileCache } from './compile-cache.js';

const NEWER_STANDARDS = /^-std=(gnu|c)\+\+(?:2\w|17)$/;
const TOLD = 'Compiled as C++14: it does not compile in the standard that submissions are compiled in.\n';

/** Compiled as submissions are or, where C++ cannot be, in an older standard. The first attempt's log is told where both fail. */
export async function compileAsWritten(sandbox: Sandbox, request: CompileRequest, cache: CompileCache | null): Promise<Compilation> {
  const first = await compile(sandbox, request, cache);
  if (first.ok || request.toolchain.language.id !== 'cpp') return first;
  const second = await compile(sandbox, { ...request, toolchain: ofOlderStandard(request.toolchain) }, cache);
  return second.ok ? { ...second, result: { ...second.result, log: `${TOLD}${second.result.log}` } } : first;
}

/** The same compiler, told to take C++14. What was prepared for the newer standard is left out. */
function ofOlderStandard(toolchain: Toolchain): Toolchain {
  const { language } = toolchain;
  return {
    ...toolchain,
    prepared: false,
    language: {
      ...language,
      build(context) {
        const build = language.build({ ...context, prepared: false });
        if (typeof build === 'string' || !build.compile) return build;
        return { ...build, compile: { ...build.compile, command: build.compile.command.map((word) => word.replace(NEWER_STANDARDS, '-std=$1++14')) } };
      },
    },
  };
}
