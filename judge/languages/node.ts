/** What JavaScript and TypeScript share: Node.js as their runtime. */
import type { Command, MemoryPolicy, Tool } from './language.js';

export const nodeTool: Tool = {
  candidates: ['/usr/bin/node', '/usr/local/bin/node', '/opt/arbiter/node-*/bin/node'],
  versionArguments: ['--version'],
};

/** Old space is the heap; young space, code and buffers are the overhead. Stack in KiB, below what the kernel gives. */
export function runNode(node: string, file: string, memoryKib: number): Command {
  return {
    command: [node, `--max-old-space-size=${Math.ceil(memoryKib / 1024)}`, `--stack-size=${Math.min(Math.floor(memoryKib / 2), 256 * 1024)}`, '--single-threaded-gc', file],
    environment: { NODE_DISABLE_COLORS: '1', UV_THREADPOOL_SIZE: '1' },
  };
}

export const nodeMemory: MemoryPolicy = {
  overheadKib: 160 * 1024,
  death: /JavaScript heap out of memory|Array buffer allocation failed|Fatal process out of memory|allocation failure/i,
  heapIsLimited: true,
};

export const NODE_THREADS = 16;
export const SHOWN_NODE = 'node --max-old-space-size={memory} --stack-size={memory/2}';
