/** The zip of a program that somebody sends: files at its root, none of them trusted. */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ApiError } from '../http/errors.js';

const MOST_FILES = 32;
const MOST_BYTES = 10 * 1024 * 1024;

const refuse = (message: string) => new ApiError('validation-failed', `${message}.`, [{ path: 'files', message }]);

/** Names and contents are checked like those of every submission. @throws ApiError `validation-failed` */
export async function readArchive(bytes: Buffer): Promise<{ name: string; content: string }[]> {
  const archive = await fromBufferPromise(bytes, { lazyEntries: true }).catch(() => Promise.reject(refuse('This is no zip file')));
  const files: { name: string; content: string }[] = [];
  let size = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      size += entry.uncompressedSize;
      if (files.length === MOST_FILES) throw refuse(`At most ${MOST_FILES} files can be submitted`);
      if (size > MOST_BYTES) throw refuse('The files are too large');
      // Sizes are checked while it is unpacked: what is larger than it says is damaged.
      files.push({ name: entry.fileName, content: textOf(entry.fileName, await buffer(await archive.openReadStreamPromise(entry))) });
    }
  } catch (error) {
    throw error instanceof ApiError ? error : refuse('The zip file is damaged');
  } finally {
    archive.close();
  }
  return files;
}

function textOf(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse(`${name} is no text in UTF-8`);
  }
}
