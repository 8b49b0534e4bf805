/**
 * The files of a package as a tree: symbolic links followed inside the package and refused when they leave it,
 * hidden files and those of other tools left out, every name checked. The readers of its parts see only this.
 */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { join, sep } from 'node:path';
import type { Findings } from './findings.js';

export interface TreeNode {
  /** Path inside the package, with /. */
  path: string;
  name: string;
  kind: 'file' | 'folder';
  /** Real path on disk, links resolved. */
  absolute: string;
  /** Bytes; 0 for folders. */
  size: number;
}

export const MAX_FILES = 50_000;
const MAX_DEPTH = 32;

/** Hidden files that say something all the same. */
const MEANINGFUL = new Set(['.timelimit', '.memlimit', '.pdf']);
const OF_OTHER_TOOLS = /^(?:[.-].*|__MACOSX|__pycache__|Thumbs\.db|desktop\.ini|.*~)$/s;

/** Whether a file or folder of this name is passed over, with everything in it. */
export function isIgnoredName(name: string): boolean {
  return OF_OTHER_TOOLS.test(name) && !MEANINGFUL.has(name);
}

/** Order of the formats: by the bytes of the names. */
export function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export class PackageTree {
  readonly #children = new Map<string, TreeNode[]>();
  readonly #nodes = new Map<string, TreeNode>();
  #full = false;

  private constructor(root: TreeNode) {
    this.#nodes.set('', root);
  }

  /** Reads the folder; whatever cannot be part of a package becomes a fault. */
  static async read(folder: string, findings: Findings): Promise<PackageTree> {
    const root = await realpath(folder);
    const tree = new PackageTree({ path: '', name: '', kind: 'folder', absolute: root, size: 0 });
    await tree.#walk(root, '', root, 0, findings);
    return tree;
  }

  get(path: string): TreeNode | undefined {
    return this.#nodes.get(path);
  }

  file(path: string): TreeNode | undefined {
    const node = this.#nodes.get(path);
    return node?.kind === 'file' ? node : undefined;
  }

  folder(path: string): TreeNode | undefined {
    const node = this.#nodes.get(path);
    return node?.kind === 'folder' ? node : undefined;
  }

  /** What lies directly in a folder, in byte order of the names; nothing if there is no such folder. */
  children(path: string): readonly TreeNode[] {
    return this.#children.get(path) ?? [];
  }

  /** Every file below a folder, or the file itself. */
  filesUnder(path: string): TreeNode[] {
    const node = this.#nodes.get(path);
    if (node?.kind === 'file') return [node];
    return this.children(path).flatMap((child) => (child.kind === 'file' ? [child] : this.filesUnder(child.path)));
  }

  /** The same tree with a folder of it as root. */
  below(path: string): PackageTree {
    const root = this.#nodes.get(path);
    if (!root || path === '') return this;
    const tree = new PackageTree({ ...root, path: '', name: '' });
    const cut = (full: string) => full.slice(path.length + 1);
    for (const [at, children] of this.#children) {
      if (at !== path && !at.startsWith(`${path}/`)) continue;
      const moved = children.map((child) => ({ ...child, path: cut(child.path) }));
      tree.#children.set(cut(at), moved);
      for (const child of moved) tree.#nodes.set(child.path, child);
    }
    return tree;
  }

  /** Takes out what `keep` turns down, folders with all that is in them. */
  filter(keep: (node: TreeNode) => boolean): void {
    const visit = (path: string) => {
      const kept: TreeNode[] = [];
      for (const child of this.children(path)) {
        if (keep(child)) kept.push(child);
        else this.#forget(child);
      }
      this.#children.set(path, kept);
      for (const child of kept) if (child.kind === 'folder') visit(child.path);
    };
    visit('');
  }

  #forget(node: TreeNode): void {
    this.#nodes.delete(node.path);
    for (const child of this.children(node.path)) this.#forget(child);
    this.#children.delete(node.path);
  }

  async #walk(absolute: string, path: string, root: string, depth: number, findings: Findings): Promise<void> {
    const kept: TreeNode[] = [];
    for (const entry of await readdir(Buffer.from(absolute), { encoding: 'buffer' })) {
      const name = entry.toString();
      const shown = path ? `${path}/${name}` : name;
      if (isIgnoredName(name)) continue;
      if (!isUtf8(entry)) {
        findings.fault(shown, 'The name is not UTF-8. Rename the file.');
        continue;
      }
      const node = await this.#resolve(join(absolute, name), shown, name, root, findings);
      if (!node) continue;
      if (this.#nodes.size >= MAX_FILES) {
        if (!this.#full) findings.fault(shown, `More than ${MAX_FILES} files and folders. Take out what the package does not need.`);
        this.#full = true;
        return;
      }
      if (node.kind === 'folder' && (depth >= MAX_DEPTH || isInside(absolute, node.absolute))) {
        findings.fault(shown, `The folder contains itself through a link, or lies deeper than ${MAX_DEPTH} levels. Take out the link, or move the folder up.`);
        continue;
      }
      this.#nodes.set(shown, node);
      kept.push(node);
    }
    kept.sort((a, b) => byteOrder(a.name, b.name));
    this.#children.set(path, kept);
    for (const child of kept) if (child.kind === 'folder') await this.#walk(child.absolute, child.path, root, depth + 1, findings);
  }

  async #resolve(absolute: string, path: string, name: string, root: string, findings: Findings): Promise<TreeNode | null> {
    let real: string;
    try {
      real = await realpath(absolute);
    } catch {
      findings.fault(path, 'The link points at nothing. Put the file in its place.');
      return null;
    }
    if (!isInside(real, root)) {
      findings.fault(path, 'The link leaves the package. Put the file in its place.');
      return null;
    }
    const facts = await stat(real);
    if (facts.isFile()) return { path, name, kind: 'file', absolute: real, size: facts.size };
    if (facts.isDirectory()) return { path, name, kind: 'folder', absolute: real, size: 0 };
    findings.fault(path, 'Neither a file nor a folder. Take it out.');
    return null;
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A text file of at most `maxBytes`, without its byte-order mark. Null, with a fault, where it is larger. */
export async function readText(node: TreeNode, maxBytes: number, findings: Findings): Promise<string | null> {
  if (node.size > maxBytes) {
    findings.fault(node.path, `Larger than ${Math.round(maxBytes / 1024)} KiB. Make it smaller.`);
    return null;
  }
  const bytes = await readFile(node.absolute);
  if (!isUtf8(bytes)) {
    findings.warn(node.path, 'Not UTF-8: read as Latin-1. Save it as UTF-8.');
    return bytes.toString('latin1');
  }
  return bytes.toString().replace(/^\uFEFF/, '');
}
