import { interpreted, scriptMemory } from './interpreted.js';

export const ruby = interpreted({
  id: 'ruby',
  name: 'Ruby',
  extensions: ['.rb'],
  tool: { candidates: ['/usr/bin/ruby', '/usr/local/bin/ruby'], versionArguments: ['--version'] },
  check: (ruby) => [ruby, '--disable=gems', '-c'],
  // Its own stack holds some 10,000 calls unless a larger one is asked for; pages are touched only when used.
  run: (ruby, main, { memoryKib }) => ({ command: [ruby, main], environment: { RUBY_THREAD_VM_STACK_SIZE: String(Math.min(memoryKib * 1024, 1024 ** 3)) } }),
  shownCompileCommand: 'ruby -c main.rb',
  shownRunCommand: 'ruby main.rb',
  memory: scriptMemory(/NoMemoryError|failed to allocate memory/, 16 * 1024),
  runtimeThreads: 4,
});
