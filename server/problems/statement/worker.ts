/** The thread that statements are set in (set.ts): what takes too long or too much memory takes it from nobody but this thread. */
import { parentPort } from 'node:worker_threads';
import { findFile, renderStatement } from './render.js';
import type { StatementToSet } from './set.js';

if (parentPort === null) throw new Error('This is a thread of the server, and no program.');
const port = parentPort;

port.on('message', ({ path, files, ...statement }: StatementToSet) => {
  const find = (wanted: string) => findFile({ path, hash: '', size: 0 }, files, wanted);
  port.postMessage(renderStatement({ ...statement, fileUrl: (wanted) => find(wanted)?.url ?? null, sizeOf: (wanted) => find(wanted)?.picture ?? null }));
});
port.postMessage('ready');
