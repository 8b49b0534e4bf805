/** What a slot tells of its work while it does it: what is new, but not too often, and that it is alive where nothing is. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HEARTBEAT_SECONDS } from '#contract/judging.js';

export class NewsReporter<News extends object> {
  private news: Partial<News> = {};
  private gather: (() => Partial<News>) | null = null;
  private readonly ended = new AbortController();
  private readonly sending: Promise<void>;

  /** `send` answers false where the work is not ours any more: then `lost` is called. */
  constructor(
    private readonly send: (news: Partial<News>) => Promise<boolean>,
    private readonly lost: () => void,
    private readonly everyMs: number,
  ) {
    this.sending = this.keepSending();
  }

  take(news: Partial<News>): void {
    this.news = { ...this.news, ...news };
  }

  /** What it takes time to tell is asked for when it is sent. */
  later(gather: () => Partial<News>): void {
    this.gather = gather;
  }

  /** Nothing is sent after this. */
  async end(): Promise<void> {
    this.ended.abort();
    await this.sending;
  }

  private async keepSending(): Promise<void> {
    for (let sentAt = performance.now(); !this.ended.signal.aborted; ) {
      await sleep(this.everyMs, undefined, { signal: this.ended.signal }).catch(() => undefined);
      if (this.ended.signal.aborted) return;
      const news = { ...this.news, ...this.gather?.() };
      if (Object.keys(news).length === 0 && performance.now() - sentAt < HEARTBEAT_SECONDS * 1000) continue;
      [this.news, this.gather, sentAt] = [{}, null, performance.now()];
      // A database that is away for a moment costs the news, not the work.
      if ((await this.send(news).catch(() => true)) === false) this.lost();
    }
  }
}
