/**
 * pip and npm, which choose the versions of packages. A host need not have them: each is fetched from the registry once, by the hash
 * that stands here, and shown to the jail that needs it.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { get, RegistryFailure, type Registry } from './registry.js';
import { fetchFile, type Integrity } from './fetch-file.js';

interface ToolRelease {
  fileName: string;
  /** Its address, found in the registry. */
  find: (registry: Registry, signal: AbortSignal) => Promise<string>;
  integrity: Integrity;
}

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_INDEX_BYTES = 4 * 1024 * 1024;

/** Of the last versions that run on every Python (PyPy 3.9) and Node.js (20) that Arbiter runs on. */
export const PIP: ToolRelease = {
  fileName: 'pip-25.0.1-py3-none-any.whl',
  find: findPip,
  integrity: { algorithm: 'sha256', hex: 'c46efd13b6aa8279f33f2864459c8ce587ea6a1a59ee20de055868d8f7688f7f' },
};
export const NPM: ToolRelease = {
  fileName: 'npm-10.9.4.tgz',
  find: ({ url }) => Promise.resolve(`${url}/npm/-/npm-10.9.4.tgz`),
  integrity: { algorithm: 'sha256', hex: '4bfba8a0c823024d1926ec9d97a37a00eb60fd2adf44b3d34a686fc32e8f51e4' },
};

/** Path of the file, fetched into `folder` unless it is there. @throws RegistryFailure */
export async function toolFile({ fileName, find, integrity }: ToolRelease, registry: Registry, folder: string, signal: AbortSignal): Promise<string> {
  const path = join(folder, fileName);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const fresh = await mkdtemp(join(folder, '.new-'));
  try {
    await fetchFile(registry, await find(registry, signal), integrity, join(fresh, fileName), MOST_BYTES, signal);
    await rename(join(fresh, fileName), path);
    return path;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A script of in-jail/, in a folder that jails can be shown. */
export async function script(name: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const path = join(folder, name);
  await copyFile(join(dirname(fileURLToPath(import.meta.url)), 'in-jail', name), path);
  return path;
}

/** An index names files by links of HTML, or in JSON: https://packaging.python.org/en/latest/specifications/simple-repository-api/ */
async function findPip(registry: Registry, signal: AbortSignal): Promise<string> {
  const page = `${registry.url}/pip/`;
  const answer = await get(registry, page, { accept: 'text/html' }, signal);
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new RegistryFailure(`${registry.url} is no index of Python packages: it answers ${answer.statusCode ?? 'nothing'} when asked for pip.`);
  }
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > MOST_INDEX_BYTES) throw new RegistryFailure(`${registry.url} is no index of Python packages: its page for pip does not end.`);
  }
  const link = new RegExp(`href="([^"#]*${PIP.fileName.replaceAll('.', '\\.')})[#"]`).exec(text)?.[1];
  if (link === undefined) throw new RegistryFailure(`${registry.url} does not have ${PIP.fileName}, by which versions of packages are chosen.`);
  return new URL(link.replaceAll('&amp;', '&'), page).href;
}
