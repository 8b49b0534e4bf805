import { interpreted } from './interpreted.js';

export const r = interpreted({
  id: 'r',
  name: 'R',
  extensions: ['.r', '.R'],
  tool: { candidates: ['/usr/bin/Rscript', '/usr/local/bin/Rscript'], versionArguments: ['--version'] },
  check: (rscript) => [rscript, '--vanilla', '-e', 'invisible(parse(commandArgs(TRUE)[1]))'],
  run: (rscript, main, { memoryKib }) => ({ command: [rscript, '--vanilla', main], environment: { R_MAX_VSIZE: `${Math.ceil(memoryKib / 1024)}Mb`, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' } }),
  shownCompileCommand: "Rscript -e 'parse(\"main.r\")'",
  shownRunCommand: 'Rscript --vanilla main.r',
  memory: { overheadKib: 64 * 1024, death: /cannot allocate vector|vector memory exhausted|cannot allocate memory block/, heapIsLimited: true },
  runtimeThreads: 4,
});
