/** Every event feed that somebody reads at this server. As long as there are any, the database is asked what is new. */
import type { Response } from 'express';
import type { Logger } from 'pino';
import { listPulses } from '#database/clics.js';
import { ApiError, notFound } from '../http/errors.js';
import type { CollectionSources } from './collections.js';
import type { ContestDataCache } from './contest-data.js';
import { Feed } from './feed.js';
import type { FeedEvent } from './feed-beginning.js';
import { viewKey, type ClicsView } from './policy.js';
import type { FeedPoint } from './token.js';

const ASK_EVERY_MS = 500;
/** The specification wants a line within 120 s; proxies often cut what is silent for 60. */
const KEEP_ALIVE_MS = 30_000;
const MOST_READERS = 1000;
const MOST_READERS_OF_ONE = 20;
/** A reader that is so much behind is cut off; it comes back with its token. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

export class Feeds {
  private readonly feeds = new Map<string, Feed>();
  /** By who reads. */
  private readonly counts = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private readers = 0;

  constructor(private readonly sources: CollectionSources & { cache: ContestDataCache; log: Logger }) {}

  /**
   * Writes the feed into the answer until its reader goes away, or may not see it any more. `who`: an account or an address.
   * @throws ApiError before anything is written
   */
  async send(response: Response, { contestId, view, since, who, mayStay }: { contestId: string; view: ClicsView; since: FeedPoint | null; who: string; mayStay: () => Promise<boolean> }): Promise<void> {
    const mine = this.counts.get(who) ?? 0;
    if (this.readers >= MOST_READERS || mine >= MOST_READERS_OF_ONE) throw new ApiError('rate-limited', 'Too many event feeds are open.');
    const [pulse] = await listPulses(this.sources.db, [contestId]);
    if (pulse === undefined) throw notFound('contest');
    const feed = this.feedOf(contestId, view);
    const connection = new Connection(response);
    this.readers++;
    this.counts.set(who, (this.counts.get(who) ?? 0) + 1);
    const look = async () => ((await mayStay()) ? connection.keepAlive() : connection.end());
    const keepAlive = setInterval(() => void look().catch((error: unknown) => this.sources.log.warn({ err: error }, 'Whether somebody may read an event feed could not be asked')), KEEP_ALIVE_MS);
    try {
      const beginning = await feed.join(connection, pulse, since);
      this.timer ??= setInterval(() => void this.ask(), ASK_EVERY_MS).unref();
      response.status(200).set({ 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      response.flushHeaders();
      for await (const { events, token } of beginning) await connection.begin(events, token);
      connection.goLive();
      await connection.closed;
    } finally {
      clearInterval(keepAlive);
      feed.leave(connection);
      this.readers--;
      const left = (this.counts.get(who) ?? 1) - 1;
      if (left === 0) this.counts.delete(who);
      else this.counts.set(who, left);
      this.forgetUnread();
    }
  }

  private feedOf(contestId: string, view: ClicsView): Feed {
    const key = `${contestId} ${viewKey(view)}`;
    const known = this.feeds.get(key);
    if (known !== undefined) return known;
    const feed = new Feed(this.sources, contestId, view);
    this.feeds.set(key, feed);
    return feed;
  }

  private forgetUnread(): void {
    for (const [key, feed] of this.feeds) if (!feed.isRead) this.feeds.delete(key);
    if (this.feeds.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private asking = false;

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      const pulses = await listPulses(this.sources.db, [...new Set([...this.feeds.values()].map(({ contestId }) => contestId))]);
      for (const feed of [...this.feeds.values()]) {
        const pulse = pulses.find(({ contestId }) => contestId === feed.contestId);
        if (pulse === undefined) feed.endAll();
        else await feed.follow(pulse).catch((error: unknown) => this.sources.log.warn({ err: error, contest: feed.contestId }, 'An event feed was cut off'));
      }
    } catch (error) {
      this.sources.log.warn({ err: error }, 'Event feeds could not be brought up to date');
    } finally {
      this.asking = false;
    }
  }
}

/** One reader: first its beginning at its own pace, then what happened meanwhile, then what happens. */
class Connection {
  readonly closed: Promise<void>;
  private waiting: string[] | null = [];
  private waitingBytes = 0;
  private open = true;

  constructor(private readonly response: Response) {
    this.closed = new Promise((resolve) => response.once('close', () => {
      this.open = false;
      resolve();
    }));
  }

  tell(events: readonly FeedEvent[], token: string): void {
    if (!this.open) return;
    const text = linesOf(events, token);
    if (this.waiting === null) this.response.write(text);
    else this.waiting.push(text);
    this.waitingBytes += this.waiting === null ? 0 : text.length;
    if (this.waitingBytes + this.response.writableLength > MOST_WAITING_BYTES) this.end();
  }

  async begin(events: readonly FeedEvent[], token: string | undefined): Promise<void> {
    if (!this.open || events.length === 0) return;
    if (!this.response.write(linesOf(events, token))) await Promise.race([new Promise((resolve) => this.response.once('drain', resolve)), this.closed]);
  }

  goLive(): void {
    for (const text of this.waiting ?? []) this.response.write(text);
    this.waiting = null;
    this.waitingBytes = 0;
  }

  keepAlive(): void {
    if (this.open && this.response.headersSent && this.waiting === null) this.response.write('\n');
  }

  end(): void {
    this.response.destroy();
  }
}

function linesOf(events: readonly FeedEvent[], token: string | undefined): string {
  return events.map((event, at) => `${JSON.stringify(token !== undefined && at === events.length - 1 ? { ...event, token } : event)}\n`).join('');
}
