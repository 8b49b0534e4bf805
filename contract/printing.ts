/** How a text is laid out on paper: the same when its pages are counted and when they are printed. Pure. */

/** Of a monospaced face of 9 pt on A4 as on US Letter, beside the numbers of lines. */
export const PRINT_COLUMNS = 88;
export const PRINT_LINES = 58;
const TAB = 4;

/** So many texts are printed, or said to be done, at once. */
export const MOST_PRINTS_AT_ONCE = 50;

export interface PrintedLine {
  /** Null: it goes on with the line above. */
  number: number | null;
  text: string;
}

/** Long lines are folded, tabs become spaces, and what cannot be seen becomes a mark. */
export function paginate(content: string): PrintedLine[][] {
  const lines = content.replace(/\n$/, '').split(/\r\n|[\n\r\f\v\u2028\u2029]/).flatMap((line, at) => fold(line).map((text, part): PrintedLine => ({ number: part === 0 ? at + 1 : null, text })));
  return Array.from({ length: Math.ceil(lines.length / PRINT_LINES) }, (_, page) => lines.slice(page * PRINT_LINES, (page + 1) * PRINT_LINES));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;

function fold(line: string): string[] {
  const parts: string[] = [];
  let part = '';
  let column = 0;
  for (const { segment } of segmenter.segment(line)) {
    const shown = segment === '\t' ? ' '.repeat(TAB - (column % TAB)) : segment.replaceAll(/\p{Cc}/gu, '\u2400');
    const width = segment === '\t' ? shown.length : WIDE.test(shown) ? 2 : 1;
    if (column + width > PRINT_COLUMNS) {
      parts.push(part);
      part = '';
      column = 0;
    }
    part += shown;
    column += width;
  }
  return [...parts, part];
}
