/**
 * One part of a problem at work, as a statement or the limits: what is typed goes into this browser at once and to the server
 * a second after the last key. What others save comes in where nothing is unsent here; where both have something new nothing
 * is sent, and a person is asked.
 */
import { Failure, gotNoAnswer } from '../api/failure.js';

/** A part as the server has it. */
export interface Stored<T> {
  value: T;
  revision: number;
  /** ISO 8601; null: never. */
  savedAt: string | null;
  /** Username of who saved it last. */
  savedBy: string | null;
}

export interface SavedDoors<T> {
  /** Rejects with a Failure `conflict` where somebody has saved since `base`. `leaving`: the page may be gone before there is an answer. */
  save: (value: T, base: number, leaving: boolean) => Promise<Stored<T>>;
  /** Asks anew. */
  fetch: () => Promise<Stored<T>>;
  /** What this browser has kept of an earlier visit. */
  read: () => string | null;
  /** Null forgets it. Returns whether it is kept. */
  write: (text: string | null) => boolean;
}

export type SavedState = 'saved' | 'writing' | 'saving' | 'failed';

export interface SavedSnapshot<T> {
  value: T;
  /** Counts changes that came from elsewhere than `change`: fields that own their text take it then. */
  version: number;
  state: SavedState;
  savedAt: string | null;
  savedBy: string | null;
  /** Why the server has not got it. */
  failure: Error | null;
  /** What somebody else has saved, where a person must decide. */
  other: Stored<T> | null;
}

interface Kept<T> {
  value: T;
  base: number;
}

const SEND_MS = 1000;
const AGAIN_MS = 10_000;
/** Browsers send at most 64 KiB for a page that is gone. */
const MOST_LEAVING = 60_000;

export class SavedStore<T> {
  private base: number;
  /** As the server has it. */
  private sent: string;
  private shown: SavedSnapshot<T>;
  private sending: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly doors: SavedDoors<T>,
    server: Stored<T>,
  ) {
    this.base = server.revision;
    this.sent = JSON.stringify(server.value);
    this.shown = { value: server.value, version: 0, state: 'saved', savedAt: server.savedAt, savedBy: server.savedBy, failure: null, other: null };
    const kept = parse<T>(doors.read());
    if (!kept || JSON.stringify(kept.value) === this.sent) return;
    // Of an earlier visit that ended before the server had it.
    this.shown = { ...this.shown, value: kept.value, state: 'writing' };
    if (kept.base === server.revision) this.sendIn(0);
    else this.shown = { ...this.shown, state: 'failed', other: server };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (): SavedSnapshot<T> => this.shown;

  /** That the server is known to have. */
  revision(): number {
    return this.base;
  }

  /** Typing, or a choice. `replaced`: fields that own their text shall take it. */
  change(value: T, replaced = false): void {
    const text = JSON.stringify(value);
    if (text === JSON.stringify(this.shown.value)) return;
    const version = this.shown.version + (replaced ? 1 : 0);
    if (text === this.sent && !this.sending && !this.shown.other) {
      clearTimeout(this.timer);
      this.doors.write(null);
      return this.show({ value, version, state: 'saved', failure: null });
    }
    this.doors.write(JSON.stringify({ value, base: this.base } satisfies Kept<T>));
    this.show({ value, version, ...(this.shown.other ? {} : { state: 'writing' as const, failure: null }) });
    if (!this.shown.other) this.sendIn(SEND_MS);
  }

  /** Sends now what is not yet sent; never throws. */
  save(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.send(leaving).finally(() => {
      this.sending = null;
      if (this.shown.state === 'writing') this.sendIn(SEND_MS);
    });
    return this.sending;
  }

  /** The server told anew what it has, as after somebody else's change. */
  hear(server: Stored<T>): void {
    if (server.revision === this.base || this.sending) return;
    const text = JSON.stringify(server.value);
    const ours = JSON.stringify(this.shown.value);
    if (ours === this.sent || ours === text) return this.take(server);
    // Something else was saved, as another part under the same revision: ours still goes on top.
    if (text === this.sent) {
      this.base = server.revision;
      this.doors.write(JSON.stringify({ value: this.shown.value, base: this.base } satisfies Kept<T>));
      return;
    }
    clearTimeout(this.timer);
    this.show({ other: server, state: 'failed' });
  }

  /** Takes what somebody else has saved. */
  takeOther(): void {
    if (this.shown.other) this.take(this.shown.other);
  }

  /** Ours goes over what somebody else has saved. */
  keepOurs(): void {
    const { other } = this.shown;
    if (!other) return;
    this.base = other.revision;
    this.sent = JSON.stringify(other.value);
    this.show({ other: null, state: 'writing' });
    void this.save();
  }

  /** Sends what is unsent and stops all timers. */
  stop(): void {
    if (this.shown.state === 'writing') void this.save(true);
    clearTimeout(this.timer);
  }

  private async send(leaving: boolean): Promise<void> {
    const { value, other } = this.shown;
    const text = JSON.stringify(value);
    if (other || text === this.sent) return;
    this.show({ state: 'saving', failure: null });
    try {
      const { revision, savedAt, savedBy } = await this.doors.save(value, this.base, leaving && text.length < MOST_LEAVING);
      this.base = revision;
      this.sent = text;
      const isAll = JSON.stringify(this.shown.value) === text;
      this.doors.write(isAll ? null : JSON.stringify({ value: this.shown.value, base: revision } satisfies Kept<T>));
      this.show({ state: isAll ? 'saved' : 'writing', savedAt, savedBy, failure: null });
    } catch (error) {
      if (error instanceof Failure && error.code === 'conflict') return this.settle(error);
      this.show({ state: 'failed', failure: error as Error });
      if (gotNoAnswer(error) || (error instanceof Failure && error.code === 'rate-limited')) this.sendIn(AGAIN_MS);
    }
  }

  private async settle(conflict: Failure): Promise<void> {
    try {
      const server = await this.doors.fetch();
      // Not by this part after all, or our own save whose answer was lost.
      if (JSON.stringify(server.value) === this.sent || JSON.stringify(server.value) === JSON.stringify(this.shown.value)) {
        this.base = server.revision;
        this.sent = JSON.stringify(server.value);
        const isAll = this.sent === JSON.stringify(this.shown.value);
        if (isAll) this.doors.write(null);
        return this.show({ state: isAll ? 'saved' : 'writing', savedAt: server.savedAt, savedBy: server.savedBy });
      }
      this.show({ state: 'failed', other: server });
    } catch {
      this.show({ state: 'failed', failure: conflict });
      this.sendIn(AGAIN_MS);
    }
  }

  private take(server: Stored<T>): void {
    clearTimeout(this.timer);
    this.base = server.revision;
    this.sent = JSON.stringify(server.value);
    this.doors.write(null);
    const same = this.sent === JSON.stringify(this.shown.value);
    this.show({ value: server.value, version: this.shown.version + (same ? 0 : 1), state: 'saved', savedAt: server.savedAt, savedBy: server.savedBy, failure: null, other: null });
  }

  private sendIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private show(change: Partial<SavedSnapshot<T>>): void {
    this.shown = { ...this.shown, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

function parse<T>(text: string | null): Kept<T> | null {
  if (text === null) return null;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && 'value' in read && 'base' in read && typeof read.base === 'number' ? (read as Kept<T>) : null;
  } catch {
    return null;
  }
}
