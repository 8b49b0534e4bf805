/**
 * What a jail in which packages are looked for has in place of a network: a socket in a folder that it sees, behind which the judge asks
 * one registry. Only GET, only the registry's own origins, no more than so many requests and bytes; what is sent is the path and what
 * kind of answer is wanted, nothing else. The jail speaks plain HTTP, the judge TLS.
 */
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { get, RegistryFailure, type Registry } from './registry.js';

export interface Gateway {
  /** To be mounted at GATEWAY_DIRECTORY. */
  folder: string;
  /** Why the registry could not be asked, if it could not; else null. */
  failure: () => string | null;
  close: () => Promise<void>;
}

export const GATEWAY_DIRECTORY = '/gateway';

const MOST_REQUESTS = 3_000;
const ASKED = ['accept', 'accept-encoding'] as const;
const TOLD = ['content-type', 'content-encoding', 'content-length', 'etag', 'last-modified'] as const;

/** `folder` is made, and removed at the end; `mostBytes` is what may come in through it. */
export async function openGateway(registry: Registry, folder: string, mostBytes: number): Promise<Gateway> {
  const hosts = new Map(registry.origins.map((origin) => [new URL(origin).host, origin]));
  const ended = new AbortController();
  let failure: string | null = null;
  let requests = 0;
  let bytes = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const origin = hosts.get((request.headers.host ?? '').replace(/:(?:443|80)$/, ''));
    const path = request.url ?? '';
    if (request.method !== 'GET' || origin === undefined || !path.startsWith('/') || ++requests > MOST_REQUESTS || bytes > mostBytes) {
      response.writeHead(403).end();
      return;
    }
    const headers = Object.fromEntries(ASKED.flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : [])));
    const upstream = await get(registry, origin + path, headers, ended.signal);
    response.writeHead(upstream.statusCode ?? 502, Object.fromEntries(TOLD.flatMap((name) => (upstream.headers[name] === undefined ? [] : [[name, upstream.headers[name]]]))));
    await pipeline(upstream, countBytes, response);
  };
  const countBytes = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new RegistryFailure(`More than ${Math.round(mostBytes / 1024 ** 2)} MiB would have to be fetched.`);
      yield chunk;
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof RegistryFailure) failure ??= error.message;
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const socket = join(folder, 'socket');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  await chmod(socket, 0o666);
  return {
    folder,
    failure: () => failure,
    async close() {
      ended.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
