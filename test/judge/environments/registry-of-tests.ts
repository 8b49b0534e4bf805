/** Registries of a test's own, over plain HTTP, that serve whatever a test makes; and the true ones, where they are within reach. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipSync, type Zippable } from 'fflate';
import { NPM } from '#judge/environments/tools.js';

export const PYPI = 'https://pypi.org/simple';
export const NPM_REGISTRY = 'https://registry.npmjs.org';

/** Why tests with the true registries cannot be made here; null: they can. */
export async function outOfReach(): Promise<string | null> {
  for (const url of [`${PYPI}/pip/`, `${NPM_REGISTRY}/lodash`]) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => error);
    if (!(answer instanceof Response) || !answer.ok) return `${url} is not within reach`;
  }
  return null;
}

export interface TestRegistry {
  pypi: string;
  npm: string;
  /** Every path that was asked for. */
  asked: string[];
  close: () => Promise<void>;
}

export interface Files {
  /** Of an index of Python: by project, by file name. */
  python?: Record<string, Record<string, Uint8Array>>;
  /** Of npm: by name, one version each. */
  npm?: Record<string, { version: string; tarball: Uint8Array; more?: object }>;
}

/** pip and npm themselves come from the true registries. */
export async function startRegistry({ python = {}, npm = {} }: Files): Promise<TestRegistry> {
  const asked: string[] = [];
  let own = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    void answerTo(path).then(
      (body) => (body === null ? response.writeHead(404).end() : response.writeHead(200, { 'content-type': typeof body === 'string' ? (body.startsWith('{') ? 'application/json' : 'text/html') : 'application/octet-stream' }).end(body)),
      () => response.writeHead(500).end(),
    );
  });
  const answerTo = async (path: string): Promise<string | Uint8Array | null> => {
    if (path === '/simple/pip/') return await (await fetch(`${PYPI}/pip/`, { headers: { accept: 'text/html' } })).text();
    if (path === `/npm/npm/-/${NPM.fileName}`) return new Uint8Array(await (await fetch(`${NPM_REGISTRY}/npm/-/${NPM.fileName}`)).arrayBuffer());
    const [, kind, name = '', file = ''] = path.split('/');
    if (kind === 'simple' && python[name]) return `<html>${Object.entries(python[name]).map(([each, bytes]) => `<a href="${own}/files/${name}/${each}#sha256=${createHash('sha256').update(bytes).digest('hex')}">${each}</a>`).join('\n')}</html>`;
    if (kind === 'files') return python[name]?.[file] ?? null;
    const found = kind === 'npm' ? npm[name] : undefined;
    if (!found) return null;
    if (file === '-') return found.tarball;
    const integrity = `sha512-${createHash('sha512').update(found.tarball).digest('base64')}`;
    const manifest = { name, version: found.version, ...found.more, dist: { tarball: `${own}/npm/${name}/-/${name}-${found.version}.tgz`, integrity } };
    return JSON.stringify({ name, 'dist-tags': { latest: found.version }, versions: { [found.version]: manifest } });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { pypi: `${own}/simple`, npm: `${own}/npm`, asked, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
}

/** A wheel with these files, whatever their names. */
export function wheel(name: string, version: string, files: Zippable): Uint8Array {
  const info = `${name}-${version}.dist-info`;
  const text = (value: string) => new TextEncoder().encode(value);
  return zipSync({
    ...files,
    [`${info}/METADATA`]: text(`Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`),
    [`${info}/WHEEL`]: text('Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
    [`${info}/RECORD`]: text(''),
  });
}

