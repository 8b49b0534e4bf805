import { interpreted, scriptMemory } from './interpreted.js';

/** With the usual tools (coreutils, sed, awk) that the system has; each of them counts. */
export const bash = interpreted({
  id: 'bash',
  name: 'Bash',
  extensions: ['.sh', '.bash'],
  tool: { candidates: ['/usr/bin/bash', '/bin/bash'], versionArguments: ['--version'] },
  check: (bash) => [bash, '-n'],
  run: (bash, main) => ({ command: [bash, main] }),
  shownCompileCommand: 'bash -n main.sh',
  shownRunCommand: 'bash main.sh',
  memory: scriptMemory(/cannot allocate|Cannot allocate memory/),
});
