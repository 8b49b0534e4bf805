import { interpreted } from './interpreted.js';

/** Faults are told on standard error, and each write goes out at once, so that interactive problems need no flush. */
const SETTINGS = ['-d', 'display_errors=stderr', '-d', 'log_errors=0', '-d', 'html_errors=0', '-d', 'max_execution_time=0', '-d', 'precision=17'];
const JIT = ['-d', 'opcache.enable_cli=1', '-d', 'opcache.jit=tracing', '-d', 'opcache.jit_buffer_size=32M', '-d', 'opcache.memory_consumption=16'];

export const php = interpreted({
  id: 'php',
  name: 'PHP',
  extensions: ['.php'],
  tool: { candidates: ['/usr/bin/php', '/usr/local/bin/php'], versionArguments: ['--version'] },
  check: (php) => [php, ...SETTINGS, '-l'],
  run: (php, main, { memoryKib }) => ({ command: [php, ...SETTINGS, ...JIT, '-d', `memory_limit=${memoryKib}K`, main] }),
  shownCompileCommand: 'php -l main.php',
  shownRunCommand: 'php -d opcache.jit=tracing -d memory_limit={memory} main.php',
  memory: { overheadKib: 64 * 1024, death: /Allowed memory size of \d+ bytes exhausted|Out of memory/, heapIsLimited: true },
  runtimeThreads: 0,
});
