import { BUILD_DIRECTORY, PREPARED_DIRECTORY, inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

/** The precompiled header is only taken when it was made with these very flags. */
const FLAGS = ['-std=gnu++20', '-O2', '-static', '-DONLINE_JUDGE', '-fdiagnostics-color=never', '-pipe'];

export const cpp: Language = {
  id: 'cpp',
  name: 'C++',
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.C'],
  tools: { gxx: { candidates: ['/usr/bin/g++', '/usr/local/bin/g++'], versionArguments: ['--version'] } },
  versionOf: 'gxx',
  /** bits/stdc++.h, which most submissions include, costs a second and more unless it is precompiled. */
  prepare: (tools) => ({
    command: [
      '/bin/sh',
      '-c',
      'mkdir -p bits && printf "#include <bits/stdc++.h>\\n" > all.hpp && exec "$@"',
      'prepare',
      tools['gxx']!,
      ...FLAGS,
      '-x',
      'c++-header',
      '-o',
      'bits/stdc++.h.gch',
      'all.hpp',
    ],
  }),
  build({ tools, sources, prepared }) {
    const own = ownSources(cpp, sources);
    if (own.length === 0) return noSource(cpp);
    return {
      compile: {
        command: [
          tools['gxx']!,
          ...FLAGS,
          ...(prepared ? ['-I', PREPARED_DIRECTORY] : []),
          // Some write <testlib.h> where they mean the file beside theirs.
          '-idirafter',
          BUILD_DIRECTORY,
          '-o',
          PROGRAM,
          ...own.map((source) => inBuild(source.name)),
        ],
      },
      run: runProgram,
    };
  },
  shownCompileCommand: `g++ ${FLAGS.join(' ')} -o main main.cpp`,
  shownRunCommand: './main',
  memory: nativeMemory(/std::bad_alloc|std::length_error.*max_size|Cannot allocate memory/),
  runtimeThreads: 0,
};
