/**
 * npm start: everything that an instance needs, in one process tree.
 *
 *   npm → this supervisor (root) ─┬─ PostgreSQL, unless DATABASE_URL is given (database/embedded.ts)
 *                                 ├─ dist/server/main.js as the user `arbiter`
 *                                 └─ dist/judge/main.js as root: it makes cgroups and jails
 *
 * Each child that dies is started again. SIGTERM and SIGINT end all of them, judge and server first. After
 * SIGKILL of the supervisor server and judge end by themselves (setpriv --pdeathsig), PostgreSQL goes on, and
 * the next start waits for the former and attaches to the latter.
 */
import { startInstance } from './start/run.js';
import { readInstance } from './start/instance.js';
import { stopRequested } from './start/stop-request.js';
import { Refusal, runScript } from './support/progress.js';

/** In all under 10 s: children get 6, PostgreSQL the rest. */
const LAST_CALL_MS = 9_500;

await runScript(async () => {
  if (process.getuid?.() !== 0) throw new Refusal('A judge makes cgroups and namespaces, which only root may do.', 'Run: sudo npm start');
  const cleanups: (() => Promise<void>)[] = [];
  const stop = stopRequested(process.env);
  const running = startInstance(readInstance(process.env), process.env, cleanups);
  let code = 0;
  // Nothing but a failure ends `running`; it is told after all has been put away.
  const reason = await Promise.race([stop, running.catch(() => undefined)]);
  if (reason !== undefined) console.log(`… stopping (${reason})`);
  const started = performance.now();
  const lastCall = setTimeout(() => process.exit(1), LAST_CALL_MS);
  for (const cleanup of cleanups.reverse()) {
    await cleanup().catch((error: unknown) => {
      code = 1;
      console.error('✗', error);
    });
  }
  clearTimeout(lastCall);
  if (reason === undefined) await running;
  console.log(`✓ stopped (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return code;
});
