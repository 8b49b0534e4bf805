import { inBuild, mainSource, noSource, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-d:release', '--opt:speed', '-d:ONLINE_JUDGE', '--hints:off', '--warnings:off', '--colors:off', '--threads:off'];

export const nim: Language = {
  id: 'nim',
  name: 'Nim',
  extensions: ['.nim'],
  tools: { nim: { candidates: ['/usr/bin/nim', '/usr/local/bin/nim'], versionArguments: ['--version'] } },
  versionOf: 'nim',
  build({ tools, ...context }) {
    const main = mainSource(nim, context);
    if (!main) return noSource(nim);
    return { compile: { command: [tools['nim']!, 'compile', ...FLAGS, '--nimcache:/tmp/nim', '--passL:-static', `--out:${PROGRAM}`, inBuild(main.name)] }, run: runProgram };
  },
  shownCompileCommand: `nim compile ${FLAGS.join(' ')} --out:main main.nim`,
  shownRunCommand: './main',
  memory: nativeMemory(/out of memory/i),
  runtimeThreads: 0,
};
