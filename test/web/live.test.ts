/** The page's socket, against a server that cannot do anything at first, as one without its database. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterAll, expect, it, vi } from 'vitest';

const http = createServer();
const io = new Server(http);
afterAll(() => {
  vi.unstubAllGlobals();
  return io.close();
});

it('comes back from a refused handshake and a refused watch by itself', { timeout: 30_000 }, async () => {
  let handshakes = 0;
  let watches = 0;
  io.use((_, next) => next(handshakes++ === 0 ? new Error('internal') : undefined));
  io.on('connection', (socket) => socket.on('watch', (_: unknown, acknowledge: (answer: object) => void) => acknowledge(watches++ === 0 ? { error: 'unavailable' } : { ok: true })));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`));
  vi.stubGlobal('window', { addEventListener: () => undefined });
  const { watchSubmission } = await import('../../web/api/live.js');
  await new Promise<void>((resolve) => watchSubmission('0b1f9a4e-7a34-4f0c-8a4d-0a5b0a5b0a5b', { onReady: resolve, onProgress: () => undefined, onFinished: () => undefined }));
  expect([handshakes, watches]).toEqual([2, 2]);
});
