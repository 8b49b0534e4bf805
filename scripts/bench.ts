/** npm run bench [jail|work|latency|validator|import|fairness|soak|scoreboard]: measures, and prints medians. Without an argument: all of them but the last four, which take long. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TYPESCRIPT, runHere } from './support/processes.js';
import { Refusal, runScript } from './support/progress.js';
import { ROOT } from './support/root.js';

const BENCHES = ['jail', 'work', 'latency', 'validator', 'import', 'fairness', 'soak', 'scoreboard'] as const;
const ONLY_WHEN_NAMED: readonly string[] = ['import', 'fairness', 'soak', 'scoreboard'];

await runScript(async () => {
  const [name, ...rest] = process.argv.slice(2);
  if (name !== undefined && !BENCHES.some((bench) => bench === name)) throw new Refusal(`There is no bench "${name}".`, `Take one of: ${BENCHES.join(', ')}`);
  const files = BENCHES.filter((bench) => (name === undefined ? !ONLY_WHEN_NAMED.includes(bench) : bench === name)).map((bench) => join(ROOT, `scripts/bench-${bench}.ts`));
  let worst = 0;
  for (const file of files.filter((path) => existsSync(path))) worst = Math.max(worst, await runHere(process.execPath, [...TYPESCRIPT, file, ...rest], { cwd: ROOT }));
  return worst;
});
