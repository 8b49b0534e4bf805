import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import type { FileRef } from '#contract/package.js';
import type { TreeNode } from './tree.js';

/** Content to be kept. It may be read at `absolute` until the call that got it returns. */
export interface FileToStore {
  /** SHA-256, lower-case hexadecimal. */
  hash: string;
  /** Bytes. */
  size: number;
  absolute: string;
}

/** Larger files than this are data, not sources in which constants are replaced. */
const MAX_SOURCE_BYTES = 1024 * 1024;
/** Of the constants in one of them, in characters. */
const MOST_REPLACED = 16 * 1024 * 1024;
/** Read at once; a file of no more is read whole. */
const CHUNK_BYTES = 1024 * 1024;
const MAX_CONVERTED_BYTES = 128 * 1024 * 1024;

/** Names files by their content and remembers what must be stored. Each content is read and stored once. */
export class PackageFiles {
  readonly #scratch: string;
  readonly #known = new Map<string, FileToStore>();
  readonly #toStore = new Map<string, FileToStore>();
  #constants: Readonly<Record<string, string>> = {};

  /** `scratch` is a folder of ours for files that are made while reading. */
  constructor(scratch: string) {
    this.#scratch = scratch;
  }

  /** By `name` and `name.variant`, for refToSource. */
  useConstants(constants: Readonly<Record<string, string>>): void {
    this.#constants = constants;
  }

  get constants(): Readonly<Record<string, string>> {
    return this.#constants;
  }

  /** A text that is in no file of the package. */
  async refToText(path: string, text: string): Promise<FileRef> {
    const hash = createHash('sha256').update(text).digest('hex');
    const absolute = join(this.#scratch, hash);
    await writeFile(absolute, text, { mode: 0o600 });
    return this.#keep(path, { hash, size: Buffer.byteLength(text), absolute });
  }

  /** The file with line feeds for the ends of lines, where every line of it ends as on Windows. */
  async refWithUnixLines(node: TreeNode, path: string = node.path): Promise<FileRef> {
    if (node.size > MAX_CONVERTED_BYTES) return this.ref(node, path);
    const bytes = await readFile(node.absolute);
    const text = bytes.toString('latin1');
    if (!text.includes('\r\n') || /(?:^|[^\r])\n/.test(text)) return this.ref(node, path);
    const unix = Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
    const hash = createHash('sha256').update(unix).digest('hex');
    const absolute = join(this.#scratch, hash);
    await writeFile(absolute, unix, { mode: 0o600 });
    return this.#keep(path, { hash, size: unix.length, absolute });
  }

  /** The file under its path in the package, or under another name. */
  async ref(node: TreeNode, path: string = node.path): Promise<FileRef> {
    return this.#keep(path, this.#known.get(node.absolute) ?? (await this.#hash(node)));
  }

  /** The same, with the package's constants replaced in its text. */
  async refToSource(node: TreeNode, path: string = node.path): Promise<FileRef> {
    if (Object.keys(this.#constants).length === 0 || node.size > MAX_SOURCE_BYTES) return this.ref(node, path);
    const bytes = await readFile(node.absolute);
    const text = isUtf8(bytes) ? bytes.toString() : '';
    const replaced = replaceConstants(text, this.#constants);
    if (replaced === text) return this.ref(node, path);
    return this.refToText(path, replaced);
  }

  /** Every content that some reference names. */
  toStore(): FileToStore[] {
    return [...this.#toStore.values()];
  }

  #keep(path: string, file: FileToStore): FileRef {
    if (!this.#toStore.has(file.hash)) this.#toStore.set(file.hash, file);
    return { path, hash: file.hash, size: file.size };
  }

  async #hash({ absolute, size: expected }: TreeNode): Promise<FileToStore> {
    const digest = createHash('sha256');
    let size = 0;
    const take = (chunk: Buffer) => {
      digest.update(chunk);
      size += chunk.length;
    };
    if (expected <= CHUNK_BYTES) take(await readFile(absolute));
    else for await (const chunk of createReadStream(absolute, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) take(chunk);
    const file = { hash: digest.digest('hex'), size, absolute };
    this.#known.set(absolute, file);
    return file;
  }
}

/** `{{name}}` and, in LaTeX, `\constant{name}`; what is not a constant stays as it is, and whatever would make a source of more than some megabytes. */
export function replaceConstants(text: string, constants: Readonly<Record<string, string>>): string {
  const name = String.raw`([a-zA-Z_]\w*(?:\.\w+)?)`;
  const pattern = new RegExp(String.raw`\{\{${name}\}\}|\\constant\{${name}\}`, 'g');
  let room = MOST_REPLACED;
  return text.replace(pattern, (whole, braces: string | undefined, command: string | undefined) => {
    const key = braces ?? command ?? '';
    const value = Object.hasOwn(constants, key) ? constants[key] : undefined;
    if (value === undefined || value.length > room) return whole;
    room -= value.length;
    return value;
  });
}
