/**
 * Writes a zip file as a stream, one file at a time. The same entries make the same bytes: no times, no owners, a fixed
 * compression. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { createDeflateRaw } from 'node:zlib';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ZipEntry {
  path: string;
  open: () => Readable;
}

interface Written {
  path: Buffer;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/** Version 2.0; sizes follow the data; names are UTF-8. */
const VERSION = 20;
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the first day that the format knows. */
const DATE = 0x21;
const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const LEVEL = 6;

/** @throws RangeError where it becomes larger than the format allows without extensions */
export async function* zipOf(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const { path, open } of entries) {
    const name = Buffer.from(path);
    const entry: Written = { path: name, crc: 0, packed: 0, size: 0, at };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATED, 8);
    head.writeUInt16LE(DATE, 12);
    head.writeUInt16LE(name.length, 26);
    yield Buffer.concat([head, name]);
    yield* packed(open(), entry);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    writeSizes(tail, 4, entry);
    yield tail;
    at += head.length + name.length + entry.packed + tail.length;
    if (at > MOST_BYTES || entry.size > MOST_BYTES) throw new RangeError('The package is larger than 4 GiB');
    written.push(entry);
    if (written.length > MOST_ENTRIES) throw new RangeError(`The package has more than ${MOST_ENTRIES} files`);
  }
  yield* directory(written, at);
}

async function* packed(source: Readable, entry: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: LEVEL });
  // A failure of the source reaches whoever reads through `deflate`.
  const done = pipeline(source, async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  }, deflate);
  done.catch(() => undefined);
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    entry.packed += chunk.length;
    yield chunk;
  }
  await done;
}

function writeSizes(buffer: Buffer, offset: number, { crc, packed, size }: Written): void {
  buffer.writeUInt32LE(crc, offset);
  buffer.writeUInt32LE(packed, offset + 4);
  buffer.writeUInt32LE(size, offset + 8);
}

function* directory(written: readonly Written[], start: number): Generator<Buffer> {
  let size = 0;
  for (const entry of written) {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(VERSION, 6);
    head.writeUInt16LE(FLAGS, 8);
    head.writeUInt16LE(DEFLATED, 10);
    head.writeUInt16LE(DATE, 14);
    writeSizes(head, 16, entry);
    head.writeUInt16LE(entry.path.length, 28);
    head.writeUInt32LE(entry.at, 42);
    size += head.length + entry.path.length;
    yield Buffer.concat([head, entry.path]);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  yield end;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Goes on from the checksum of what came before. */
function crc32(bytes: Buffer, before: number): number {
  let value = ~before >>> 0;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff]!;
  return ~value >>> 0;
}
