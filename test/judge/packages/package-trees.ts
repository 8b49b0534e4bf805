/** Small packages written to disk for one test, and read. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { ProblemPackage } from '#contract/package.js';
import { readPackage, type ReadResult } from '#judge/packages/read-package.js';
import type { UnpackLimits } from '#judge/packages/unpack.js';

/** Content by path; `{ link }` makes a symbolic link. */
export type Tree = Record<string, string | Buffer | { link: string }>;

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'arbiter-test-'));
  folders.push(folder);
  return folder;
}

export async function writeTree(tree: Tree): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(tree)) {
    const at = join(folder, path);
    await mkdir(dirname(at), { recursive: true });
    if (typeof content === 'object' && 'link' in content) await symlink(content.link, at);
    else await writeFile(at, content);
  }
  return folder;
}

export type Read = ReadResult & { stored: Map<string, string> };

export async function readFolder(tree: Tree): Promise<Read> {
  const stored = new Map<string, string>();
  const result = await readPackage({ folder: await writeTree(tree), name: 'Some Problem.zip' }, { storeFile: keepIn(stored) });
  return { ...result, stored };
}

/** Reads a zip file; everything that was unpacked must be gone afterwards. */
export async function readZip(bytes: Uint8Array, limits?: UnpackLimits): Promise<Read> {
  const folder = await temporaryFolder();
  const scratch = join(folder, 'scratch');
  await mkdir(scratch);
  const zip = join(folder, 'upload');
  await writeFile(zip, bytes);
  const stored = new Map<string, string>();
  const result = await readPackage({ zip, name: 'Some Problem.zip' }, { storeFile: keepIn(stored), temporaryFolder: scratch, ...(limits ? { unpackLimits: limits } : {}) });
  return { ...result, stored };
}

function keepIn(stored: Map<string, string>) {
  return async ({ hash, size, absolute }: { hash: string; size: number; absolute: string }) => {
    const bytes = await readFile(absolute);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect(bytes.length).toBe(size);
    expect(stored.has(hash)).toBe(false);
    stored.set(hash, bytes.toString());
  };
}

/** The package, or a failure that shows its faults. */
export function sound(read: ReadResult): ProblemPackage {
  expect(read.findings.filter((finding) => finding.severity === 'fault')).toEqual([]);
  if (!read.package) throw new Error('No package without a fault');
  return read.package;
}

/** Faults as `path:line`. */
export function faultsAt(read: ReadResult): string[] {
  return read.findings.filter((finding) => finding.severity === 'fault').map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
}

export function warningsAt(read: ReadResult): string[] {
  return read.findings.filter((finding) => finding.severity === 'warning').map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
}

/** The smallest sound packages. */
export const MODERN: Tree = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\n',
  'statement/problem.en.md': 'Add them.\n',
  'data/secret/1.in': '1 2\n',
  'data/secret/1.ans': '3\n',
  'input_validators/validate.py': 'exit(42)\n',
  'submissions/accepted/sum.cpp': 'int main() {}\n',
};
export const LEGACY: Tree = {
  'problem.yaml': 'name: Sums\n',
  'problem_statement/problem.tex': '\\problemname{Sums}\nAdd them.\n',
  'data/secret/1.in': '1 2\n',
  'data/secret/1.ans': '3\n',
  'input_format_validators/validate.py': 'exit(42)\n',
  'submissions/accepted/sum.py': 'print(sum(map(int, input().split())))\n',
};
export const SCORING: Tree = { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}type: scoring\n` };
