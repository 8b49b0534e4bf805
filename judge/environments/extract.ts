/**
 * Takes a tar archive that a jail has made apart, into a folder that is ours: files and folders, nothing else, each below the folder,
 * with our owner and one of two modes. The archive is not trusted.
 */
import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { ENVIRONMENT_LIMITS } from './limits.js';
import { CannotInstall } from './resolved.js';

/** Names as they are, byte for byte; the library's types do not know of it. */
const OPTIONS = { filenameEncoding: 'latin1', highWaterMark: 1024 * 1024 };
const LONGEST_PATH = 1024;

/** Fills an empty folder. @returns bytes of all files. @throws CannotInstall where something of the archive will not do */
export async function extractArchive(archive: Readable, folder: string, limits: { bytes: number; files: number } = ENVIRONMENT_LIMITS): Promise<number> {
  const reader = extract(OPTIONS);
  const piping = pipeline(archive, reader);
  piping.catch(() => undefined);
  let [bytes, files] = [0, 0];
  for await (const entry of reader) {
    const { header } = entry;
    const path = pathOf(header);
    files += 1;
    bytes += header.size;
    if (bytes > limits.bytes || files > limits.files) throw new CannotInstall(`They are too large: at most ${Math.round(limits.bytes / 1024 ** 2)} MiB and ${limits.files} files when unpacked.`);
    if (header.type === 'directory') {
      if (path !== '') await mkdir(join(folder, path), { recursive: true, mode: 0o755 });
      entry.resume();
      continue;
    }
    if (header.type !== 'file' || path === '') throw new CannotInstall(`"${path}" is a link or a device: packages may have files and folders only.`);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    await pipeline(entry, createWriteStream(target, { flags: 'wx', mode: header.mode & 0o111 ? 0o755 : 0o644 }));
  }
  await piping;
  return bytes;
}

function pathOf({ name }: Header): string {
  // Of the extended header the library has made UTF-8 already, of the ordinary one it has not.
  const raw = Buffer.from(name, 'latin1');
  const path = ([...name].every((letter) => letter.charCodeAt(0) < 256) && isUtf8(raw) ? raw.toString() : name).replace(/^\.\//, '').replace(/\/$/, '');
  if (path === '' || path === '.') return '';
  const parts = path.split('/');
  const bad = path.length > LONGEST_PATH || path.includes('\0') || parts.some((part) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 255);
  if (bad) throw new CannotInstall(`A package has a path that leads out of its folder, or one that is too long: "${path.slice(0, 200)}".`);
  return path;
}
