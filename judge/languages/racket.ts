import { inBuild, mainSource, noSource, ownSources, type Language } from './language.js';
import { scriptMemory } from './interpreted.js';

export const racket: Language = {
  id: 'racket',
  name: 'Racket',
  extensions: ['.rkt'],
  tools: { racket: { candidates: ['/usr/bin/racket', '/usr/local/bin/racket'], versionArguments: ['--version'] } },
  versionOf: 'racket',
  build({ tools, ...context }) {
    const main = mainSource(racket, context);
    if (!main) return noSource(racket);
    const files = ownSources(racket, context.sources).map((source) => inBuild(source.name));
    return {
      compile: { command: [tools['racket']!, '-N', 'raco', '-l-', 'raco', 'make', ...files] },
      // What was compiled is taken as it is: times of files say nothing in a jail.
      run: () => ({ command: [tools['racket']!, inBuild(main.name)], environment: { PLT_COMPILED_FILE_CHECK: 'exists' } }),
    };
  },
  shownCompileCommand: 'raco make main.rkt',
  shownRunCommand: 'racket main.rkt',
  memory: scriptMemory(/out of memory/i, 32 * 1024),
  runtimeThreads: 4,
};
