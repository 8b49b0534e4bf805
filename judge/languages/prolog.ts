import { inBuild, mainSource, noSource, type Language } from './language.js';

const STATE = inBuild('.program');

/** The program's goal is `main`: it fails, or is left by an exception, and the run has failed. */
export const prolog: Language = {
  id: 'prolog',
  name: 'Prolog',
  extensions: ['.pl', '.pro', '.prolog'],
  tools: { swipl: { candidates: ['/usr/bin/swipl', '/usr/local/bin/swipl'], versionArguments: ['--version'] } },
  versionOf: 'swipl',
  build({ tools, ...context }) {
    const main = mainSource(prolog, context);
    if (!main) return noSource(prolog);
    return {
      compile: { command: [tools['swipl']!, '-q', '-O', '--on-error=status', '-g', 'main', '-o', STATE, '-c', inBuild(main.name)] },
      // A state is started by the same program that has made it.
      run: ({ memoryKib }) => ({ command: [tools['swipl']!, '-x', STATE, '--no-tty', '--no-signals', `--stack-limit=${memoryKib}k`, '-t', 'halt'] }),
    };
  },
  shownCompileCommand: 'swipl -O -g main -o main -c main.pl',
  shownRunCommand: 'swipl -x main --stack-limit={memory} -t halt',
  memory: { overheadKib: 64 * 1024, death: /Stack limit \([^)]*\) exceeded|resource error|No permission to allocate|out of memory/i, heapIsLimited: true },
  runtimeThreads: 8,
};
