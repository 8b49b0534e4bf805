import { inBuild, noSource, ownSources, type Language } from './language.js';

const PROGRAM = inBuild('.program.exe');
const FLAGS = ['-optimize+', '-define:ONLINE_JUDGE', '-nologo', '-warn:0', '-codepage:utf8', '-unsafe+'];

/** C# of Mono: most of C# 7. */
export const csharp: Language = {
  id: 'csharp',
  name: 'C#',
  extensions: ['.cs'],
  tools: {
    mcs: { candidates: ['/usr/bin/mcs', '/usr/local/bin/mcs'], versionArguments: ['--version'] },
    mono: { candidates: ['/usr/bin/mono', '/usr/local/bin/mono'], versionArguments: ['--version'] },
  },
  versionOf: 'mono',
  build({ tools, sources }) {
    const own = ownSources(csharp, sources);
    if (own.length === 0) return noSource(csharp);
    // Mono's own warnings (it may not set priorities in a jail) would go to standard output.
    return {
      compile: { command: [tools['mcs']!, ...FLAGS, '-r:System.Numerics', `-out:${PROGRAM}`, ...own.map((source) => inBuild(source.name))], environment: { MONO_LOG_DEST: '/dev/null' } },
      run: ({ memoryKib }) => ({
        command: [tools['mono']!, PROGRAM],
        environment: { MONO_GC_PARAMS: `max-heap-size=${Math.max(16, Math.ceil(memoryKib / 1024))}m`, MONO_LOG_DEST: '/dev/stderr', MONO_DISABLE_SHARED_AREA: '1', MONO_THREADS_PER_CPU: '1' },
      }),
    };
  },
  shownCompileCommand: `mcs ${FLAGS.join(' ')} -r:System.Numerics -out:main.exe main.cs`,
  shownRunCommand: 'MONO_GC_PARAMS=max-heap-size={memory} mono main.exe',
  memory: { overheadKib: 64 * 1024, death: /System\.OutOfMemoryException|could not allocate|Out of memory/i, heapIsLimited: true },
  runtimeThreads: 16,
};
