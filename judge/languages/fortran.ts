import { inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-O2', '-static', '-cpp', '-DONLINE_JUDGE', '-fdiagnostics-color=never', '-J/tmp'];

export const fortran: Language = {
  id: 'fortran',
  name: 'Fortran',
  extensions: ['.f90', '.f95', '.f03', '.f08', '.f', '.for'],
  tools: { gfortran: { candidates: ['/usr/bin/gfortran', '/usr/local/bin/gfortran'], versionArguments: ['--version'] } },
  versionOf: 'gfortran',
  build({ tools, sources }) {
    const own = ownSources(fortran, sources);
    if (own.length === 0) return noSource(fortran);
    return { compile: { command: [tools['gfortran']!, ...FLAGS, '-o', PROGRAM, ...own.map((source) => inBuild(source.name))] }, run: runProgram };
  },
  shownCompileCommand: `gfortran ${FLAGS.slice(0, -1).join(' ')} -o main main.f90`,
  shownRunCommand: './main',
  memory: nativeMemory(/Error allocating \d+ bytes|Allocation would exceed memory limit|Insufficient virtual memory/),
  runtimeThreads: 0,
};
