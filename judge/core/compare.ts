/**
 * The default output validator of the ICPC package format, as a stream: output is fed in as it comes from the pipe,
 * the answer is read alongside, and neither is ever whole in memory.
 *
 * Tokens are compared one by one, white space only separating them (unless it must match too). Nearly all of a right
 * output is equal to the answer byte for byte, so equal stretches are skipped by memcmp and only what differs is
 * looked at token by token. https://icpc.io/problem-package-format/spec/2025-09.html#default-output-validator-specification
 */

export interface CompareOptions {
  caseSensitive: boolean;
  spaceSensitive: boolean;
  /** Null: numbers are compared as text. */
  absoluteTolerance: number | null;
  relativeTolerance: number | null;
}

/** Reads the next bytes of the answer into `buffer` and returns how many; 0 at its end. */
export type ReadAnswer = (buffer: Buffer) => number;

/** Beyond this many bytes a token is compared as text and never as a number. */
const LONGEST_NUMBER = 4096;
const ANSWER_BLOCK = 256 * 1024;
const SHORTEST_STRETCH = 64;
const LONGEST_PAUSE = 1024;
const SHOWN_CHARACTERS = 60;
const COUNTED_BYTES = 1 << 20;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const NEWLINE = 10;
const END = -1;

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

export function parseCompareOptions(args: readonly string[]): CompareOptions | string {
  const options: CompareOptions = { caseSensitive: false, spaceSensitive: false, absoluteTolerance: null, relativeTolerance: null };
  for (let i = 0; i < args.length; i++) {
    const flag = args[i]!;
    if (flag === 'case_sensitive') options.caseSensitive = true;
    else if (flag === 'space_change_sensitive') options.spaceSensitive = true;
    else if (flag === 'float_tolerance' || flag === 'float_absolute_tolerance' || flag === 'float_relative_tolerance') {
      const value = Number(args[++i]);
      if (args[i] === undefined || args[i] === '' || !(value >= 0)) return `${flag} needs a number of at least 0`;
      if (flag !== 'float_relative_tolerance') options.absoluteTolerance = value;
      if (flag !== 'float_absolute_tolerance') options.relativeTolerance = value;
    } else return `The default validator does not know the argument ${JSON.stringify(flag)}`;
  }
  return options;
}

/** Bytes of one side: what is at hand, how far it is read, and whether more may come. */
class Side {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  ended = false;
  /** Bytes that lie before `bytes`. */
  before = 0;

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Drops what is read and puts `more` behind the rest. */
  append(more: Buffer): void {
    this.before += this.at;
    this.bytes = this.at === this.bytes.length ? more : Buffer.concat([this.bytes.subarray(this.at), more]);
    this.at = 0;
  }
}

export class OutputComparer {
  private readonly output = new Side();
  private readonly answer = new Side();
  /** The answer's bytes lie in one of them while the next block is read into the other. */
  private readonly blocks = [Buffer.allocUnsafe(LONGEST_NUMBER + ANSWER_BLOCK), Buffer.allocUnsafe(LONGEST_NUMBER + ANSWER_BLOCK)] as const;
  private block: 0 | 1 = 0;
  private stretch = SHORTEST_STRETCH;
  /** Tokens to go before the next try at an equal stretch: tries that fail are made ever more rarely. */
  private pause = 0;
  private nextPause = 1;
  private lines = 1;
  /** Both sides stand at the same place inside a token of which the beginning is gone. */
  private insideToken = false;
  private difference: string | null = null;
  private readonly withNumbers: boolean;

  constructor(
    private readonly readAnswer: ReadAnswer,
    private readonly options: CompareOptions,
  ) {
    this.withNumbers = options.absoluteTolerance !== null || options.relativeTolerance !== null;
  }

  /** The next bytes of the output. After a difference they are ignored. The caller must not write into `chunk` afterwards. */
  feed(chunk: Buffer): void {
    if (this.difference !== null || chunk.length === 0) return;
    this.output.append(chunk);
    this.advance();
  }

  /** What is wrong with the output, in words for its author; null: it is right. */
  finish(): string | null {
    this.output.ended = true;
    this.advance();
    return this.difference;
  }

  /** Reads on in the answer, of which less than LONGEST_NUMBER is left. False at its end. */
  private fill(): boolean {
    const { answer } = this;
    if (answer.ended) return false;
    this.block = this.block === 0 ? 1 : 0;
    const target = this.blocks[this.block];
    const rest = answer.bytes.copy(target, 0, answer.at);
    const count = this.readAnswer(target.subarray(rest));
    answer.ended = count === 0;
    answer.before += answer.at;
    answer.bytes = target.subarray(0, rest + count);
    answer.at = 0;
    return count > 0;
  }

  private advance(): void {
    while (this.difference === null) {
      if (this.answer.left < LONGEST_NUMBER && this.fill()) continue;
      if (this.skipEqual()) continue;
      if (!this.step()) return;
    }
  }

  /**
   * Skips a stretch in which both sides have the same bytes, up to its last white space: both then stand at the
   * beginning of a token. A stretch without white space is skipped whole where its token cannot be a number.
   */
  private skipEqual(): boolean {
    if (this.pause > 0) {
      this.pause--;
      return false;
    }
    const { output, answer } = this;
    const length = Math.min(this.stretch, output.left, answer.left);
    if (length < SHORTEST_STRETCH) return false;
    if (output.bytes.compare(answer.bytes, answer.at, answer.at + length, output.at, output.at + length) !== 0) {
      this.stretch = SHORTEST_STRETCH;
      this.pause = this.nextPause;
      this.nextPause = Math.min(this.nextPause * 2, LONGEST_PAUSE);
      return false;
    }
    this.nextPause = 1;
    this.stretch = Math.min(this.stretch * 2, 1 << 20);
    let end = length;
    const lookBack = Math.max(0, length - LONGEST_NUMBER);
    while (end > lookBack && !isSpace(output.bytes[output.at + end - 1]!)) end--;
    const cutsToken = end === lookBack && (end === 0 || !isSpace(output.bytes[output.at + end - 1]!));
    if (cutsToken) {
      if (this.withNumbers && !this.insideToken && length < LONGEST_NUMBER) return false;
      end = length;
    }
    this.insideToken = cutsToken;
    this.count(output.bytes, output.at, output.at + end);
    output.at += end;
    answer.at += end;
    return true;
  }

  /** Where the reader is told of a difference, in the first MiB; beyond it counting would cost more than it tells. */
  private count(bytes: Buffer, from: number, to: number): void {
    if (this.output.before + from > COUNTED_BYTES) return;
    for (let at = bytes.indexOf(NEWLINE, from); at !== -1 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) this.lines++;
  }

  /** Compares one token (or one character of white space) of each side. False: more output is needed, or both have ended. */
  private step(): boolean {
    if (this.insideToken) return this.compareLongToken();
    return this.options.spaceSensitive ? this.stepExact() : this.stepToken();
  }

  private stepToken(): boolean {
    const { output, answer } = this;
    this.skipSpace(output);
    this.skipSpace(answer);
    while (answer.left === 0 && this.fill()) this.skipSpace(answer);
    if (output.left === 0 && !output.ended) return false;
    if (output.left === 0 && answer.left === 0) return false;
    return this.compareToken();
  }

  /** White space is compared byte by byte, and the words between as tokens. */
  private stepExact(): boolean {
    const { output, answer } = this;
    if (output.left === 0 && !output.ended) return false;
    const given = output.left > 0 ? output.bytes[output.at]! : END;
    const wanted = answer.left > 0 ? answer.bytes[answer.at]! : END;
    if (given === END && wanted === END) return false;
    if (given !== END && wanted !== END && !isSpace(given) && !isSpace(wanted)) return this.compareToken();
    if (given !== wanted) {
      this.differ(`expected ${shownByte(wanted)}, got ${shownByte(given)}`);
      return true;
    }
    if (given === NEWLINE) this.lines++;
    output.at++;
    answer.at++;
    return true;
  }

  private skipSpace(side: Side): void {
    const { bytes } = side;
    let at = side.at;
    while (at < bytes.length && isSpace(bytes[at]!)) {
      if (side === this.output && bytes[at] === NEWLINE) this.lines++;
      at++;
    }
    side.at = at;
  }

  /** Both sides stand at a token or at their end. */
  private compareToken(): boolean {
    const { output, answer } = this;
    const given = tokenEnd(output);
    // A token at the end of what is at hand may go on in the next chunk.
    if (given === output.bytes.length && !output.ended && given - output.at < LONGEST_NUMBER) return false;
    let wanted = tokenEnd(answer);
    while (wanted === answer.bytes.length && wanted - answer.at < LONGEST_NUMBER && this.fill()) wanted = tokenEnd(answer);
    if (given - output.at >= LONGEST_NUMBER || wanted - answer.at >= LONGEST_NUMBER) return this.compareLongToken();
    const equal = this.equalBytes(given - output.at, wanted - answer.at) || (this.withNumbers && this.equalNumbers(output.bytes.toString('latin1', output.at, given), answer.bytes.toString('latin1', answer.at, wanted)));
    if (!equal) {
      this.differ(`expected ${shown(answer, wanted)}, got ${shown(output, given)}`);
      return true;
    }
    output.at = given;
    answer.at = wanted;
    return true;
  }

  private equalBytes(given: number, wanted: number): boolean {
    if (given !== wanted) return false;
    const a = this.output.bytes;
    const b = this.answer.bytes;
    const { at: i } = this.output;
    const { at: j } = this.answer;
    for (let k = 0; k < given; k++) if (a[i + k] !== b[j + k] && (this.options.caseSensitive || lower(a[i + k]!) !== lower(b[j + k]!))) return false;
    return true;
  }

  /** A token longer than any number, or the rest of one: compared piece by piece, as text. */
  private compareLongToken(): boolean {
    const { output, answer } = this;
    this.insideToken = true;
    if (output.left === 0 && !output.ended) return false;
    const length = Math.min(output.left, answer.left);
    for (let k = 0; k < length; k++) {
      const a = output.bytes[output.at + k]!;
      const b = answer.bytes[answer.at + k]!;
      if (isSpace(a) && isSpace(b)) {
        this.insideToken = false;
        output.at += k;
        answer.at += k;
        return true;
      }
      if (a !== b && (this.options.caseSensitive || lower(a) !== lower(b))) {
        output.at += k;
        answer.at += k;
        this.differ('a long word is not the expected one');
        return true;
      }
    }
    output.at += length;
    answer.at += length;
    if (answer.left === 0 && this.fill()) return true;
    if (output.left === 0 && !output.ended) return false;
    // One side has ended here: the word must end on the other side too.
    const next = output.left > 0 ? output.bytes[output.at]! : answer.left > 0 ? answer.bytes[answer.at]! : null;
    if (next === null || isSpace(next)) this.insideToken = false;
    else if (output.left === 0 || answer.left === 0) this.differ('a long word is not the expected one');
    return next !== null || this.difference !== null;
  }

  private equalNumbers(given: string, wanted: string): boolean {
    if (!NUMBER.test(wanted) || !NUMBER.test(given)) return false;
    const a = Number(given);
    const b = Number(wanted);
    const off = Math.abs(a - b);
    const { absoluteTolerance, relativeTolerance } = this.options;
    return (absoluteTolerance !== null && off <= absoluteTolerance) || (relativeTolerance !== null && off <= relativeTolerance * Math.abs(b));
  }

  private differ(what: string): void {
    const offset = this.output.before + this.output.at;
    const place = offset < COUNTED_BYTES ? `Line ${this.lines}` : `Byte ${offset}`;
    this.difference = `${place}: ${what}`;
  }
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function tokenEnd(side: Side): number {
  const { bytes } = side;
  let at = side.at;
  const stop = Math.min(bytes.length, at + LONGEST_NUMBER);
  while (at < stop && !isSpace(bytes[at]!)) at++;
  return at;
}

function shown(side: Side, end: number): string {
  if (end === side.at) return 'the end of the output';
  const text = side.bytes.toString('utf8', side.at, Math.min(end, side.at + SHOWN_CHARACTERS));
  return end - side.at > SHOWN_CHARACTERS ? `"${text}…"` : `"${text}"`;
}

function shownByte(byte: number): string {
  if (byte === END) return 'the end of the output';
  const names: Record<number, string> = { 9: 'a tab', 10: 'a newline', 13: 'a carriage return', 32: 'a space' };
  return names[byte] ?? `"${String.fromCharCode(byte)}"`;
}
