import { inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-std=gnu17', '-O2', '-static', '-DONLINE_JUDGE', '-fdiagnostics-color=never', '-pipe'];

export const c: Language = {
  id: 'c',
  name: 'C',
  extensions: ['.c'],
  tools: { gcc: { candidates: ['/usr/bin/gcc', '/usr/local/bin/gcc'], versionArguments: ['--version'] } },
  versionOf: 'gcc',
  build({ tools, sources }) {
    const own = ownSources(c, sources);
    if (own.length === 0) return noSource(c);
    return {
      compile: { command: [tools['gcc']!, ...FLAGS, '-o', PROGRAM, ...own.map((source) => inBuild(source.name)), '-lm'] },
      run: runProgram,
    };
  },
  shownCompileCommand: `gcc ${FLAGS.join(' ')} -o main main.c -lm`,
  shownRunCommand: './main',
  memory: nativeMemory(/Cannot allocate memory/),
  runtimeThreads: 0,
};
