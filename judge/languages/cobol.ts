import { inBuild, mainSource, noSource, type Language, type Source } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

export const cobol: Language = {
  id: 'cobol',
  name: 'COBOL',
  extensions: ['.cob', '.cbl'],
  tools: { cobc: { candidates: ['/usr/bin/cobc', '/usr/local/bin/cobc'], versionArguments: ['--version'] } },
  versionOf: 'cobc',
  build({ tools, ...context }) {
    const main = mainSource(cobol, context);
    if (!main) return noSource(cobol);
    return { compile: { command: [tools['cobc']!, '-x', '-O2', ...(isFixed(main) ? ['-fixed'] : ['-free']), '-o', PROGRAM, inBuild(main.name)] }, run: runProgram };
  },
  shownCompileCommand: 'cobc -x -O2 -free -o main main.cob',
  shownRunCommand: './main',
  memory: nativeMemory(/cannot allocate|out of memory/i, 8 * 1024),
  runtimeThreads: 0,
};

/** The old form has numbers or blanks in its first six columns, and a mark in the seventh. */
function isFixed(source: Source): boolean {
  return source.text().split(/\r?\n/).every((line) => line.trim() === '' || /^(?:[ \d]{6}|\t)[ *\-/dD]/.test(line) || /^ *$/.test(line));
}
