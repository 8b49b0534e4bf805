/**
 * Programs of packages that bring their own `build` and `run` scripts, or are one script with a `#!` line. Not a
 * language in which anybody submits.
 */
import type { Toolchain } from './discover.js';
import { inBuild } from './language.js';

export const SCRIPT: Toolchain = {
  language: {
    id: 'c', // asked for nowhere: nobody submits in it, and programs.ts picks it by its own name
    name: 'Script',
    extensions: [],
    tools: {},
    versionOf: '',
    build({ sources }) {
      const names = sources.map((source) => source.name);
      const start = names.includes('run') || names.includes('build') ? 'run' : names[0];
      if (start === undefined) return 'The program has no file.';
      // Files of a package come without their mode, and those of another user cannot be made executable: copies can.
      const copies = 'mkdir -p .run && cp -r ./* .run/ && cd .run && chmod -R u+rwX,go+rX . && chmod +x "$1" 2>/dev/null; if [ -f build ]; then chmod +x build && ./build; fi';
      return {
        compile: { command: ['/bin/sh', '-c', copies, 'build', start] },
        run: () => ({ command: [inBuild(`.run/${start}`)] }),
      };
    },
    shownCompileCommand: './build',
    shownRunCommand: './run',
    memory: { overheadKib: 0, death: /MemoryError|std::bad_alloc/, heapIsLimited: false },
    runtimeThreads: 16,
  },
  tools: {},
  version: '',
  mounts: [],
  prepared: false,
};
