import { inBuild, noSource, ownSources, stem, type Language, type Source } from './language.js';

const OUT = inBuild('.out');
/** One scheduler of each kind: the run has one core. No dump of a crash is written. */
export const BEAM = ['+S', '1:1', '+SDcpu', '1:1', '+SDio', '1', '+A', '1', '+sbwt', 'none'];
export const BEAM_ENVIRONMENT = { ERL_CRASH_DUMP_BYTES: '0', ERL_AFLAGS: '' };
export const BEAM_MEMORY = { overheadKib: 64 * 1024, death: /_alloc: Cannot (?:re)?allocate|system_limit.*memory/, heapIsLimited: false };
export const BEAM_THREADS = 32;

/** The program's beginning is main/0 of its module. */
export const erlang: Language = {
  id: 'erlang',
  name: 'Erlang',
  extensions: ['.erl'],
  tools: {
    erlc: { candidates: ['/usr/bin/erlc', '/usr/local/bin/erlc'], versionArguments: [] },
    erl: { candidates: ['/usr/bin/erl', '/usr/local/bin/erl'], versionArguments: ['-noshell', '-eval', 'io:format("Erlang/OTP ~s~n", [erlang:system_info(otp_release)]), halt().'] },
  },
  versionOf: 'erl',
  build({ tools, sources, entryPoint }) {
    const own = ownSources(erlang, sources).map((source) => ({ source, module: moduleOf(source) }));
    const main = own.find(({ source, module }) => source.name === entryPoint || module === entryPoint) ?? own.find(({ source }) => /^main\s*\(\s*\)\s*->/m.test(source.text())) ?? own[0];
    if (!main) return noSource(erlang);
    return {
      rename: Object.fromEntries(own.map(({ source, module }) => [source.name, `${module}.erl`])),
      compile: { command: ['/bin/sh', '-c', `mkdir -p ${OUT} && exec "$@"`, 'erlc', tools['erlc']!, '-W0', '-o', OUT, ...own.map(({ module }) => inBuild(`${module}.erl`))], environment: { ...BEAM_ENVIRONMENT, ERL_COMPILER_OPTIONS: '[{d,\'ONLINE_JUDGE\'}]' } },
      run: () => ({ command: [tools['erl']!, ...BEAM, '-noshell', '-pa', OUT, '-eval', START, '-extra', main.module], environment: BEAM_ENVIRONMENT }),
    };
  },
  shownCompileCommand: 'erlc main.erl',
  shownRunCommand: `erl ${BEAM.join(' ')} -noshell -s main main -s init stop`,
  memory: BEAM_MEMORY,
  runtimeThreads: BEAM_THREADS,
};

/** Ends with 1 where main/0 is left by an exception, when all that was printed is out. */
const START = '[Module] = init:get_plain_arguments(), try (list_to_atom(Module)):main(), init:stop(0) catch Class:Reason:Stack -> io:format(standard_error, "~p: ~p~n~p~n", [Class, Reason, Stack]), init:stop(1) end.';

function moduleOf(source: Source): string {
  return /^\s*-module\(\s*'?([\w@]+)'?\s*\)/m.exec(source.text())?.[1] ?? stem(source.name);
}
