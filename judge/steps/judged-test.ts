/** What the runs of a test and its validator come to, as it is told. */
import type { TestResult } from '#contract/judging.js';
import type { Verdict } from '#contract/verdict.js';
import type { RunReport } from '../core/run.js';
import type { Validation } from '../core/verdict.js';
import type { Transcript } from './transcript.js';

const SHOWN_BYTES = 4096;

/** What a test came to, the scores of its validator included. */
export interface JudgedTest {
  result: Omit<TestResult, 'index' | 'name' | 'group' | 'sample' | 'score'>;
  score: number | null;
  multiplier: number | null;
}

/** The beginning of what a program printed. */
export class Head {
  private readonly buffer = Buffer.alloc(SHOWN_BYTES);
  private length = 0;

  take(bytes: Buffer): void {
    if (this.length < SHOWN_BYTES) this.length += bytes.copy(this.buffer, this.length);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

/** Limits are per pass, so of several passes the largest figures are told, and the end of the last one. */
export function judgedTest(reports: readonly RunReport[], own: Verdict | null, validation: Validation | null, head: Buffer, transcript: Transcript | null = null): JudgedTest {
  const talk = transcript?.end();
  const last = reports.at(-1)!;
  const most = (of: (report: RunReport) => number) => Math.max(...reports.map(of));
  const accepted = validation?.kind === 'accepted' ? validation : null;
  const verdict = own ?? (validation?.kind === 'failed' ? 'judge-error' : validation?.kind === 'rejected' ? 'wrong-answer' : 'accepted');
  const judgeMessage = validation?.kind === 'failed' ? validation.reason : (validation?.judgeMessage ?? '');
  return {
    result: {
      verdict,
      cpuMs: rounded(most((report) => report.cpuMs)),
      wallMs: rounded(most((report) => report.wallMs)),
      peakMemoryKib: Math.round(most((report) => report.peakMemoryKib)),
      exitCode: last.exit?.kind === 'exited' ? last.exit.code : null,
      signal: last.exit?.kind === 'signaled' ? last.exit.signal : null,
      message: validation && validation.kind !== 'failed' ? validation.message : '',
      ...(judgeMessage ? { judgeMessage } : {}),
      output: shown(head),
      ...(talk ? { interaction: talk.text, ...(talk.cut ? { interactionCut: true } : {}) } : {}),
      ...(last.stderr.length > 0 ? { stderr: shown(last.stderr.subarray(0, SHOWN_BYTES)) } : {}),
    },
    score: accepted?.score ?? null,
    multiplier: accepted?.multiplier ?? null,
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** PostgreSQL's text has no NUL. */
function shown(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\u0000', '\u2400');
}
