/**
 * Turns the LaTeX that problem statements use into HTML. It knows the common commands of the Kattis format, not TeX: formulas are
 * left to KaTeX, macros are replaced as text, and what is unknown prints its arguments. The HTML is untrusted; render.ts cleans it.
 */
import { ACCENTS, ENVIRONMENT_ARGUMENTS, ESCAPES, HEADINGS, IGNORED, MATH_ENVIRONMENTS, SWITCHES, SYMBOLS, WRAPPERS } from './latex-words.js';
import { LatexReader } from './latex-reader.js';

type Piece = { kind: 'inline' | 'block'; html: string } | { kind: 'break' };
/** Where a run of text ends: closing brace, cell or row of a table, next item, end of an environment. */
type Stop = '}' | '&' | 'row' | 'item' | 'end';

const MAX_DEPTH = 100;
const inline = (html: string): Piece => ({ kind: 'inline', html });
const block = (html: string): Piece => ({ kind: 'block', html });

/** @throws RangeError where it nests too deeply or its macros do not end */
export function latexToHtml(source: string): string {
  const body = /\\begin\{document\}([\s\S]*?)(?:\\end\{document\}|$)/.exec(source);
  const reader = new LatexReader(body?.[1] ?? source);
  if (body !== null) reader.learnMacros(source.slice(0, body.index));
  return flow(new Converter(reader).pieces(new Set()));
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Inline pieces become paragraphs between the blocks. */
function flow(pieces: Piece[]): string {
  const out: string[] = [];
  let paragraph = '';
  const flush = () => {
    if (paragraph.trim() !== '') out.push(`<p>${paragraph.trim()}</p>`);
    paragraph = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'inline') paragraph += piece.html;
    else {
      flush();
      if (piece.kind === 'block') out.push(piece.html);
    }
  }
  flush();
  return out.join('\n');
}

const joined = (pieces: Piece[]): string => pieces.map((piece) => (piece.kind === 'break' ? ' ' : piece.html)).join('');
/** A cell or item with a single paragraph needs no <p>. */
const compact = (pieces: Piece[]): string => (pieces.some((piece) => piece.kind !== 'inline') ? flow(pieces) : joined(pieces).trim());

class Converter {
  private depth = 0;

  constructor(private readonly reader: LatexReader) {}

  /** Reads up to, and not over, one of the stops or the end of the text. */
  pieces(stops: ReadonlySet<Stop>): Piece[] {
    if ((this.depth += 1) > MAX_DEPTH) throw new RangeError('The statement nests too deeply');
    const out: Piece[] = [];
    const { reader } = this;
    while (!reader.done && !this.stopped(stops)) {
      const plain = reader.match(/[^\\{}$%&~`'"\-\n]+/y);
      if (plain !== null) out.push(inline(escapeHtml(plain[0])));
      else if (reader.match(/%[^\n]*\n?[ \t]*/y) !== null) continue;
      else if (reader.match(/\n[ \t]*\n\s*/y) !== null) out.push({ kind: 'break' });
      else if (reader.peek('\\')) out.push(...this.command(stops));
      else if (reader.peek('$')) out.push(this.dollars());
      else if (reader.take('{')) {
        out.push(...this.pieces(new Set<Stop>(['}'])));
        reader.take('}');
      } else out.push(inline(escapeHtml(reader.ligature())));
    }
    this.depth -= 1;
    return out;
  }

  private stopped(stops: ReadonlySet<Stop>): boolean {
    const { reader } = this;
    return (
      (stops.has('}') && reader.peek('}')) || (stops.has('&') && reader.peek('&')) || (stops.has('row') && reader.peek('\\\\')) ||
      (stops.has('item') && reader.looksAt(/\\item(?![A-Za-z])/y)) || (stops.has('end') && reader.peek('\\end{'))
    );
  }

  private dollars(): Piece {
    const display = this.reader.take('$$');
    if (!display) this.reader.take('$');
    return formula(this.reader.mathUntil(display ? '$$' : '$'), display);
  }

  private command(stops: ReadonlySet<Stop>): Piece[] {
    const { reader } = this;
    if (reader.match(/\\\\\*?(\[[^\]]*\])?/y) !== null) return [inline('<br>')];
    if (reader.take('\\(')) return [formula(reader.mathUntil('\\)'), false)];
    if (reader.take('\\[')) return [formula(reader.mathUntil('\\]'), true)];
    const begin = reader.match(/\\begin\s*\{([A-Za-z]+\*?)\}/y);
    if (begin !== null) return this.environment(begin[1] ?? '');
    if (reader.match(/\\end\s*\{[^}]*\}/y) !== null) return [];
    const verb = reader.match(/\\(?:verb\*?|lstinline)(?:\[[^\]]*\])?([^A-Za-z\s])([\s\S]*?)(?:\1|$)/y);
    if (verb !== null) return [inline(`<code>${escapeHtml(verb[2] ?? '')}</code>`)];
    const word = reader.match(/\\([A-Za-z]+)\*?[ \t]*\n?[ \t]*(?!\n)/y) ?? reader.match(/\\([A-Za-z]+)\*?/y);
    if (word === null) return [inline(escapeHtml(this.escape()))];
    return this.word(word[1] ?? '', stops);
  }

  private escape(): string {
    const character = this.reader.match(/\\([\s\S]?)/y)?.[1] ?? '';
    const accent = ACCENTS[character];
    return accent !== undefined ? this.reader.accented(accent) : (ESCAPES[character] ?? character);
  }

  private word(name: string, stops: ReadonlySet<Stop>): Piece[] {
    const { reader } = this;
    if (reader.define(name) || reader.expand(name)) return [];
    const heading = HEADINGS[name];
    if (heading !== undefined) {
      reader.optional();
      return [block(`<${heading}>${joined(this.argument())}</${heading}>`)];
    }
    const around = SWITCHES[name];
    if (around !== undefined) return [inline(`<${around}>${joined(this.pieces(stops))}</${around}>`)];
    if (name === 'par') return [{ kind: 'break' }];
    if (name in IGNORED) {
      reader.optional();
      for (let count = IGNORED[name] ?? 0; count > 0; count -= 1) reader.rawArgument();
      return [];
    }
    const symbol = SYMBOLS[name];
    if (symbol !== undefined) return [inline(escapeHtml(symbol))];
    const accent = ACCENTS[name];
    if (accent !== undefined) return [inline(escapeHtml(reader.accented(accent)))];
    return this.withArguments(name);
  }

  private withArguments(name: string): Piece[] {
    const { reader } = this;
    switch (name) {
      case 'nextsample':
      case 'remainingsamples':
        return [block(`<p>{{${name}}}</p>`)];
      case 'includegraphics':
        return [inline(image(reader.rawArgument(reader.optional), reader.lastOptional))];
      case 'illustration': {
        const width = reader.rawArgument();
        const file = reader.rawArgument();
        return [block(`<figure class="illustration">${image(file, `width=${width}`)}<figcaption>${joined(this.argument())}</figcaption></figure>`)];
      }
      case 'href': {
        const address = reader.rawArgument();
        return [inline(`<a href="${escapeHtml(address.replaceAll(/\\([%#&_~])/g, '$1'))}">${joined(this.argument())}</a>`)];
      }
      case 'url': {
        const address = reader.rawArgument();
        return [inline(`<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`)];
      }
      case 'footnote':
        return [inline(` (${joined(this.argument()).trim()})`)];
      case 'SI':
      case 'qty':
        return [inline(`${joined(this.argument())}\u202f${joined(this.argument())}`)];
      case 'textcolor':
        reader.rawArgument();
        return this.argument();
      default:
    }
    reader.optional();
    const element = WRAPPERS[name];
    if (element === undefined || element === null) return reader.peek('{') ? this.argument() : [];
    return [inline(`<${element}>${joined(this.argument())}</${element}>`)];
  }

  /** A group in braces, converted; or the next character. */
  private argument(): Piece[] {
    this.reader.skipBlanks();
    if (!this.reader.take('{')) return [inline(escapeHtml(this.reader.next()))];
    const inner = this.pieces(new Set<Stop>(['}']));
    this.reader.take('}');
    return inner;
  }

  private environment(starred: string): Piece[] {
    const { reader } = this;
    const name = starred.replace('*', '');
    if (name === 'verbatim' || name === 'Verbatim' || name === 'lstlisting' || name === 'minted' || name === 'alltt') {
      return [block(`<pre><code>${escapeHtml(reader.verbatimUntil(starred))}</code></pre>`)];
    }
    const inner = MATH_ENVIRONMENTS[name];
    if (inner !== undefined) {
      const text = reader.verbatimUntil(starred);
      return [formula(inner === null ? text : `\\begin{${inner}}${text}\\end{${inner}}`, name !== 'math')];
    }
    if (name === 'comment') {
      reader.verbatimUntil(starred);
      return [];
    }
    reader.optional();
    for (let count = ENVIRONMENT_ARGUMENTS[starred] ?? ENVIRONMENT_ARGUMENTS[name] ?? 0; count > 0; count -= 1) reader.rawArgument();
    reader.optional();
    if (name === 'itemize' || name === 'enumerate' || name === 'description') return [block(this.list(name))];
    if (name === 'tabular' || name === 'tabularx' || name === 'longtable') return [block(this.table())];
    const content = this.pieces(new Set<Stop>(['end']));
    this.closeEnvironment();
    if (name === 'figure' || name === 'wrapfigure' || name === 'subfigure') return [block(`<figure>${flow(content)}</figure>`)];
    if (name === 'quote' || name === 'quotation') return [block(`<blockquote>${flow(content)}</blockquote>`)];
    return [block(flow(content))];
  }

  private closeEnvironment(): void {
    this.reader.match(/\\end\s*\{[^}]*\}/y);
  }

  private list(name: string): string {
    const { reader } = this;
    const items: string[] = [];
    this.pieces(new Set<Stop>(['item', 'end']));
    while (reader.match(/\\item\s*/y) !== null) {
      const label = reader.optional();
      const content = compact(this.pieces(new Set<Stop>(['item', 'end'])));
      items.push(`<li>${label === '' ? '' : `<strong>${escapeHtml(label)}</strong> `}${content}</li>`);
    }
    this.closeEnvironment();
    const element = name === 'enumerate' ? 'ol' : 'ul';
    return `<${element}>${items.join('')}</${element}>`;
  }

  private table(): string {
    const { reader } = this;
    const rows: string[] = [];
    let cells: string[] = [];
    const endRow = () => {
      if (cells.some((cell) => !/^<td[^>]*><\/td>$/.test(cell))) rows.push(`<tr>${cells.join('')}</tr>`);
      cells = [];
    };
    for (;;) {
      reader.match(/(?:\s|\\(?:hline|toprule|midrule|bottomrule)(?![A-Za-z])|\\(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\})+/y);
      const span = reader.match(/\\multicolumn\s*\{\s*(\d{1,3})\s*\}\s*\{[^}]*\}/y);
      const content = compact(this.pieces(new Set<Stop>(['&', 'row', 'end'])));
      cells.push(`<td${span === null ? '' : ` colspan="${span[1] ?? '1'}"`}>${content}</td>`);
      if (reader.take('&')) continue;
      endRow();
      if (reader.match(/\\\\\*?(\[[^\]]*\])?/y) === null) break;
    }
    this.closeEnvironment();
    return `<table><tbody>${rows.join('')}</tbody></table>`;
  }
}

function formula(text: string, display: boolean): Piece {
  return inline(`<code class="language-math ${display ? 'math-display' : 'math-inline'}">${escapeHtml(text.trim())}</code>`);
}

/** Widths are kept as shares of the column; absolute ones are left to the picture. */
function image(file: string, options: string): string {
  const share = /width\s*=\s*([0-9.]+)\s*(?:\\(?:text|line|column)width)?\s*(?:,|$)/.exec(options);
  const width = share === null ? 0 : Math.round(Number(share[1]) * 100);
  const attribute = width > 0 && width <= 100 ? ` width="${width}%"` : '';
  return `<img src="${escapeHtml(file.trim())}" alt=""${attribute}>`;
}
