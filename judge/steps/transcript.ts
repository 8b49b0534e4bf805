/** The conversation between a submission and its interactor, as samples show it. */
import { MOST_TRANSCRIPT } from '#contract/transcript.js';

export type Speaker = 'interactor' | 'submission';

/** As sample conversations of packages have it: https://icpc.io/problem-package-format/spec/2025-09.html#displaying-test-cases */
const MARK: Record<Speaker, string> = { interactor: '<', submission: '>' };
const NEXT_PASS = '---';
const NEWLINE = 0x0a;

/**
 * Whole lines in the order in which they were ended, each with the mark of who said it; a line that its speaker never ended
 * comes when the pass is over. What is beyond MOST_TRANSCRIPT bytes, marks included, is dropped.
 */
export class Transcript {
  private readonly lines: string[] = [];
  private bytes = 0;
  private full = false;
  private passes = 0;
  private readonly begun: Record<Speaker, Buffer[]> = { interactor: [], submission: [] };

  nextPass(): void {
    this.endLines();
    if (this.passes++ > 0) this.add(NEXT_PASS, Buffer.alloc(0));
  }

  take(speaker: Speaker, bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1 && !this.full; at = bytes.indexOf(NEWLINE, from)) {
      this.add(MARK[speaker], Buffer.concat([...this.begun[speaker].splice(0), bytes.subarray(from, at)]));
      from = at + 1;
    }
    // A line without an end must not fill the memory either.
    if (!this.full && from < bytes.length && lengthOf(this.begun[speaker]) < MOST_TRANSCRIPT) this.begun[speaker].push(Buffer.from(bytes.subarray(from, from + MOST_TRANSCRIPT)));
  }

  /** Null: nobody has said anything. */
  end(): { text: string; cut: boolean } | null {
    this.endLines();
    return this.lines.length === 0 ? null : { text: this.lines.join(''), cut: this.full };
  }

  private endLines(): void {
    for (const speaker of ['interactor', 'submission'] as const) {
      const line = this.begun[speaker].splice(0);
      if (line.length > 0) this.add(MARK[speaker], Buffer.concat(line));
    }
  }

  private add(mark: string, line: Buffer): void {
    const room = MOST_TRANSCRIPT - this.bytes - mark.length - 1;
    if (this.full || room < 0) {
      this.full = true;
      return;
    }
    // A decoder that expects more leaves the half of a character out.
    const text = line.length > room ? new TextDecoder().decode(line.subarray(0, room), { stream: true }) : line.toString('utf8');
    if (line.length > room) this.full = true;
    this.bytes += mark.length + Math.min(line.length, room) + 1;
    this.lines.push(`${mark}${text.replaceAll('\u0000', '\u2400').replace(/\r$/, '')}\n`);
  }
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
