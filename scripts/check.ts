/** npm run check: types, lint rules, the table of imports, then every test. All of the former are run, whatever fails. */
import { join } from 'node:path';
import { TYPESCRIPT, runHere } from './support/processes.js';
import { runScript, step } from './support/progress.js';
import { ROOT } from './support/root.js';
import { cruise } from './check/imports.js';

const bin = (path: string): string => join(ROOT, 'node_modules', path);

const CHECKS: Record<string, () => Promise<boolean>> = {
  types: async () => (await runHere(process.execPath, [bin('typescript/bin/tsc'), '--project', ROOT])) === 0,
  lint: async () => (await runHere(process.execPath, [bin('eslint/bin/eslint.js'), '--max-warnings', '0', ROOT])) === 0,
  imports: async () => {
    const { modules, faults } = await cruise();
    for (const fault of faults) console.error(`  ${fault}`);
    if (faults.length === 0) console.log(`  ${modules} modules keep the table of docs/architecture.md`);
    return faults.length === 0;
  },
};

await runScript(async () => {
  const failed: string[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    await step(name, async ({ note }) => {
      if (await check()) return;
      failed.push(name);
      note('FAILED');
    });
  }
  const tests = await runHere(process.execPath, [...TYPESCRIPT, join(ROOT, 'scripts/test.ts'), ...process.argv.slice(2)], { cwd: ROOT });
  if (failed.length > 0) console.error(`✗ ${failed.join(', ')}: see above`);
  return failed.length > 0 ? 1 : tests;
});
