/**
 * A lock that dies with its holder: an abstract Unix socket (unix(7)) that only one process of a machine can
 * listen on. The kernel frees the name however the process ends, so there are no stale lock files. Who
 * connects is told by whom it is held.
 */
import { createServer, connect, type Server } from 'node:net';

export interface Holder {
  pid: number;
  state: 'running' | 'stopping';
}

export interface Lock {
  /** What the next one who wants the lock is told. */
  setState: (state: Holder['state']) => void;
  release: () => Promise<void>;
}

/** @returns the lock, or who has it; null where the holder does not answer. */
export async function takeLock(name: string): Promise<{ lock: Lock } | { holder: Holder | null }> {
  const path = `\0arbiter-${name}`;
  const me: Holder = { pid: process.pid, state: 'running' };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(me));
  });
  const listening = await listen(server, path);
  if (!listening) return { holder: await ask(path) };
  server.unref();
  return { lock: { setState: (state) => void (me.state = state), release: () => new Promise((resolve) => server.close(() => resolve())) } };
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(path, () => resolve(true));
  });
}

function ask(path: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => void (text += chunk.toString('utf8')));
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(text ? (JSON.parse(text) as Holder) : null));
  });
}
