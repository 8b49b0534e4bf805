import { inBuild, mainSource, noSource, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['--edition', '2021', '-C', 'opt-level=2', '--cfg', 'online_judge', '--color', 'never'];

export const rust: Language = {
  id: 'rust',
  name: 'Rust',
  extensions: ['.rs'],
  tools: { rustc: { candidates: ['/usr/local/bin/rustc', '/usr/bin/rustc', '/opt/rust/bin/rustc'], versionArguments: ['--version'] } },
  versionOf: 'rustc',
  build({ tools, ...context }) {
    const main = mainSource(rust, context);
    if (!main) return noSource(rust);
    return { compile: { command: [tools['rustc']!, ...FLAGS, '--crate-name', 'main', '-o', PROGRAM, inBuild(main.name)] }, run: runProgram };
  },
  shownCompileCommand: `rustc ${FLAGS.join(' ')} -o main main.rs`,
  shownRunCommand: './main',
  memory: nativeMemory(/memory allocation of \d+ bytes failed/),
  runtimeThreads: 0,
};
