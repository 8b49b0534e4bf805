import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '#server/problems/statement/picture-size.js';
import { renderStatement } from '#server/problems/statement/render.js';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const svg = (attributes: string) => pictureSize(Buffer.from(`<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0"/></svg>`));

describe('the size of a picture', () => {
  it('of a PNG', () => expect(pictureSize(readFileSync('problems/honeycomb/statement/honeycomb.png'))).toMatchObject({ width: expect.any(Number) as number, height: expect.any(Number) as number }));
  it('of a GIF', () => expect(pictureSize(bytes('474946383961 2c01 c800 f70000'))).toEqual({ width: 300, height: 200 }));
  it('of a JPEG, behind its other segments', () => expect(pictureSize(bytes('ffd8 ffe0 0004 4a46 ffdb 0003 00 ffc0 0011 08 00c8 012c 03 000000'))).toEqual({ width: 300, height: 200 }));
  it('of a WebP of each kind', () => {
    expect(pictureSize(bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01 c800 0000'))).toEqual({ width: 300, height: 200 });
    expect(pictureSize(bytes('52494646 00000000 57454250 5650384c 00000000 2f 2bc13100 0000000000000000'))).toEqual({ width: 300, height: 200 });
    expect(pictureSize(bytes('52494646 00000000 57454250 56503858 00000000 00000000 2b0100 c70000'))).toEqual({ width: 300, height: 200 });
  });
  it('of an SVG, in pixels', () => {
    expect(svg('width="300" height="200px"')).toEqual({ width: 300, height: 200 });
    expect(svg("height='1in' viewBox='0 0 4 3' width='2.54cm'")).toEqual({ width: 96, height: 96 });
  });
  it.each([
    ['an SVG as wide as there is room', svg('viewBox="0 0 300 200"')],
    ['an SVG with a share', svg('width="100%" height="200"')],
    ['a stroke that is not the picture', svg('stroke-width="3" height="200"')],
    ['a JPEG with Exif, which may lie on its side', pictureSize(bytes('ffd8 ffe1 0008 45786966 0000 ffc0 0011 08 00c8 012c 03 000000'))],
    ['a JPEG that is cut', pictureSize(bytes('ffd8 ffe0 ffff 4a46 0000 0000 0000'))],
    ['lengths of nothing', pictureSize(bytes('474946383961 0000 c800 f70000'))],
    ['no picture', pictureSize(Buffer.from('hello'))],
    ['nothing', pictureSize(Buffer.alloc(0))],
  ])('is not known of %s', (_name, size) => expect(size).toBeNull());
});

describe('a picture in a statement', () => {
  const shown = (text: string) => renderStatement({ text, format: 'markdown', constants: {}, samples: [], fileUrl: (path) => (path === 'a.png' ? '/files/a' : null), sizeOf: (path) => (path === 'a.png' ? { width: 300, height: 200 } : null) }).html;
  it('has its place before it comes', () => expect(shown('![a](./a.png)')).toContain('width="300" height="200"'));
  it('keeps the width that its author gives it, and its shape', () => {
    expect(shown('![a](a.png){width=50%}')).toContain('width="50%"');
    expect(shown('![a](a.png){width=50%}')).toContain('style="aspect-ratio: auto 300 / 200"');
    expect(shown('![a](a.png){width=50%}')).not.toContain('height=');
  });
});
