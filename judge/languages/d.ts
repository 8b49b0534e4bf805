import { inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-O2', '-frelease', '-fversion=ONLINE_JUDGE', '-static-libphobos', '-fdiagnostics-color=never'];

export const d: Language = {
  id: 'd',
  name: 'D',
  extensions: ['.d'],
  tools: { gdc: { candidates: ['/usr/bin/gdc', '/usr/local/bin/gdc'], versionArguments: ['--version'] } },
  versionOf: 'gdc',
  build({ tools, sources }) {
    const own = ownSources(d, sources);
    if (own.length === 0) return noSource(d);
    return { compile: { command: [tools['gdc']!, ...FLAGS, '-o', PROGRAM, ...own.map((source) => inBuild(source.name))] }, run: runProgram };
  },
  shownCompileCommand: `gdc ${FLAGS.join(' ')} -o main main.d`,
  shownRunCommand: './main',
  memory: nativeMemory(/OutOfMemoryError|Memory allocation failed/),
  runtimeThreads: 4,
};
