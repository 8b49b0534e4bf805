/** npm run test:languages: installs every language that this machine lacks, and proves each of them. The runner's summary comes last. */
import { join } from 'node:path';
import { LANGUAGE_IDS } from '#contract/language.js';
import { languages } from './arbiter/languages.js';
import { hasTools, prepareMachine } from './setup/prepare.js';
import { runHere } from './support/processes.js';
import { runScript } from './support/progress.js';
import { ROOT } from './support/root.js';

await runScript(async () => {
  const { nsjail } = await prepareMachine();
  const missing = LANGUAGE_IDS.filter((id) => !hasTools(id));
  if (missing.length > 0) await languages.run(['add', ...missing]);
  const { NODE_ENV: _production, ...environment } = process.env;
  return await runHere(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'test/judge/languages', ...process.argv.slice(2)], { cwd: ROOT, env: { ...environment, ARBITER_NSJAIL: nsjail, ARBITER_ALL_LANGUAGES: '1' } });
});
