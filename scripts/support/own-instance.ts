/** An instance for one script, as `npm start` makes it: own port, own data, gone at the end. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../start/network.js';
import { readInstance } from '../start/instance.js';
import { TYPESCRIPT } from './processes.js';
import { Refusal, step } from './progress.js';
import { ROOT } from './root.js';

export interface OwnInstance {
  url: string;
  adminPassword: string;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
}

/**
 * @param problems folders of problems/ to begin with; absent: all, which takes some seconds more
 * @throws Refusal with the end of its output where it does not come up.
 */
export async function startOwnInstance(purpose: string, { problems }: { problems?: readonly string[] } = {}): Promise<OwnInstance> {
  const port = await freePort();
  const data = mkdtempSync(join('/var/tmp', 'arbiter-'));
  const adminPassword = randomBytes(12).toString('base64url');
  const { DATABASE_URL: _database, ARBITER_PUBLIC_URL: _url, npm_lifecycle_event: _npm, ...inherited } = process.env;
  const environment = { ...inherited, PORT: String(port), HOST: '127.0.0.1', ARBITER_DATA: data, ARBITER_ADMIN_PASSWORD: adminPassword, ...(problems ? { ARBITER_PROBLEMS: problems.join(',') } : {}) };
  const outputFile = join(data, 'start.log');
  const remove = (): void => {
    rmSync(readInstance(environment).state, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  };

  // With the parent-death signal: killed with SIGKILL, this script leaves no instance behind.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, ...TYPESCRIPT, join(ROOT, 'scripts/start.ts')], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = createWriteStream(outputFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    log.end();
    remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop().then(() => process.exit(1)));

  try {
    await step(`instance for ${purpose} on port ${port}`, () => untilReady(child.stdout, exited));
  } catch {
    const lines = readFileSync(outputFile, 'utf8').trim().split('\n').slice(-20);
    await stop();
    throw new Refusal('The instance did not start.', ...lines);
  }
  return { url: `http://127.0.0.1:${port}`, adminPassword, stop };
}

function untilReady(output: NodeJS.ReadableStream, exited: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    output.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('Arbiter is ready')) resolve();
    });
    void exited.then(() => reject(new Error('it ended')));
  });
}
