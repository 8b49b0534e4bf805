import { BEAM, BEAM_ENVIRONMENT, BEAM_MEMORY, BEAM_THREADS } from './erlang.js';
import { interpreted } from './interpreted.js';

export const elixir = interpreted({
  id: 'elixir',
  name: 'Elixir',
  extensions: ['.exs', '.ex'],
  tool: { candidates: ['/usr/bin/elixir', '/usr/local/bin/elixir'], versionArguments: ['--short-version'] },
  check: (elixir) => [elixir, '-e', 'Code.string_to_quoted!(File.read!(hd(System.argv())))'],
  run: (elixir, main) => ({ command: [elixir, '--erl', BEAM.join(' '), main], environment: BEAM_ENVIRONMENT }),
  shownCompileCommand: "elixir -e 'Code.string_to_quoted!(File.read!(\"main.exs\"))'",
  shownRunCommand: `elixir --erl "${BEAM.join(' ')}" main.exs`,
  memory: BEAM_MEMORY,
  runtimeThreads: BEAM_THREADS,
});
