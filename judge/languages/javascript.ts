import { inBuild, mainSource, noSource, ownSources, type Language } from './language.js';
import { NODE_THREADS, SHOWN_NODE, nodeMemory, nodeTool, runNode } from './node.js';

export const javascript: Language = {
  id: 'javascript',
  name: 'JavaScript',
  extensions: ['.js', '.cjs', '.mjs'],
  tools: { node: nodeTool },
  versionOf: 'node',
  build({ tools, ...context }) {
    const main = mainSource(javascript, context);
    if (!main) return noSource(javascript);
    const files = ownSources(javascript, context.sources).map((source) => inBuild(source.name));
    return {
      compile: { command: ['/bin/sh', '-c', 'node="$1"; shift; for file; do "$node" --check "$file" || exit 1; done', 'check', tools['node']!, ...files] },
      run: ({ memoryKib }) => runNode(tools['node']!, inBuild(main.name), memoryKib),
    };
  },
  shownCompileCommand: 'node --check main.js',
  shownRunCommand: `${SHOWN_NODE} main.js`,
  memory: nodeMemory,
  runtimeThreads: NODE_THREADS,
};
