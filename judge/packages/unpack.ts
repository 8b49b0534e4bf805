/**
 * A zip file from outside, unpacked into a folder of ours. Nothing in it is trusted: the whole directory of the
 * archive is checked first, with every fault listed, and only then is anything written. Links are made last, so that
 * no entry can be written through one; whether they stay inside is checked again when the tree is read (tree.ts).
 */
import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Findings } from './findings.js';
import { isIgnoredName, MAX_FILES } from './tree.js';

export interface UnpackLimits {
  /** Of all files together, unpacked. */
  bytes: number;
  /** Entries in the archive, ignored ones included. */
  entries: number;
  /** Unpacked bytes for each byte of the archive, looked at from 256 MiB on: real tests of equal numbers reach 500. */
  ratio: number;
}

export const UNPACK_LIMITS: UnpackLimits = { bytes: 4 * 1024 ** 3, entries: MAX_FILES, ratio: 600 };
const RATIO_FROM_BYTES = 256 * 1024 ** 2;
const MAX_LINK_BYTES = 4096;
/** An entry of no more is unpacked in memory: for small ones most of the time would go into streams. */
const MOST_BYTES_AT_ONCE = 1024 ** 2;

interface Item {
  path: string;
  kind: 'file' | 'folder' | 'link';
  entry: Entry;
}

/** Unpacks into an empty folder that exists. With any fault nothing of use is in it. */
export async function unpackZip(zip: string, folder: string, findings: Findings, limits: UnpackLimits = UNPACK_LIMITS, onEntry: (done: number, total: number) => void = () => undefined): Promise<void> {
  let archive: ZipFile;
  try {
    archive = await openPromise(zip, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    findings.fault('', `Not a zip file that can be read: ${messageOf(error)}. Send the package as a zip file.`);
    return;
  }
  try {
    const items = await readDirectory(archive, (await stat(zip)).size, limits, findings);
    if (!findings.hasFaults) await extract(archive, items, folder, findings, onEntry);
  } catch (error) {
    if (isOurs(error)) throw error;
    findings.fault('', `The zip file is damaged: ${messageOf(error)}. Make it anew.`);
  } finally {
    archive.close();
  }
}

async function readDirectory(archive: ZipFile, archiveBytes: number, limits: UnpackLimits, findings: Findings): Promise<Item[]> {
  if (archive.entryCount > limits.entries) {
    findings.fault('', `${archive.entryCount} entries; at most ${limits.entries} are read. Take out what the package does not need.`);
    return [];
  }
  const items = new Map<string, Item>();
  let packed = 0;
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    const item = checkEntry(entry, findings);
    if (!item) continue;
    const before = items.get(item.path);
    if (before && !(before.kind === 'folder' && item.kind === 'folder')) findings.fault(item.path, 'Twice in the zip file. Make the zip file anew with each file once.');
    else items.set(item.path, item);
  }
  if (unpacked > limits.bytes) findings.fault('', `${mebibytes(unpacked)} MiB when unpacked; at most ${mebibytes(limits.bytes)} MiB are read. Make the tests smaller or fewer.`);
  else if (packed > archiveBytes) findings.fault('', 'Entries of the zip file overlap: it is a zip bomb. Make the zip file anew.');
  else if (unpacked > RATIO_FROM_BYTES && unpacked > limits.ratio * archiveBytes) findings.fault('', `It unpacks to more than ${limits.ratio} times its size: it is a zip bomb. Take out what is so large.`);
  for (const item of items.values()) {
    for (let above = posix.dirname(item.path); above !== '.'; above = posix.dirname(above)) {
      const holder = items.get(above);
      if (holder && holder.kind !== 'folder') findings.fault(item.path, `It lies in ${above}, which is not a folder. Rename one of the two.`);
    }
  }
  return [...items.values()];
}

/** Null where the entry is ignored or at fault. */
function checkEntry(entry: Entry, findings: Findings): Item | null {
  const raw = entry.fileNameRaw;
  // Some tools of Windows write their own separator, which the format of zip files forbids.
  const name = raw.toString().replaceAll('\\', '/');
  const shown = printable(raw.toString());
  const segments = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '').split('/');
  const fault = (message: string) => {
    findings.fault(shown, message);
    return null;
  };
  if (!isUtf8(raw)) return fault('The name is not UTF-8. Make the zip file anew with UTF-8 names.');
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return fault('The path is absolute. Make the zip file with relative paths.');
  if (segments.includes('..')) return fault('The path leaves the package. Make the zip file without ".." in paths.');
  if (name.endsWith('/') && segments.join('') === '') return null;
  if (segments.some((segment) => segment === '' || segment === '.')) return fault('The path has an empty part. Rename it.');
  if (name.includes('\0')) return fault('The name has a NUL character. Rename it.');
  if (segments.some((segment) => Buffer.byteLength(segment) > 255) || raw.length > 2048) return fault('The name is too long. Use at most 255 bytes for each part, and 2048 for the path.');
  if (segments.some(isIgnoredName)) return null;
  if (entry.isEncrypted()) return fault('The entry is encrypted. Make the zip file without a password.');
  if (!entry.canDecodeFileData()) return fault(`Compression method ${entry.compressionMethod} is not read. Use deflate.`);
  const path = segments.join('/');
  const kind = kindOf(entry, name);
  if (kind === null) return fault('Neither a file, a folder nor a link. Take it out.');
  if (kind === 'link' && entry.uncompressedSize > MAX_LINK_BYTES) return fault('The link is too long. Put the file in its place.');
  return { path, kind, entry };
}

/** From the Unix mode, where the archive was made on a Unix. */
function kindOf(entry: Entry, name: string): Item['kind'] | null {
  if (name.endsWith('/')) return 'folder';
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (type === 0o120000) return 'link';
  if (type === 0o040000) return 'folder';
  return type === 0 || type === 0o100000 ? 'file' : null;
}

async function extract(archive: ZipFile, items: readonly Item[], folder: string, findings: Findings, onEntry: (done: number, total: number) => void): Promise<void> {
  const links: { path: string; target: string }[] = [];
  const made = new Set<string>();
  for (const [done, { path, kind, entry }] of items.entries()) {
    onEntry(done, items.length);
    const at = join(folder, path);
    const holder = kind === 'folder' ? at : dirname(at);
    if (!made.has(holder)) await mkdir(holder, { recursive: true });
    made.add(holder);
    if (kind === 'folder') continue;
    const content = await archive.openReadStreamPromise(entry);
    if (kind === 'link') links.push({ path, target: (await readAll(content)).toString() });
    else if (!(await write(content, at, entry))) findings.fault(path, 'Its checksum is wrong: the zip file is damaged. Make it anew.');
  }
  onEntry(items.length, items.length);
  for (const { path, target } of links) {
    const end = posix.normalize(posix.join(posix.dirname(path), target));
    if (target === '' || target.includes('\0') || posix.isAbsolute(target) || end === '..' || end.startsWith('../')) {
      findings.fault(path, 'The link leaves the package. Put the file in its place.');
    } else {
      await symlink(target, join(folder, path));
    }
  }
}

/** True where the checksum is right. Sizes are checked by the unzipper. */
async function write(content: Readable, at: string, { crc32: expected, uncompressedSize }: Pick<Entry, 'crc32' | 'uncompressedSize'>): Promise<boolean> {
  const options = { flag: 'wx', mode: 0o600 };
  if (uncompressedSize <= MOST_BYTES_AT_ONCE) {
    const bytes = await readAll(content);
    await writeFile(at, bytes, options);
    return crc32(bytes) === expected >>> 0;
  }
  let checksum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      checksum = crc32(chunk, checksum);
      done(null, chunk);
    },
  });
  await pipeline(content, check, createWriteStream(at, { flags: options.flag, mode: options.mode }));
  return checksum === expected >>> 0;
}

async function readAll(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Errors of our own disk carry a system code; those of the archive do not. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}

function printable(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this replaces
  return name.replace(/[\u0000-\u001f\u007f]/g, '?').slice(0, 300);
}
