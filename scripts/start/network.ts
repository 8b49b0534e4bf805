import { createServer } from 'node:net';
import { Refusal } from '../support/progress.js';

const ANY_ADDRESS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** @throws Refusal where the address cannot be listened on. */
export function assertPortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Refusal(`Port ${port} on ${host} is in use by another program.`, `Choose another: PORT=${port + 1} npm start`, `See who has it: ss -ltnp 'sport = :${port}'`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') reject(new Refusal(`HOST is ${host}, which is no address of this machine.`, 'Take 127.0.0.1 for this machine only, 0.0.0.0 for all of its addresses.'));
      else reject(new Refusal(`Cannot listen on ${host} port ${port}: ${error.message}`));
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** How this machine itself reaches a server that listens there. */
export function localUrl(host: string, port: number): string {
  return `http://${ANY_ADDRESS[host] ?? (host.includes(':') ? `[${host}]` : host)}:${port}`;
}
