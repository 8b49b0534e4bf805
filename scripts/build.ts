/** npm run build: TypeScript → dist/, web/ → dist/web. Skipped where the inputs are the same as last time. */
import { build } from './build/build.js';
import { runScript } from './support/progress.js';

await runScript(async () => {
  await build();
});
