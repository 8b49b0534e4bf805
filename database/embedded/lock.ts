/**
 * A lock between processes of one machine that the kernel frees when its holder dies, kill -9 included: the name of
 * an abstract unix socket (unix(7)). Nobody connects to it.
 */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the lock up to a minute, runs `work`, and frees the lock. */
export async function withProcessLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 60_000;
  let server = await tryToListen(name);
  while (server === undefined) {
    if (Date.now() > deadline) throw new Error(`Another process has held the lock ${name} for a minute`);
    await sleep(25);
    server = await tryToListen(name);
  }
  const held = server;
  try {
    return await work();
  } finally {
    await new Promise((resolve) => held.close(resolve));
  }
}

async function tryToListen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(`\0${name}`, () => resolve(server));
  });
}
