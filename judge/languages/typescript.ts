import { inBuild, mainSource, noSource, ownSources, type Language } from './language.js';
import { NODE_THREADS, SHOWN_NODE, nodeMemory, nodeTool, runNode } from './node.js';

const OUT = inBuild('.out');
const FLAGS = ['--target', 'es2022', '--lib', 'es2023,dom', '--module', 'commonjs', '--esModuleInterop', '--strict', 'false', '--skipLibCheck', '--pretty', 'false'];

export const typescript: Language = {
  id: 'typescript',
  name: 'TypeScript',
  extensions: ['.ts', '.cts'],
  tools: {
    node: nodeTool,
    tsc: { candidates: ['/opt/arbiter/typescript-*/bin/tsc'], versionArguments: ['--version'] },
  },
  versionOf: 'tsc',
  build({ tools, ...context }) {
    const main = mainSource(typescript, context);
    if (!main) return noSource(typescript);
    const files = ownSources(typescript, context.sources).map((source) => inBuild(source.name));
    // Its node_modules/@types stand beside the compiler: see scripts/setup.
    const types = `${tools['tsc']!.replace(/\/bin\/tsc$/, '')}/node_modules/@types`;
    return {
      compile: { command: [tools['node']!, tools['tsc']!, ...FLAGS, '--typeRoots', types, '--types', 'node', '--rootDir', inBuild(''), '--outDir', OUT, ...files] },
      run: ({ memoryKib }) => runNode(tools['node']!, `${OUT}/${main.name.replace(/\.(c?)ts$/, '.$1js')}`, memoryKib),
    };
  },
  shownCompileCommand: `tsc ${FLAGS.join(' ')} main.ts`,
  shownRunCommand: `${SHOWN_NODE} main.js`,
  memory: nodeMemory,
  runtimeThreads: NODE_THREADS,
};
