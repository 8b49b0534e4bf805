/** npm test [vitest's arguments]: makes the machine ready, builds what the tests start, runs them. The runner's summary comes last. */
import { join } from 'node:path';
import { build } from './build/build.js';
import { prepareMachine } from './setup/prepare.js';
import { proveInstalled } from './setup/prove-installed.js';
import { runHere } from './support/processes.js';
import { runScript } from './support/progress.js';
import { ROOT } from './support/root.js';

await runScript(async () => {
  const { nsjail } = await prepareMachine({ chromium: true });
  await proveInstalled(nsjail);
  await build();
  const { NODE_ENV: _production, ...environment } = process.env;
  return await runHere(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], { cwd: ROOT, env: { ...environment, ARBITER_NSJAIL: nsjail } });
});
