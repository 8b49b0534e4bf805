/** A side-by-side comparison of two short texts, line by line. */

export interface Side {
  /** 1-based number of the line. */
  number: number;
  /** The line cut where it begins and ceases to differ: what is before, the difference, what is after. */
  before: string;
  differs: string;
  after: string;
  /** Whether an end of line follows. */
  ended: boolean;
}
export interface DiffRow {
  same: boolean;
  left: Side | null;
  right: Side | null;
}

interface Line {
  text: string;
  ended: boolean;
}

/** Above this many lines on a side, lines are compared by their number instead of being matched. */
const MATCHED_LINES = 800;

export function diffLines(left: string, right: string): DiffRow[] {
  const [a, b] = [split(left), split(right)];
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  const pairs = a.length > MATCHED_LINES || b.length > MATCHED_LINES ? byNumber(a, b) : longestCommon(a, b);
  for (const [nextI, nextJ] of [...pairs, [a.length, b.length] as const]) {
    while (i < nextI || j < nextJ) rows.push(differing(i < nextI ? { line: a[i], number: ++i } : null, j < nextJ ? { line: b[j], number: ++j } : null));
    const [x, y] = [a[i], b[j]];
    if (x && y) rows.push({ same: true, left: whole(x, ++i), right: whole(y, ++j) });
  }
  return rows;
}

function split(text: string): Line[] {
  if (text === '') return [];
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map((line) => ({ text: line, ended: true }));
  if (last !== '') lines.push({ text: last, ended: false });
  return lines;
}

const equal = (a: Line | undefined, b: Line | undefined) => a !== undefined && b !== undefined && a.text === b.text && a.ended === b.ended;
const whole = (line: Line, number: number): Side => ({ number, before: line.text, differs: '', after: '', ended: line.ended });

type Numbered = { line: Line | undefined; number: number } | null;

function differing(left: Numbered, right: Numbered): DiffRow {
  const [x, y] = [left?.line?.text ?? '', right?.line?.text ?? ''];
  if (!left?.line || !right?.line) {
    const only = (side: Numbered): Side | null => (side?.line ? { number: side.number, before: '', differs: side.line.text, after: '', ended: side.line.ended } : null);
    return { same: false, left: only(left), right: only(right) };
  }
  let start = 0;
  while (start < Math.min(x.length, y.length) && x[start] === y[start]) start++;
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x.at(-1 - end) === y.at(-1 - end)) end++;
  // Not through the middle of a character of two code units.
  if (isHigh(x, start - 1)) start--;
  if (isHigh(x, x.length - end - 1) && isLow(x, x.length - end)) end--;
  const cut = (text: string, side: { line: Line | undefined; number: number }): Side => ({ number: side.number, before: text.slice(0, start), differs: text.slice(start, text.length - end), after: text.slice(text.length - end), ended: side.line?.ended ?? false });
  return { same: false, left: cut(x, left), right: cut(y, right) };
}

const isHigh = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

function byNumber(a: Line[], b: Line[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (equal(a[i], b[i])) pairs.push([i, i]);
  return pairs;
}

/** Index pairs of a longest common subsequence of lines. */
function longestCommon(a: Line[], b: Line[]): [number, number][] {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) length[i * width + j] = equal(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (equal(a[i], b[j])) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
