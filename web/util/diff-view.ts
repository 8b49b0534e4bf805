/** What of a comparison is shown: equal lines far from any difference are folded away, and so is the equal part of very long lines. */
import type { DiffRow } from './diff.js';

export type Shown = { kind: 'row'; row: DiffRow } | { kind: 'fold'; first: number; rows: DiffRow[] };

/** Equal lines that are kept beside a difference. */
const BESIDE = 3;
/** Fewer than this are not worth folding. */
const LEAST_FOLD = 6;

/** `open`: the `first` of folds that are unfolded. */
export function folded(rows: readonly DiffRow[], open: ReadonlySet<number>): Shown[] {
  const near = rows.map((row) => !row.same);
  const kept = rows.map((_, at) => near.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).includes(true));
  const shown: Shown[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (end < rows.length && !kept[end]) end++;
    if (end - at >= LEAST_FOLD && !open.has(at)) shown.push({ kind: 'fold', first: at, rows: rows.slice(at, end) });
    else for (const row of rows.slice(at, end)) shown.push({ kind: 'row', row });
    if (end < rows.length) shown.push({ kind: 'row', row: rows[end]! });
    at = end + 1;
  }
  return shown;
}

/** Of an equal part of a line longer than this, the end that touches the difference is kept. */
const LONGEST = 160;
const TOUCHING = 60;

export function elidedStart(text: string): { left: number; text: string } {
  return text.length > LONGEST ? { left: text.length - TOUCHING, text: text.slice(-TOUCHING) } : { left: 0, text };
}
export function elidedEnd(text: string): { left: number; text: string } {
  return text.length > LONGEST ? { left: text.length - TOUCHING, text: text.slice(0, TOUCHING) } : { left: 0, text };
}

/** The server sends the first 4 KiB of each text. */
const SENT_BYTES = 4096;

/** A character that the cut went through is missing or replaced. */
export function isCut(text: string): boolean {
  return new TextEncoder().encode(text).length >= SENT_BYTES - 3;
}

/** Blanks and characters that nobody sees: of control, of format (as those that turn the direction of writing), and blanks of other widths. */
const WHITE = /((?:[\p{Z}\p{Cf}]|\p{Cc})+)/u;
const DRAWN: Record<string, string> = { ' ': '·', '\t': '→\t', '\u00a0': '⍽' };

/** Control characters have pictures of their own, from U+2400 on; whatever else is not seen is named. */
function drawn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return DRAWN[character] ?? (code < 0x20 ? String.fromCodePoint(0x2400 + code) : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** What can be seen and, in every second place, what cannot, drawn. */
export const whiteParts = (text: string): string[] => text.split(WHITE).map((part, at) => (at % 2 === 0 ? part : [...part].map(drawn).join('')));
