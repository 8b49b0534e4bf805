/** All that is being saved on the page of one problem, gathered to one word: saved when, being saved, or not saved and why. */
import type { SavedState } from './saved-store.js';

export interface SavingEntry {
  state: SavedState;
  /** ISO 8601 */
  savedAt: string | null;
  failure: Error | null;
  retry: () => void;
}

export interface SavingNow {
  state: SavedState;
  savedAt: string | null;
  failure: Error | null;
  /** Tries again all that failed. */
  retry: () => void;
}

export class SavingBoard {
  private readonly entries = new Map<string, SavingEntry>();
  private readonly listeners = new Set<() => void>();
  private shown: SavingNow;
  private count = 0;

  constructor(private savedAt: string | null) {
    this.shown = this.derive();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (): SavingNow => this.shown;

  /** How it is with a part; undefined: the part has left the page with nothing unsent. */
  tell(part: string, entry: SavingEntry | undefined): void {
    if (entry) this.entries.set(part, entry);
    else this.entries.delete(part);
    this.note(entry?.savedAt ?? null);
    this.show();
  }

  /** A change that is made at once, as moving a test: shown while it is under way, and to be tried again where it fails. Rejects as `work` does. */
  async during<R>(work: () => Promise<R>): Promise<R> {
    const part = `work-${++this.count}`;
    this.tell(part, { state: 'saving', savedAt: null, failure: null, retry: () => {} });
    try {
      const result = await work();
      this.note(new Date().toISOString());
      this.tell(part, undefined);
      return result;
    } catch (error) {
      this.tell(part, { state: 'failed', savedAt: null, failure: error as Error, retry: () => (this.tell(part, undefined), void this.during(work).catch(() => undefined)) });
      throw error;
    }
  }

  /** Whoever undoes or repeats a failed change by another way needs no word on it any more. */
  forgetFailures(): void {
    for (const [part, { state }] of this.entries) if (state === 'failed' && part.startsWith('work-')) this.entries.delete(part);
    this.show();
  }

  private note(savedAt: string | null): void {
    if (savedAt !== null && (this.savedAt === null || Date.parse(savedAt) > Date.parse(this.savedAt))) this.savedAt = savedAt;
  }

  private show(): void {
    this.shown = this.derive();
    this.listeners.forEach((listener) => listener());
  }

  private derive(): SavingNow {
    const all = [...this.entries.values()];
    const failed = all.filter(({ state }) => state === 'failed');
    const state = failed.length > 0 ? 'failed' : all.some((each) => each.state === 'saving') ? 'saving' : all.some((each) => each.state === 'writing') ? 'writing' : 'saved';
    return { state, savedAt: this.savedAt, failure: failed.find(({ failure }) => failure)?.failure ?? null, retry: () => failed.forEach(({ retry }) => retry()) };
  }
}
