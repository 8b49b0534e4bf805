/** How large a picture is, read from its first bytes, so that a page can keep its place before it has come. Pure. */

/** In pixels of CSS. */
export interface PictureSize {
  width: number;
  height: number;
}

/** As many bytes of a file are enough; a JPEG with more than that in front of its size is passed over. */
export const HEAD_BYTES = 64 * 1024;
const MOST_PIXELS = 20_000;

/** Null: it is no picture that is known here, or it does not say how large it is. */
export function pictureSize(head: Buffer): PictureSize | null {
  const found = ofPng(head) ?? ofGif(head) ?? ofJpeg(head) ?? ofWebp(head) ?? ofSvg(head);
  return found && isFine(found.width) && isFine(found.height) ? { width: Math.round(found.width), height: Math.round(found.height) } : null;
}

const isFine = (length: number) => length >= 1 && length <= MOST_PIXELS;

function ofPng(head: Buffer): PictureSize | null {
  if (head.length < 24 || head.readUInt32BE(0) !== 0x89504e47 || head.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function ofGif(head: Buffer): PictureSize | null {
  if (head.length < 10 || !/^GIF8[79]a/.test(head.toString('latin1', 0, 6))) return null;
  return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

/** Segments up to the first that begins a frame. One with Exif may lie on its side, which is not worth reading. */
function ofJpeg(head: Buffer): PictureSize | null {
  if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < head.length; ) {
    const marker = head[at + 1] ?? 0;
    if (head[at] !== 0xff || marker === 0xda) return null;
    if (marker === 0xe1 && head.toString('latin1', at + 4, at + 8) === 'Exif') return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function ofWebp(head: Buffer): PictureSize | null {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WEBP') return null;
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** Pixels of CSS in each unit; a length without one is in pixels. */
const UNITS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 };

/** Only where both lengths are given: one that is as wide as there is room has no size of its own. */
function ofSvg(head: Buffer): PictureSize | null {
  const open = /<svg\b[^>]*>/.exec(head.toString('utf8'))?.[0];
  if (open === undefined) return null;
  const length = (name: string): number => {
    const [, value, unit = ''] = new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d+(?:\\.\\d+)?)([a-z%]*)\\s*["']`).exec(open) ?? [];
    return Number(value) * (UNITS[unit] ?? NaN);
  };
  return { width: length('width'), height: length('height') };
}
