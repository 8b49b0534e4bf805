/** Tells servers how far a judging is, at most 20 times a second. What is lost on the way only delays. */
import type { TestResult } from '#contract/judging.js';
import type { Progress } from '#contract/live.js';

const INTERVAL_MS = 50;
/** A notification has 8,000 bytes; a test takes about 110. */
const TESTS_OF_A_MESSAGE = 50;

export class ProgressReporter {
  private testsDone = 0;
  private compiled: boolean | undefined;
  private latest: Progress['latest'] = [];
  private timer: NodeJS.Timeout | null = null;
  private sentAt = 0;

  constructor(
    private readonly submissionId: string,
    private readonly testsTotal: number,
    private readonly send: (progress: Progress) => void,
  ) {}

  started(): void {
    this.flush();
  }

  onCompiled(ok: boolean): void {
    this.compiled = ok;
    this.soon();
  }

  onTest({ index, verdict, cpuMs, wallMs, peakMemoryKib }: TestResult): void {
    this.testsDone++;
    this.latest.push({ index, verdict, cpuMs, wallMs, peakMemoryKib });
    if (this.latest.length >= TESTS_OF_A_MESSAGE) this.flush();
    else this.soon();
  }

  /** No message comes after this one. */
  end(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private soon(): void {
    if (this.timer) return;
    const wait = Math.max(0, this.sentAt + INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => this.flush(), wait);
  }

  private flush(): void {
    this.end();
    this.sentAt = performance.now();
    const { latest } = this;
    this.latest = [];
    this.send({
      id: this.submissionId,
      state: 'judging',
      ...(this.compiled === undefined ? {} : { compiled: this.compiled }),
      testsDone: this.testsDone,
      testsTotal: this.testsTotal,
      latest,
    });
  }
}
