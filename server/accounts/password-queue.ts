/**
 * Passwords that are hashed after their accounts were made: thousands take longer than anybody waits for an answer. Until then they are in
 * this server's memory and nowhere else; an account whose password is lost with it says so in its row, and gets it when it is brought in again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { putPendingPasswords } from '#database/accounts.js';
import type { Database } from '#database/connect.js';
import { hashPassword } from './secrets.js';

export interface PendingPassword {
  accountId: string;
  password: string;
}

/** Two of the four threads that Node.js has for such: whoever signs in meanwhile does not wait behind thousands. */
const HASHED_AT_ONCE = 2;
const WRITTEN_AT_ONCE = 20;
const RETRY_MS = 1_000;

export class PasswordQueue {
  private readonly waiting: PendingPassword[] = [];
  private working: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {}

  add(passwords: readonly PendingPassword[]): void {
    for (const each of passwords) this.waiting.push(each);
    this.working ??= this.work().finally(() => (this.working = null));
  }

  /** What has not been hashed by then is forgotten. */
  async close(): Promise<void> {
    this.closed = true;
    await this.working;
    if (this.waiting.length > 0) this.log.warn({ passwords: this.waiting.length }, 'Stopped before all passwords of an import were hashed: import its files once more');
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0 && !this.closed) {
      const hashed: { accountId: string; passwordHash: string }[] = [];
      const batch = this.waiting.slice(0, WRITTEN_AT_ONCE);
      for (let at = 0; at < batch.length && !this.closed; at += HASHED_AT_ONCE) {
        hashed.push(...(await Promise.all(batch.slice(at, at + HASHED_AT_ONCE).map(async ({ accountId, password }) => ({ accountId, passwordHash: await hashPassword(password) })))));
      }
      await this.write(hashed);
      this.waiting.splice(0, batch.length);
    }
  }

  private async write(hashed: readonly { accountId: string; passwordHash: string }[]): Promise<void> {
    for (;;) {
      try {
        return await putPendingPasswords(this.db, hashed);
      } catch (error) {
        if (this.closed) return;
        this.log.warn({ err: error }, 'Passwords of new accounts could not be written, trying again');
        await sleep(RETRY_MS);
      }
    }
  }
}
