import { interpreted, scriptMemory } from './interpreted.js';

export const lua = interpreted({
  id: 'lua',
  name: 'Lua',
  extensions: ['.lua'],
  tool: { candidates: ['/usr/bin/lua5.4', '/usr/local/bin/lua', '/usr/bin/lua'], versionArguments: ['-v'] },
  check: (lua) => [lua, '-e', 'assert(loadfile(arg[1]))', '-'],
  run: (lua, main) => ({ command: [lua, main] }),
  shownCompileCommand: 'luac -p main.lua',
  shownRunCommand: 'lua main.lua',
  memory: scriptMemory(/not enough memory/),
});
