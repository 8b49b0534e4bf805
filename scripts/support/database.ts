/** The database of the instance that the environment names, for a script that needs it whether the instance runs or not. */
import { startEmbedded } from '#database/embedded.js';
import { readInstance } from '../start/instance.js';
import { takeLock } from './lock.js';
import { Refusal } from './progress.js';

/**
 * Runs `work` with the database's address. The private PostgreSQL is started where it does not run, and stopped again.
 * `alone`: the instance may not run meanwhile. @throws Refusal where it does
 */
export async function withDatabase<T>({ alone }: { alone: boolean }, work: (url: string) => Promise<T>): Promise<T> {
  const instance = readInstance(process.env);
  const taken = await takeLock(`instance-${instance.hash}`);
  const lock = 'lock' in taken ? taken.lock : null;
  if (alone && lock === null) throw new Refusal(`Arbiter runs on ${instance.data}.`, 'Stop it first; a server must not look at a database that is being filled.');
  try {
    if (instance.databaseUrl !== undefined) return await work(instance.databaseUrl);
    const postgres = await startEmbedded({ dataDir: instance.data });
    try {
      return await work(postgres.url);
    } finally {
      // One that a running instance has is that instance's.
      await (lock === null ? postgres.leave() : postgres.stop());
    }
  } finally {
    await lock?.release();
  }
}
