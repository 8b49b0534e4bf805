/**
 * One judge for each state folder: a second one would sweep the first one's jails away. Held by an abstract Unix socket (unix(7)),
 * so the kernel frees it however its holder ends.
 */
import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';

/** Held until the process ends. @throws where another process of this host holds it */
export async function lockStateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = createHash('sha256').update(await realpath(folder)).digest('hex');
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Another judge works in ${folder}. A second one on this host needs its own ARBITER_STATE_DIR.`) : error),
    );
    server.listen(`\0arbiter-judge-${name}`, resolve);
  });
  server.unref();
}
