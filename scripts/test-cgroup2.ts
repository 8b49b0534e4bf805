/**
 * npm run test:cgroup2 [vitest's arguments]: the tests of the sandbox on a machine with pure cgroup v2.
 *
 * ARBITER_CGROUP2_RUNNER names the program that makes such a machine and runs a command in it: it is called as
 * `RUNNER -C folder -t seconds -e NAME … -- command…` and ends with the command's exit status; 125 means that there was no
 * machine. Where this machine itself has cgroup v2, the tests run right here. Without either nothing is proved, and that is said.
 */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareMachine } from './setup/prepare.js';
import { runHere } from './support/processes.js';
import { runScript, warn } from './support/progress.js';
import { ROOT } from './support/root.js';

/** Magic number of a cgroup2 file system, from linux/magic.h. */
const CGROUP2_SUPER_MAGIC = 0x63677270;
const TIME_LIMIT_S = 1800;
/** The runner's exit status where there was no machine. */
const NO_MACHINE = 125;
const TESTS = ['test/judge/sandbox'];

await runScript(async () => {
  const runner = process.env['ARBITER_CGROUP2_RUNNER'];
  const here = statfsSync('/sys/fs/cgroup').type === CGROUP2_SUPER_MAGIC;
  if (!here && !runner) {
    warn('This machine has cgroup v1, and ARBITER_CGROUP2_RUNNER names no program that makes one with v2.');
    console.log('\n0 passed, 0 failed, all of test:cgroup2 skipped');
    return 0;
  }
  const { nsjail } = await prepareMachine();
  const asked = process.argv.slice(2);
  const tests = [process.execPath, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--maxWorkers', '1', ...(here ? [] : ['--testTimeout', '300000', '--hookTimeout', '600000']), ...(asked.length > 0 ? asked : TESTS)];
  const { NODE_ENV: _production, ...inherited } = process.env;
  const environment = { ...inherited, ARBITER_NSJAIL: nsjail, ARBITER_EMULATED_MACHINE: here ? '' : '1' };
  if (here) return await runHere(tests[0]!, tests.slice(1), { cwd: ROOT, env: environment });
  const status = await runHere(runner!, ['-C', ROOT, '-t', String(TIME_LIMIT_S), ...['ARBITER_NSJAIL', 'ARBITER_EMULATED_MACHINE', 'NO_COLOR', 'CI'].flatMap((name) => ['-e', name]), '--', ...tests], { cwd: ROOT, env: environment });
  if (status !== NO_MACHINE) return status;
  warn(`${runner} made no machine with cgroup v2 here.`);
  console.log('\n0 passed, 0 failed, all of test:cgroup2 skipped');
  return 0;
});
