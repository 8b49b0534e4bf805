/** Reads the archives that pack.ts makes: of the ustar format files and folders are taken and nothing else. */
import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';
import type { BuiltFile } from './compile-cache.js';

const BLOCK = 512;
/** Names as they are, byte for byte; the library's types do not know of it. */
const OPTIONS = { filenameEncoding: 'latin1', highWaterMark: 1024 * 1024 };
/** Inside a jail, what belongs to the judge belongs to nobody: user_namespaces(7), overflowuid. */
const NOBODY = 65534;

/** Null: cut off, or there is something in it that is neither file nor folder, or has a name that we cannot give again. */
export async function readArchive(archive: Buffer): Promise<BuiltFile[] | null> {
  const reader = extract(OPTIONS);
  reader.end(archive);
  const files: BuiltFile[] = [];
  let end = 0;
  try {
    for await (const entry of reader) {
      const { header } = entry;
      const content = await buffer(entry);
      const path = pathOf(header);
      const kind = header.type;
      if (path === null || (kind !== 'file' && kind !== 'directory') || (kind === 'directory' && content.length > 0)) return null;
      if (path !== '') files.push({ path, mode: header.mode & 0o777, ofJail: header.uid !== NOBODY, modifiedSeconds: Math.floor(header.mtime.getTime() / 1000), content: kind === 'directory' ? null : content });
      end += BLOCK + Math.ceil(content.length / BLOCK) * BLOCK;
    }
  } catch {
    return null;
  }
  // The reader takes the end of its input for the end of the archive, which is a block of zeros.
  const mark = archive.subarray(end, end + BLOCK);
  return mark.length === BLOCK && mark.every((byte) => byte === 0) ? files : null;
}

/** Without `./` in front; empty for the packed folder itself. Null: it is no UTF-8, so that Node could not make a file of this name, or leads out. */
function pathOf({ name }: Header): string | null {
  const bytes = Buffer.from(name, 'latin1');
  if (!isUtf8(bytes)) return null;
  const path = bytes.toString().replace(/^\.\//, '').replace(/\/$/, '');
  if (path === '' || path === '.') return '';
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? null : path;
}
