import { inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-std=gnu11', '-O2', '-DONLINE_JUDGE', '-fobjc-exceptions', '-fexceptions', '-fconstant-string-class=NSConstantString', '-D_NATIVE_OBJC_EXCEPTIONS', '-I/usr/include/GNUstep', '-w', '-fdiagnostics-color=never'];
const LIBRARIES = ['-lgnustep-base', '-lobjc', '-lm'];

/** With GNUstep's Foundation. */
export const objectivec: Language = {
  id: 'objectivec',
  name: 'Objective-C',
  extensions: ['.m'],
  tools: {
    gcc: { candidates: ['/usr/bin/gcc', '/usr/local/bin/gcc'], versionArguments: ['--version'] },
    // gcc without its Objective-C part says no here.
    objc: { candidates: ['/usr/lib/gcc/x86_64-linux-gnu/*/cc1obj', '/usr/lib/gcc/aarch64-linux-gnu/*/cc1obj'], versionArguments: ['--version'] },
    foundation: { candidates: ['/usr/bin/gnustep-config'], versionArguments: ['--help'] },
  },
  versionOf: 'gcc',
  build({ tools, sources }) {
    const own = ownSources(objectivec, sources);
    if (own.length === 0) return noSource(objectivec);
    return { compile: { command: [tools['gcc']!, ...FLAGS, '-o', PROGRAM, ...own.map((source) => inBuild(source.name)), ...LIBRARIES] }, run: runProgram };
  },
  shownCompileCommand: `gcc ${FLAGS.join(' ')} -o main main.m ${LIBRARIES.join(' ')}`,
  shownRunCommand: './main',
  memory: nativeMemory(/Cannot allocate memory|NSMallocException|[Oo]ut of memory/, 16 * 1024),
  runtimeThreads: 8,
};
