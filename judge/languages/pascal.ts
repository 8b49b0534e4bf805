import { inBuild, mainSource, noSource, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-O2', '-Sg', '-Xs', '-XS', '-dONLINE_JUDGE'];

export const pascal: Language = {
  id: 'pascal',
  name: 'Pascal',
  extensions: ['.pas', '.pp', '.dpr'],
  tools: { fpc: { candidates: ['/usr/bin/fpc', '/usr/local/bin/fpc'], versionArguments: ['-iWV'] } },
  versionOf: 'fpc',
  build({ tools, ...context }) {
    const main = mainSource(pascal, context);
    if (!main) return noSource(pascal);
    return { compile: { command: [tools['fpc']!, '-l-', '-v0e', ...FLAGS, `-Fu${inBuild('')}`, `-o${PROGRAM}`, inBuild(main.name)] }, run: runProgram };
  },
  shownCompileCommand: `fpc ${FLAGS.join(' ')} -omain main.pas`,
  shownRunCommand: './main',
  // 203: heap overflow
  memory: nativeMemory(/Runtime error 203|EOutOfMemory/),
  runtimeThreads: 0,
};
