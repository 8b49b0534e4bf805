/** What the buttons of the statement editor do to a text: pure, so that the editor only carries it out. */

export interface TextChange {
  from: number;
  to: number;
  insert: string;
  /** What is selected afterwards. */
  select: { from: number; to: number };
}

/** Puts marks around what is selected, or takes them away where they are there already; `sample` stands in where nothing is selected. */
export function around(text: string, from: number, to: number, mark: string, sample: string): TextChange {
  const length = mark.length;
  if (from >= length && text.slice(from - length, from) === mark && text.slice(to, to + length) === mark && from < to) {
    return { from: from - length, to: to + length, insert: text.slice(from, to), select: { from: from - length, to: to - length } };
  }
  const inner = from === to ? sample : text.slice(from, to);
  return { from, to, insert: `${mark}${inner}${mark}`, select: { from: from + length, to: from + length + inner.length } };
}

/** Puts a paragraph of its own after what is selected, with an empty line before and after it as far as they are missing. `chosen`: the part of it that is selected. */
export function paragraph(text: string, at: number, block: string, chosen = ''): TextChange {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const head = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const tail = after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  const begins = at + head.length + (chosen === '' ? block.length : block.indexOf(chosen));
  return { from: at, to: at, insert: `${head}${block}${tail}`, select: { from: begins, to: begins + chosen.length } };
}

/** Makes the line of the cursor a heading of the second level, or a plain line again. */
export function heading(text: string, at: number): TextChange {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const to = end < 0 ? text.length : end;
  const line = text.slice(from, to);
  const bare = line.replace(/^#{1,6}\s+/, '');
  const insert = bare === line ? `## ${line}` : bare;
  return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } };
}

/** Makes the lines of the selection items of a list, or plain lines again. */
export function list(text: string, from: number, to: number): TextChange {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(begin, end).split('\n');
  const items = lines.every((line) => /^\s*[-*] /.test(line));
  const insert = lines.map((line) => (items ? line.replace(/^(\s*)[-*] /, '$1') : `- ${line}`)).join('\n');
  return { from: begin, to: end, insert, select: { from: begin + insert.length, to: begin + insert.length } };
}

/** An address of a problem made of its name: lower-case letters, digits and dashes, 64 at most. Empty where the name has none of them. */
export function addressOfName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/ß/g, 'ss').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 64).replace(/-+$/, '');
}
