import { inBuild, mainSource, noSource, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-O2', '-DONLINE_JUDGE', '-fdiagnostics-color=never', '-w'];
const OBJECTS = inBuild('.objects');

export const haskell: Language = {
  id: 'haskell',
  name: 'Haskell',
  extensions: ['.hs', '.lhs'],
  tools: { ghc: { candidates: ['/usr/bin/ghc', '/usr/local/bin/ghc'], versionArguments: ['--version'] } },
  versionOf: 'ghc',
  // Debian keeps the compiler's list of packages there.
  folders: ['/var/lib/ghc'],
  build({ tools, ...context }) {
    const main = mainSource(haskell, context);
    if (!main) return noSource(haskell);
    return { compile: { command: [tools['ghc']!, '-v0', ...FLAGS, '-outputdir', OBJECTS, `-i${inBuild('')}`, '-o', PROGRAM, inBuild(main.name)] }, run: runProgram };
  },
  shownCompileCommand: `ghc ${FLAGS.join(' ')} -o main main.hs`,
  shownRunCommand: './main',
  memory: nativeMemory(/heap overflow|[Hh]eap exhausted|out of memory/, 8 * 1024),
  runtimeThreads: 8,
};
