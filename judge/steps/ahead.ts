/**
 * The jails of the tests that come next, made while the present test runs. Which tests these are is a hope: that each is
 * accepted. One that is made in vain is thrown away.
 */
import type { PreparedTest } from './run-test.js';

/** One jail takes longer to make than a short test to run; of two one is always ready, as far as the cores allow. */
export const JAILS_AHEAD = 2;

export class JailsAhead {
  private readonly made = new Map<number, Promise<PreparedTest>>();
  private readonly discarding = new Set<Promise<void>>();

  constructor(private readonly prepare: (test: number) => Promise<PreparedTest>) {}

  /** The jail of this test, made now if it was not. It is the caller's from now on. */
  async take(test: number): Promise<PreparedTest> {
    const prepared = this.made.get(test) ?? this.prepare(test);
    this.made.delete(test);
    return prepared;
  }

  /** Makes the jails of these tests, and throws away those of others. */
  want(tests: readonly number[]): void {
    for (const [test, prepared] of this.made) {
      if (tests.includes(test)) continue;
      this.made.delete(test);
      this.discarding.add(discard(prepared));
    }
    for (const test of tests) {
      if (this.made.has(test)) continue;
      const prepared = this.prepare(test);
      // It is heard of when it is taken.
      prepared.catch(() => undefined);
      this.made.set(test, prepared);
    }
  }

  async close(): Promise<void> {
    this.want([]);
    await Promise.all(this.discarding);
  }
}

async function discard(prepared: Promise<PreparedTest>): Promise<void> {
  await prepared.then((test) => test.discard()).catch(() => undefined);
}
