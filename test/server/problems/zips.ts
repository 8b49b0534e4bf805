/** Packages as they are sent: zips of small trees and of the problems that come with Arbiter. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/** The same files give the same bytes. */
const NOON = new Date('2001-02-03T12:00:00');

export type Tree = Record<string, string | Uint8Array>;

export function zipOf(tree: Tree): Uint8Array<ArrayBuffer> {
  const files = Object.entries(tree).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content] as const);
  return new Uint8Array(zipSync(Object.fromEntries(files), { mtime: NOON }));
}

export function zipOfFolder(folder: string): Uint8Array<ArrayBuffer> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return zipOf(Object.fromEntries(paths.map((path) => [relative(folder, path), new Uint8Array(readFileSync(path))])));
}

/** The form that a browser sends. */
export function formOf(zip: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}, fileName = 'package.zip'): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('package', new Blob([zip], { type: 'application/zip' }), fileName);
  return form;
}

/** The smallest sound package with one secret test; overrides replace files. */
export function aTree(overrides: Tree = {}): Tree {
  return {
    'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n',
    'statement/problem.en.md': 'Add them.\n',
    'data/sample/1.in': '1 2\n',
    'data/sample/1.ans': '3\n',
    'data/secret/hush.in': 'secret input\n',
    'data/secret/hush.ans': 'secret answer\n',
    'input_validators/validate.py': 'exit(42)\n',
    'submissions/accepted/sum.cpp': 'int main() {}\n',
    ...overrides,
  };
}
