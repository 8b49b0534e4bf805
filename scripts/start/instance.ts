/** Where one instance keeps its things, read from the environment once. */
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../support/progress.js';

/** State of instances outside of the checkout: a jail's user can walk down to it, whatever the mode of the checkout. */
export const STATE_FOLDER = '/var/lib/arbiter';

export interface Instance {
  port: number;
  host: string;
  /** Absolute, links followed: embedded database, logs. */
  data: string;
  logs: string;
  /** Differs between instances with different ARBITER_DATA. */
  hash: string;
  /** /var/lib/arbiter/<hash>: the judge's caches and jails, the server's copy of the program and its uploads. */
  state: string;
  /** External database; undefined: embedded. */
  databaseUrl: string | undefined;
}

/** Makes the data folder. @throws Refusal that names the variable. */
export function readInstance(environment: NodeJS.ProcessEnv): Instance {
  const port = Number(environment['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Refusal(`PORT is "${environment['PORT']}"; it must be a number from 1 to 65535.`);
  const wanted = resolve(environment['ARBITER_DATA'] || '.arbiter');
  let data: string;
  try {
    mkdirSync(wanted, { recursive: true });
    data = realpathSync(wanted);
    mkdirSync(join(data, 'logs'), { recursive: true });
  } catch (error) {
    throw new Refusal(`ARBITER_DATA is ${wanted}, which cannot be made or written: ${(error as Error).message}`);
  }
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 12);
  return { port, host: environment['HOST'] || '127.0.0.1', data, logs: join(data, 'logs'), hash, state: join(STATE_FOLDER, hash), databaseUrl: environment['DATABASE_URL'] || undefined };
}
