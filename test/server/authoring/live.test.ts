/** Changes of a problem that is written are told to those who write it, and to nobody else. */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuthoringChange } from '#contract/authoring-work.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';

let server: TestServer;
let author: Person;
let other: Person;
beforeAll(async () => {
  server = await startTestServer();
  [author, other] = [await server.person('instructor'), await server.person('instructor')];
});
afterAll(() => server.close());

it('tells which part was saved, its revision and by whom', async () => {
  const id = (await author.call('POST', '/api/v1/authoring', { name: 'Live' })).body.id as string;
  const sockets = [author, other].map(({ token }) => io(server.url, { auth: { token }, transports: ['websocket'] }));
  const watch = (socket: (typeof sockets)[number]) => socket.emitWithAck('watch', { kind: 'authoring', id }) as Promise<unknown>;
  try {
    expect(await watch(sockets[0]!)).toEqual({ ok: true });
    expect(await watch(sockets[1]!)).toEqual({ error: 'not-found' });
    const told = new Promise<AuthoringChange>((resolve) => sockets[0]!.once('authoring:changed', resolve));
    const { parts } = (await author.call('GET', `/api/v1/authoring/${id}`)).body as { parts: { id: string; revision: number; content: { kind: string } }[] };
    const settings = parts.find(({ content }) => content.kind === 'settings')!;
    const saved = await author.call('PUT', `/api/v1/authoring/${id}/parts/${settings.id}`, { revision: settings.revision, content: { ...settings.content, difficulty: 4 } });
    expect(await told).toEqual({ id, by: author.username, part: { id: settings.id, kind: 'settings', revision: saved.body.revision } });
  } finally {
    for (const socket of sockets) socket.disconnect();
  }
});
