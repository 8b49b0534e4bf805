/** Why there is no wheel for a requirement, from what the index lists: pip only says that it has found none. */
import type { Toolchain } from '../languages/discover.js';
import { get, type Registry } from './registry.js';

const MOST_BYTES = 8 * 1024 * 1024;
const SHOWN = 6;

/** Null: nothing better can be said. */
export async function whyNoWheel(requirement: string, registry: Registry, toolchain: Toolchain, signal: AbortSignal): Promise<string | null> {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(requirement)?.[0];
  if (name === undefined) return null;
  const files = await filesOf(name, registry, signal).catch(() => null);
  if (files === null) return null;
  if (files.length === 0) return `There is no package "${name}" at ${registry.url}. Correct its name.`;
  const version = /===?\s*([^\s,;*]+)\s*$/.exec(requirement)?.[1];
  if (version === undefined) return null;
  const those = files.filter((file) => versionOf(file) === version);
  if (those.length === 0) {
    const versions = [...new Set(files.map(versionOf))].filter((each) => each !== null).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    return `There is no version ${version} of ${name}. There are ${versions.slice(-SHOWN).join(', ')}${versions.length > SHOWN ? ' and older ones' : ''}.`;
  }
  const wheels = those.filter((file) => file.endsWith('.whl'));
  if (wheels.length === 0) return `Version ${version} of ${name} exists as source code only. Nothing of a package is run while it is installed, so only wheels are: choose a version that has one.`;
  const made = [...new Set(wheels.map((file) => file.split('-').slice(-3)).map(([python]) => python))];
  return `Version ${version} of ${name} has no wheel for ${toolchain.version} on ${process.platform} ${process.arch}; it has some for ${made.join(', ')}. Choose another version.`;
}

/** Names of the project's files as the index lists them; empty where it has no such project. */
async function filesOf(name: string, registry: Registry, signal: AbortSignal): Promise<string[]> {
  const answer = await get(registry, `${registry.url}/${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}/`, { accept: 'text/html' }, signal);
  if (answer.statusCode === 404) {
    answer.destroy();
    return [];
  }
  let text = '';
  for await (const chunk of answer) if ((text += String(chunk)).length > MOST_BYTES) break;
  return [...new Set([...text.matchAll(/>\s*([\w.+!-]+\.(?:whl|tar\.gz|zip|tar\.bz2))\s*<\/a>/g)].map((match) => match[1]!))];
}

/** name-1.2.3-py3-none-any.whl, name-1.2.3.tar.gz */
function versionOf(file: string): string | null {
  if (file.endsWith('.whl')) return file.split('-')[1] ?? null;
  return /-(\d[^-]*?)\.(?:tar\.gz|zip|tar\.bz2)$/.exec(file)?.[1] ?? null;
}
