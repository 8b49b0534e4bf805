/** Contrast of colours, as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

/** #rgb or #rrggbb as three numbers of 0 to 255; null for anything else. */
export function parseHex(colour: string): [number, number, number] | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  return pairs.map((pair) => parseInt(pair, 16)) as [number, number, number];
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white); null where a colour is not written in hexadecimal. */
export function contrast(one: string, other: string): number | null {
  const [a, b] = [parseHex(one), parseHex(other)];
  if (!a || !b) return null;
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Which colour stands on which in web/ui, and how much contrast that needs: 4.5 for text, 3 for the edges of controls. */
export const PAIRS: readonly (readonly [name: string, on: string, least: number])[] = [
  ...['ground', 'surface', 'sunken'].flatMap((on) => [['text', on, 4.5], ['text-soft', on, 4.5], ['accent', on, 4.5], ['accent-hover', on, 4.5], ['line-strong', on, 3]] as const),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['text', 'accent-soft', 4.5],
  ['accent', 'accent-soft', 4.5],
  ...['good', 'bad', 'warn', 'odd'].flatMap((tone) => [[tone, `${tone}-soft`, 4.5], [tone, 'surface', 4.5], [tone, 'ground', 4.5], ['text', `${tone}-soft`, 4.5]] as const),
  ...['keyword', 'string', 'number', 'comment', 'name', 'type'].map((part) => [`code-${part}`, 'surface', 4.5] as const),
];
