/** Slots work side by side; now and then somebody needs the host to be quiet: it waits until all have finished what they do, and they wait for it. */
import { setTimeout as sleep } from 'node:timers/promises';

export class Quiet {
  private working = 0;
  private rested: (() => void) | null = null;
  /** Never rejects. */
  private quiet: Promise<void> | null = null;

  /** As soon as nobody needs quiet. */
  async work<T>(action: () => Promise<T>): Promise<T> {
    while (this.quiet) await this.quiet;
    this.working++;
    try {
      return await action();
    } finally {
      this.working--;
      if (this.working === 0) this.rested?.();
    }
  }

  /** When nobody works any more; false where that takes longer than `patienceMs`. One at a time. */
  async inQuiet(action: () => Promise<void>, patienceMs: number): Promise<boolean> {
    let over!: () => void;
    this.quiet = new Promise((resolve) => (over = resolve));
    const giveUp = new AbortController();
    try {
      const rest = this.working === 0 ? Promise.resolve(true) : new Promise<boolean>((resolve) => (this.rested = () => resolve(true)));
      const quiet = await Promise.race([rest, sleep(patienceMs, false, { signal: giveUp.signal }).catch(() => false)]);
      if (quiet) await action();
      return quiet;
    } finally {
      giveUp.abort();
      this.rested = null;
      this.quiet = null;
      over();
    }
  }
}
