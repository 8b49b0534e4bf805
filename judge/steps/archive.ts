/**
 * Reads the archives that pack.ts makes: the ustar format, of which files and folders are understood and nothing else.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
import type { BuiltFile } from './compile-cache.js';

const BLOCK = 512;
const FOLDER = '5';
const FILE = ['0', '\0'];
/** Inside a jail, what belongs to the judge belongs to nobody: user_namespaces(7), overflowuid. */
const NOBODY = 65534;

/** Null: cut off, or there is something in it that is neither file nor folder, or has a name that we cannot give again. */
export function readArchive(archive: Buffer): BuiltFile[] | null {
  const files: BuiltFile[] = [];
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return files;
    const [mode, uid, size, modifiedSeconds] = [octal(header, 100, 8), octal(header, 108, 8), octal(header, 124, 12), octal(header, 136, 12)];
    const kind = header.toString('latin1', 156, 157);
    if (header.toString('latin1', 257, 262) !== 'ustar' || mode === null || uid === null || size === null || modifiedSeconds === null) return null;
    if (kind === FOLDER ? size > 0 : !FILE.includes(kind)) return null;
    const path = pathOf(header);
    if (path === null) return null;
    if (path !== '') files.push({ path, mode: mode & 0o777, ofJail: uid !== NOBODY, modifiedSeconds, content: kind === FOLDER ? null : archive.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}

/** Without `./` in front; empty for the packed folder itself. */
function pathOf(header: Buffer): string | null {
  const name = text(header, 0, 100);
  const prefix = text(header, 345, 155);
  if (name === null || prefix === null) return null;
  const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '').replace(/\/$/, '');
  if (path === '' || path === '.') return '';
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? null : path;
}

/** Null: it is no UTF-8, so that Node could not make a file of this name. */
function text(header: Buffer, at: number, length: number): string | null {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  const said = bytes.toString('utf8');
  return Buffer.from(said).equals(bytes) ? said : null;
}

function octal(header: Buffer, at: number, length: number): number | null {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(header.toString('latin1', at, at + length))?.[1];
  return digits === undefined ? null : parseInt(digits, 8);
}
