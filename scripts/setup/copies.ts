/** What submissions need from npm's side of this machine, copied to where a jail can read it. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/root.js';
import { step } from '../support/progress.js';
import { PUBLIC_FOLDER, isPublicProgram } from './public.js';

/** The compiler's version names the folder; a file of @types/node's version tells whether its types are these. */
const TYPES = ['@types/node', 'undici-types'] as const;

interface Copy {
  label: string;
  target: string;
  fill: (folder: string) => void;
}

/** Copies that are missing, each made whole or not at all. */
export function missingCopies(): Copy[] {
  const copies: Copy[] = [];
  const version = versionOf('typescript');
  const target = join(PUBLIC_FOLDER, `typescript-${version}`);
  const complete = existsSync(join(target, 'bin/tsc')) && TYPES.every((name) => readVersion(join(target, 'node_modules', name)) === versionOf(name));
  if (!complete) copies.push({ label: `TypeScript ${version} for submissions`, target, fill: fillTypeScript });
  if (!isPublicProgram(process.execPath) && !isPublicProgram(nodeCopy())) {
    copies.push({ label: `Node.js ${process.versions.node} where other users can run it`, target: join(PUBLIC_FOLDER, `node-${process.versions.node}`), fill: fillNode });
  }
  return copies;
}

export async function makeCopy({ label, target, fill }: Copy): Promise<void> {
  await step(label, () => {
    const fresh = `${target}.new-${process.pid}`;
    try {
      mkdirSync(fresh, { recursive: true, mode: 0o755 });
      fill(fresh);
      makeReadable(fresh);
      rmSync(target, { recursive: true, force: true });
      renameSync(fresh, target);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

/** The node that a user without rights can run: the running one, or our copy of it. */
export function publicNode(): string {
  return isPublicProgram(process.execPath) ? process.execPath : nodeCopy();
}

function nodeCopy(): string {
  return join(PUBLIC_FOLDER, `node-${process.versions.node}`, 'bin/node');
}

function fillNode(folder: string): void {
  cpSync(process.execPath, join(folder, 'bin/node'), { recursive: true, dereference: true });
}

function fillTypeScript(folder: string): void {
  const source = join(ROOT, 'node_modules/typescript');
  for (const name of ['bin', 'lib', 'package.json', 'LICENSE.txt', 'ThirdPartyNoticeText.txt']) {
    if (existsSync(join(source, name))) cpSync(join(source, name), join(folder, name), { recursive: true });
  }
  for (const name of TYPES) cpSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true, dereference: true });
}

/** A checkout made with umask 077 has files that only its owner reads. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, /(^|\/)bin\/[^/]+$/.test(path) ? 0o755 : 0o644);
  }
}

function versionOf(name: string): string {
  const version = readVersion(join(ROOT, 'node_modules', name));
  if (version === undefined) throw new Error(`node_modules/${name} is missing`);
  return version;
}

function readVersion(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return undefined;
  }
}
