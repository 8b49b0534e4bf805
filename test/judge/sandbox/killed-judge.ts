/** A judge that is to be killed: opens a sandbox, has one jail run and two stand ready, of an nsjail for one and of one for many, says so, and waits. argv: instance, stateDir, uid. */
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import type { RunSpec } from '#judge/sandbox/sandbox.js';
import { LIMITS } from './bench.js';

const [instance = '', stateDir = '', uid = ''] = process.argv.slice(2);
const sandbox = await createSandbox({
  slot: 0, core: null, uid: Number(uid), stateDir, nsjailPath: findNsjail(process.env['ARBITER_NSJAIL']), launcherPath: await buildLauncher(`${stateDir}/bin`), cgroups: openCgroups(instance),
});
const spec: RunSpec = { command: ['/bin/sleep', '100'], mounts: [], limits: { ...LIMITS, wallMs: 100_000 }, input: { kind: 'empty' }, output: { kind: 'consume', chunk: () => {} } };
await sandbox.scratch({ bytes: 1 << 20, inodes: 10 });
void (await sandbox.prepare(spec)).go();
await sandbox.prepare(spec);
await sandbox.prepare(spec);
process.stdout.write('running\n');
