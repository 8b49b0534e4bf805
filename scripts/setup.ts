/** npm run setup: what `npm start` and `npm test` need on this machine. Idempotent; as root it installs what is missing. */
import { prepareMachine } from './setup/prepare.js';
import { runScript } from './support/progress.js';

await runScript(async () => {
  await prepareMachine({ chromium: process.argv.includes('--chromium') });
});
