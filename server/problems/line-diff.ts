/** Two texts, line by line, as a unified diff. Pure. */

/** Unchanged lines around each change. */
const CONTEXT = 3;
/** Above this many cells of the table of common lines all that differs is shown as replaced. */
const MOST_CELLS = 4_000_000;

/** `mostLines`: of the answer; `cut` tells that it would go on. Lines begin with a blank, - or +, hunks with @@. */
export function unifiedDiff(before: string, after: string, mostLines: number): { diff: string; cut: boolean } {
  const [a, b] = [linesOf(before), linesOf(after)];
  const rows = editsOf(a, b);
  const lines: string[] = [];
  for (const [from, to] of hunksOf(rows)) {
    const hunk = rows.slice(from, to);
    const [left, right] = [hunk.filter(({ mark }) => mark !== '+'), hunk.filter(({ mark }) => mark !== '-')];
    const start = (side: '+' | '-') => rows.slice(0, from).filter(({ mark }) => mark !== (side === '-' ? '+' : '-')).length;
    lines.push(`@@ -${start('-') + (left.length > 0 ? 1 : 0)},${left.length} +${start('+') + (right.length > 0 ? 1 : 0)},${right.length} @@`, ...hunk.map(({ mark, text }) => mark + text));
  }
  return { diff: lines.slice(0, mostLines).join('\n'), cut: lines.length > mostLines };
}

interface Row {
  mark: ' ' | '-' | '+';
  text: string;
}

/** The end of the last line is told where there is none, as diff does it. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines[lines.length - 1] += '\n\\ No newline at end of file';
  return lines;
}

function editsOf(a: readonly string[], b: readonly string[]): Row[] {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (lines: readonly string[]): Row[] => lines.map((text) => ({ mark: ' ', text }));
  return [...same(a.slice(0, start)), ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)), ...same(a.slice(a.length - end))];
}

function middle(a: readonly string[], b: readonly string[]): Row[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_CELLS) return [...a.map((text): Row => ({ mark: '-', text })), ...b.map((text): Row => ({ mark: '+', text }))];
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const rows: Row[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      rows.push({ mark: ' ', text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ mark: '-', text: left });
      i++;
    } else {
      rows.push({ mark: '+', text: right! });
      j++;
    }
  }
  return rows;
}

/** Ranges of rows: changes with their context, those that touch as one. */
function hunksOf(rows: readonly Row[]): [number, number][] {
  const hunks: [number, number][] = [];
  for (const [index, { mark }] of rows.entries()) {
    if (mark === ' ') continue;
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(rows.length, index + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks;
}
