/** Compressed twins of the web pages' files, made once here so that the server sends them without work. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|mjs|css|html|svg|json|txt|map|webmanifest|wasm)$/;
/** Below this a response fits one packet anyway. */
const SMALLEST_BYTES = 1024;

export interface Sizes {
  files: number;
  bytes: number;
  gzipBytes: number;
}

/** Writes name.gz and name.br beside every file that gains by it. Source maps count for no size. */
export async function compressAssets(folder: string): Promise<Sizes> {
  const sizes: Sizes = { files: 0, bytes: 0, gzipBytes: 0 };
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || /\.(gz|br)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    const shrunk = COMPRESSIBLE.test(entry.name) && content.length >= SMALLEST_BYTES ? await compress(path, content) : content.length;
    if (entry.name.endsWith('.map')) continue;
    sizes.files += 1;
    sizes.bytes += content.length;
    sizes.gzipBytes += shrunk;
  }
  return sizes;
}

/** @returns size as gzip, in bytes. */
async function compress(path: string, content: Buffer): Promise<number> {
  const [gz, br] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, gz), writeFile(`${path}.br`, br)]);
  return gz.length;
}
