import { PREPARED_DIRECTORY, inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const ENVIRONMENT = { GO111MODULE: 'off', GOTOOLCHAIN: 'local', GOPROXY: 'off', GOTELEMETRY: 'off', CGO_ENABLED: '0', GOPATH: '/tmp/go' };
/** Names of the export files of the standard library, made by `prepare`. */
const IMPORTS = `${PREPARED_DIRECTORY}/importcfg`;

/**
 * Compiler and linker are called directly, with the standard library compiled once for each host: `go build`
 * needs a writable cache and would compile the library again for every submission.
 */
export const go: Language = {
  id: 'go',
  name: 'Go',
  extensions: ['.go'],
  tools: { go: { candidates: ['/usr/local/go/bin/go', '/usr/bin/go', '/usr/lib/go/bin/go'], versionArguments: ['version'] } },
  versionOf: 'go',
  prepare: (tools) => ({
    command: [
      '/bin/sh',
      '-c',
      'export GOCACHE="$PWD/cache"; "$1" list -export -f "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}" $("$1" list std | grep -v -e ^vendor/ -e ^cmd/ -e /internal/ -e ^internal/ -e ^net -e ^crypto/tls -e ^crypto/x509 -e ^debug/ -e ^go/ -e ^testing -e ^plugin -e ^log/syslog -e ^expvar) > roots && "$1" list -deps -export -f "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}" $(sed "s/^packagefile //; s/=.*//" roots) > importcfg',
      'prepare',
      tools['go']!,
    ],
    environment: ENVIRONMENT,
  }),
  build({ tools, sources, prepared }) {
    const own = ownSources(go, sources).filter((source) => !source.name.endsWith('_test.go'));
    if (own.length === 0) return noSource(go);
    if (!prepared) return 'The Go standard library is not prepared on this judge.';
    return {
      compile: {
        command: [
          '/bin/sh',
          '-c',
          'go="$1"; shift; "$go" tool compile -p main -complete -importcfg "$0" -o /tmp/main.a "$@" && "$go" tool link -s -w -importcfg "$0" -o ' + PROGRAM + ' /tmp/main.a',
          IMPORTS,
          tools['go']!,
          ...own.map((source) => inBuild(source.name)),
        ],
        environment: { ...ENVIRONMENT, GOCACHE: '/tmp/cache' },
      },
      run: () => ({ ...runProgram(), environment: { GOMAXPROCS: '1' } }),
    };
  },
  shownCompileCommand: 'go build -o main main.go',
  shownRunCommand: './main',
  memory: nativeMemory(/runtime: out of memory|cannot allocate memory/, 16 * 1024),
  runtimeThreads: 16,
};
