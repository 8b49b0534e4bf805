/** What happens at each stage of a run when it is thrown away, when something breaks, and when two slots work at once. */
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SandboxFailure } from '#judge/core/run.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import { EMULATED, makeBench, processesOf, type Bench } from './bench.js';
import { processesOfJudge } from './processes.js';

let bench: Bench;
beforeAll(async () => void (bench = await makeBench('stages')));
afterEach(() => bench.expectNothingLeft());
afterAll(() => bench.close());

/** There must be some: who hurts nobody proves nothing. */
function nsjails(): number[] {
  const pids = processesOfJudge().nsjails;
  expect(pids).not.toEqual([]);
  return pids;
}

/** Of the jail that has its order; others stand ready without one. */
function launcherWithProgram(): number {
  const [pid, ...others] = processesOfJudge().launchers.filter((launcher) => readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8') !== '');
  if (pid === undefined || others.length > 0) throw new Error(`${others.length + 1} launchers`);
  return pid;
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('discard', () => {
  it('throws away a jail that is ready, also twice', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy')).spec);
    await Promise.all([run.discard(), run.discard()]);
    await run.discard();
    await expect(run.go()).rejects.toThrow(SandboxFailure);
  });

  it('stops a run, whose report says so', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy')).spec);
    const reported = run.go();
    await pause(100);
    await run.discard();
    await expect(reported).resolves.toMatchObject({ exit: null, stoppedFor: 'discarded' });
  });

  it('stops a run that has just begun', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy')).spec);
    const reported = run.go();
    await run.discard();
    await expect(reported).resolves.toMatchObject({ exit: null, stoppedFor: 'discarded' });
  });

  it('does nothing to a run that is over', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('exit', 3)).spec);
    await expect(run.go()).resolves.toMatchObject({ exit: { kind: 'exited', code: 3 } });
    await run.discard();
    await expect(run.go()).rejects.toThrow('used already');
  });

  it('leaves the next jail alone that is prepared meanwhile', async () => {
    const first = await bench.sandbox.prepare(bench.spec(bench.act('exit', 1)).spec);
    const next = bench.spec(bench.act('print', 7));
    const [report, second] = await Promise.all([first.go(), bench.sandbox.prepare(next.spec)]);
    expect(report.exit).toEqual({ kind: 'exited', code: 1 });
    await second.go();
    expect(next.output()).toBe('7\n');
  });
});

describe('our own failures', () => {
  it('are told when nsjail is killed in the middle of a run', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy')).spec);
    const reported = run.go();
    await pause(50);
    for (const pid of nsjails()) process.kill(pid, 'SIGKILL');
    await expect(reported).rejects.toThrow(/nsjail ended without a report \(killed by SIGKILL\)/);
  });

  it('are told when the launcher stands still before it lets the program go: that is no idleness of the program', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy'), { limits: { cpuMs: 100, wallMs: 500 } }).spec);
    process.kill(launcherWithProgram(), 'SIGSTOP');
    await expect(run.go()).rejects.toThrow(/the launcher, .* stands still/);
  });

  it('are measured by what the program ran where its launcher stood still for a while', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('busy'), { limits: { cpuMs: 400, wallMs: 500 } }).spec);
    const launcher = launcherWithProgram();
    process.kill(launcher, 'SIGSTOP');
    setTimeout(() => process.kill(launcher, 'SIGCONT'), 900);
    await expect(run.go()).resolves.toMatchObject({ exit: null, stoppedFor: 'cpu-limit' });
  });

  it('are told when nsjail is frozen, after it was asked and then killed', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('exit', 0)).spec);
    for (const pid of nsjails()) process.kill(pid, 'SIGSTOP');
    await expect(run.go()).resolves.toMatchObject({ exit: { kind: 'exited', code: 0 } });
  });

  it('are told when the jail cannot be set up, in the words of nsjail', async () => {
    const { spec } = bench.spec(bench.act('exit', 0), { directory: '/none' });
    await expect(bench.sandbox.prepare(spec)).rejects.toThrow(/chdir.*none/);
  });

  it.each(['/usr/x', '/proc', 'work', '/a/../b', '/'])('are told when a mount is asked for at %s', async (to) => {
    const { spec } = bench.spec(bench.act('exit', 0), { mounts: [{ from: bench.stateDir, to }] });
    await expect(bench.sandbox.prepare(spec)).rejects.toThrow(SandboxFailure);
  });

  it('are told when the input is missing', async () => {
    const { spec } = bench.spec(bench.act('exit', 0), { input: { kind: 'file', path: '/none' } });
    await expect(bench.sandbox.prepare(spec)).rejects.toThrow(/ENOENT/);
  });

  it('are told when nsjail is missing', async () => {
    const stateDir = join(bench.stateDir, 'no-nsjail');
    const sandbox = await createSandbox({ slot: 2, core: null, uid: bench.uid, stateDir, nsjailPath: '/none/nsjail', launcherPath: '/bin/true', cgroups: bench.cgroups });
    await expect(sandbox.prepare(bench.spec(['/bin/true']).spec)).rejects.toThrow(/ENOENT/);
    await sandbox.close();
  });

  it('include what the consumer of the output throws', async () => {
    const chunk = () => {
      throw new Error('full');
    };
    const { spec } = bench.spec(bench.act('print', 1), { output: { kind: 'consume', chunk } });
    const run = await bench.sandbox.prepare(spec);
    await expect(run.go()).rejects.toThrow('full');
  });
});

describe('two slots', () => {
  it('run at once without seeing each other', async () => {
    const other = await bench.anotherSlot();
    const script = 'echo $0 > /tmp/mine; sleep 0.2; cat /tmp/mine; ls /tmp /proc | grep -c .';
    const one = bench.spec(['/bin/sh', '-c', script, 'one']);
    const two = bench.spec(['/bin/sh', '-c', script, 'two']);
    const runs = await Promise.all([bench.sandbox.prepare(one.spec), other.prepare(two.spec)]);
    const going = Promise.all(runs.map((run) => run.go()));
    await pause(100);
    expect(processesOf([bench.uid]).length).toBeGreaterThan(0);
    expect(processesOf([bench.uid + 1]).length).toBeGreaterThan(0);
    await going;
    expect(one.output().split('\n')[0]).toBe('one');
    expect(two.output().split('\n')[0]).toBe('two');
    await other.close();
  });
});

describe('close', () => {
  it('ends what runs, what stands ready and what is being prepared, and takes no more', async () => {
    const sandbox = await bench.anotherSlot();
    const { spec } = bench.spec(bench.act('busy'));
    const reported = (await sandbox.prepare(spec)).go();
    const ready = await sandbox.prepare(spec);
    const preparing = sandbox.prepare(spec);
    await sandbox.close();
    await expect(reported).resolves.toMatchObject({ exit: null, stoppedFor: 'discarded' });
    await expect(ready.go()).rejects.toThrow(SandboxFailure);
    await expect((await preparing).go()).rejects.toThrow(SandboxFailure);
    await expect(sandbox.prepare(spec)).rejects.toThrow('closed');
    await sandbox.close();
  });
});

describe('pipes between jails', () => {
  it('carry a dialogue, and end when the writer ends', async () => {
    const [there, back] = [await bench.sandbox.pipe(), await bench.sandbox.pipe()];
    const asker = bench.spec(['/bin/sh', '-c', 'echo 20; read answer; echo "got $answer" >&2'], { input: { kind: 'pipe', fd: back.reader }, output: { kind: 'pipe', fd: there.writer } });
    const answerer = bench.spec(['/bin/sh', '-c', 'while read number; do echo $((number * 2)); done; echo end >&2'], { input: { kind: 'pipe', fd: there.reader }, output: { kind: 'pipe', fd: back.writer } });
    const runs = await Promise.all([bench.sandbox.prepare(asker.spec), bench.sandbox.prepare(answerer.spec)]);
    for (const fd of [there.reader, there.writer, back.reader, back.writer]) closeSync(fd);
    const [asked, answered] = await Promise.all(runs.map((run) => run.go()));
    there.giveBack();
    back.giveBack();
    expect(asked).toMatchObject({ exit: { kind: 'exited', code: 0 } });
    expect(asked?.stderr.toString()).toBe('got 40\n');
    expect(answered?.stderr.toString()).toBe('end\n');
  });

  it('gives a program extra descriptors from 3 upwards', async () => {
    const path = join(bench.stateDir, 'programs/extra');
    await writeFile(path, 'through three\n');
    const fd = openSync(path, 'r');
    const report = await bench.run(['/bin/sh', '-c', 'cat <&3; echo /proc/self/fd/*'], { descriptors: [fd] });
    closeSync(fd);
    expect(report.output).toMatch(/^through three\n\/proc\/self\/fd\/0 \/proc\/self\/fd\/1 \/proc\/self\/fd\/2 \/proc\/self\/fd\/3( \S+\/[4-9])?\n$/);
  });
});

describe('scratch folders', () => {
  const limits = { memoryKib: 512 * 1024, processes: 64, fileBytes: 64 << 20, cpuMs: 20_000, wallMs: 30_000 };

  it('pass what one jail made on to another, within their limits', async () => {
    const scratch = await bench.sandbox.scratch({ bytes: 16 << 20, inodes: 200 });
    await writeFile(join(scratch.path, 'main.c'), '#include <stdio.h>\nint main(void) { puts("compiled"); return 0; }\n');
    const build = { mounts: [{ from: scratch.path, to: '/build', writable: true }], directory: '/build', limits };
    const compiled = await bench.run(['/usr/bin/gcc', '-O2', '-o', 'main', 'main.c'], build);
    expect(compiled.stderr.toString()).toBe('');
    expect(compiled.exit).toEqual({ kind: 'exited', code: 0 });
    const ran = await bench.run(['/build/main'], { mounts: [{ from: scratch.path, to: '/build' }] });
    expect(ran.output).toBe('compiled\n');
    const spoiled = await bench.run(['/bin/sh', '-c', 'echo x > /build/main'], { mounts: [{ from: scratch.path, to: '/build' }] });
    expect(spoiled.stderr.toString()).toMatch(/Read-only|cannot create/);
    await bench.run(['/bin/ln', '-s', '/etc/hostname', 'link'], build);
    await expect(readFile(join(scratch.path, 'link'))).rejects.toThrow(/ELOOP/); // nosymfollow, Linux 5.10
    const flooded = await bench.run(['/bin/sh', '-c', 'head -c 100000000 /dev/zero > big; for i in $(seq 500); do echo > f$i; done'], build);
    expect(flooded.stderr.toString()).toMatch(/No space left on device/);
    await scratch.remove();
    await scratch.remove();
    expect(existsSync(scratch.path)).toBe(false);
  });

  it.runIf(existsSync('/usr/bin/javac'))('builds and runs Java', async () => {
    const scratch = await bench.sandbox.scratch({ bytes: 16 << 20, inodes: 200 });
    await writeFile(join(scratch.path, 'Main.java'), 'public class Main { public static void main(String[] a) { System.out.println("java " + Runtime.getRuntime().availableProcessors()); } }');
    const build = { mounts: [{ from: scratch.path, to: '/work', writable: true }], limits };
    const compiled = await bench.run(['/usr/bin/javac', 'Main.java'], build);
    expect(compiled).toMatchObject({ exit: { kind: 'exited', code: 0 }, output: '' });
    const ran = await bench.run(['/usr/bin/java', '-Xss64m', 'Main'], { mounts: [{ from: scratch.path, to: '/work' }], limits });
    expect(ran).toMatchObject({ exit: { kind: 'exited', code: 0 }, output: 'java 1\n' });
    await scratch.remove();
  });

  it.runIf(existsSync('/usr/local/go/bin/go'))('builds and runs Go', async () => {
    const scratch = await bench.sandbox.scratch({ bytes: 256 << 20, inodes: 10_000 });
    await writeFile(join(scratch.path, 'main.go'), 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("go") }\n');
    const environment = { GOCACHE: '/build/cache', GOFLAGS: '-p=1', GO111MODULE: 'off' };
    const build = { mounts: [{ from: scratch.path, to: '/build', writable: true }], directory: '/build', environment, limits: { ...limits, memoryKib: 1 << 20, fileBytes: 256 << 20, cpuMs: EMULATED ? 600_000 : 60_000, wallMs: EMULATED ? 600_000 : 100_000, processes: 128 } };
    const compiled = await bench.run(['/usr/local/go/bin/go', 'build', '-o', 'main', 'main.go'], build);
    expect(compiled.stderr.toString()).toBe('');
    expect(compiled.stoppedFor).toBe(null);
    const ran = await bench.run(['/build/main'], { mounts: [{ from: scratch.path, to: '/build' }] });
    expect(ran.output).toBe('go\n');
    await scratch.remove();
  }, EMULATED ? 600_000 : 120_000);
});
