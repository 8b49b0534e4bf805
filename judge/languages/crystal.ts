import { inBuild, mainSource, noSource, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

/** Its collector would count the cores in files that a jail does not show, and says so. */
const COLLECTOR = { GC_NPROCS: '1', GC_MARKERS: '1', CRYSTAL_WORKERS: '1' };
const FLAGS = ['--release', '--no-debug', '-Donline_judge', '--no-color'];

export const crystal: Language = {
  id: 'crystal',
  name: 'Crystal',
  extensions: ['.cr'],
  tools: { crystal: { candidates: ['/usr/bin/crystal', '/usr/local/bin/crystal'], versionArguments: ['--version'] } },
  versionOf: 'crystal',
  build({ tools, ...context }) {
    const main = mainSource(crystal, context);
    if (!main) return noSource(crystal);
    return { compile: { command: [tools['crystal']!, 'build', ...FLAGS, '-o', PROGRAM, inBuild(main.name)], environment: { CRYSTAL_CACHE_DIR: '/tmp/crystal', ...COLLECTOR } }, run: () => ({ ...runProgram(), environment: COLLECTOR }) };
  },
  shownCompileCommand: `crystal build ${FLAGS.join(' ')} -o main main.cr`,
  shownRunCommand: './main',
  memory: nativeMemory(/Out of [Mm]emory|Failed to (?:allocate|expand heap)/, 16 * 1024),
  runtimeThreads: 4,
};
