/** A cursor over LaTeX text, with its macros. */

/** Macros may make at most this many characters in all: `\def\a{\b\b}` and so on doubles without end. */
const MAX_EXPANDED = 200_000;
const MAX_EXPANSIONS = 5_000;

export class LatexReader {
  private at = 0;
  private expandedCharacters = 0;
  private expansions = 0;
  private readonly macros = new Map<string, { parameters: number; body: string }>();
  lastOptional = '';

  constructor(private text: string) {
    this.text = text.replaceAll('\r\n', '\n');
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(what: string): boolean {
    return this.text.startsWith(what, this.at);
  }

  take(what: string): boolean {
    if (!this.peek(what)) return false;
    this.at += what.length;
    return true;
  }

  looksAt(sticky: RegExp): boolean {
    sticky.lastIndex = this.at;
    return sticky.test(this.text);
  }

  match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found !== null && found[0] === '' ? null : found;
  }

  next(): string {
    const character = this.text[this.at] ?? '';
    this.at += 1;
    return character;
  }

  skipBlanks(): void {
    this.match(/[ \t]*\n?[ \t]*/y);
  }

  /** One character of text, or several that print as one. */
  ligature(): string {
    if (this.take('---')) return '—';
    if (this.take('--')) return '–';
    if (this.take('``') || this.take(',,')) return '“';
    if (this.take("''") || this.take('"')) return '”';
    if (this.take('`')) return '‘';
    if (this.take("'")) return '’';
    if (this.take('~')) return '\u00a0';
    if (this.take('}') || this.take('&')) return '';
    return this.next();
  }

  accented(combining: string): string {
    const group = this.match(/\s*\{\s*\\?([A-Za-z]?)\s*\}/y) ?? this.match(/\s*\\?([A-Za-z])/y);
    return `${group?.[1] ?? ''}${combining}`.normalize('NFC');
  }

  /** `[…]`, or nothing. */
  readonly optional = (): string => {
    this.lastOptional = this.match(/\s*\[([^\]]*)\]/y)?.[1] ?? '';
    return this.lastOptional;
  };

  /** The text of a group in braces, unread; or the next word or character. `first` reads what stands before it. */
  rawArgument(first?: () => string): string {
    first?.();
    this.skipBlanks();
    if (!this.peek('{')) return this.match(/\\[A-Za-z]+|[^\s\\{}]/y)?.[0] ?? '';
    const start = this.at + 1;
    let depth = 0;
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at];
      if (character === '\\') this.at += 1;
      else if (character === '{') depth += 1;
      else if (character === '}' && (depth -= 1) === 0) break;
    }
    const inner = this.text.slice(start, this.at);
    this.at += 1;
    return inner;
  }

  /** Formula up to its end; a dollar inside braces (`\text{if $x$}`) does not end it. */
  mathUntil(end: string): string {
    const start = this.at;
    let depth = 0;
    let first = -1;
    for (let at = start; at < this.text.length; at += 1) {
      const isEnd = this.text.startsWith(end, at);
      if (isEnd && first < 0) first = at;
      if (isEnd && depth <= 0) return this.mathTo(at, end);
      const character = this.text[at];
      if (character === '\\') at += 1;
      else if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
    }
    return this.mathTo(first < 0 ? this.text.length : first, end);
  }

  private mathTo(at: number, end: string): string {
    const inner = this.text.slice(this.at, at);
    this.at = at + end.length;
    return this.expandMath(inner.replaceAll(/(?<!\\)%[^\n]*\n?/g, ''));
  }

  /** KaTeX knows nothing of the statement's macros: they are given to it in front of the formula. */
  private expandMath(formula: string): string {
    const used = [...this.macros].filter(([name]) => formula.includes(`\\${name}`));
    return used.map(([name, macro]) => `\\def\\${name}${parameterText(macro.parameters)}{${macro.body}}`).join('') + formula;
  }

  verbatimUntil(environment: string): string {
    const end = `\\end{${environment}}`;
    const found = this.text.indexOf(end, this.at);
    const inner = this.text.slice(this.at, found < 0 ? undefined : found);
    this.at = found < 0 ? this.text.length : found + end.length;
    return inner.replace(/^(\[[^\]]*\])?(\{[a-z]+\})?[ \t]*\n/, '').trimEnd();
  }

  learnMacros(preamble: string): void {
    const reader = new LatexReader(preamble);
    while (!reader.done) {
      const name = reader.match(/\\([A-Za-z]+)\*?/y)?.[1];
      if (name === undefined) reader.next();
      else reader.define(name);
    }
    for (const [name, macro] of reader.macros) this.macros.set(name, macro);
  }

  /** Reads the rest of a definition, if this word begins one. */
  define(word: string): boolean {
    if (word === 'newcommand' || word === 'renewcommand' || word === 'providecommand' || word === 'DeclareMathOperator') {
      const name = this.rawArgument().trim().replace('\\', '');
      const parameters = Number(this.optional()) || 0;
      const body = this.rawArgument();
      this.macros.set(name, { parameters: Math.min(parameters, 9), body: word === 'DeclareMathOperator' ? `\\operatorname{${body}}` : body });
      return true;
    }
    if (word !== 'def') return false;
    const head = this.match(/\s*\\([A-Za-z]+)((?:#\d)*)/y);
    if (head === null) return true;
    this.macros.set(head[1] ?? '', { parameters: (head[2] ?? '').length / 2, body: this.rawArgument() });
    return true;
  }

  /** Puts the body of a macro in place of its call. @throws RangeError where that does not end */
  expand(name: string): boolean {
    const macro = this.macros.get(name);
    if (macro === undefined) return false;
    const given = Array.from({ length: macro.parameters }, () => this.rawArgument());
    const body = macro.body.replaceAll(/#([1-9])/g, (_all, digit: string) => given[Number(digit) - 1] ?? '');
    this.expandedCharacters += body.length;
    if ((this.expansions += 1) > MAX_EXPANSIONS || this.expandedCharacters > MAX_EXPANDED) throw new RangeError('The macros of the statement do not end');
    this.text = body + this.text.slice(this.at);
    this.at = 0;
    return true;
  }
}

function parameterText(count: number): string {
  return Array.from({ length: count }, (_none, index) => `#${index + 1}`).join('');
}

