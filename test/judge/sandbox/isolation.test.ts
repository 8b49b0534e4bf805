import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Bench, EMULATED, makeBench } from './bench.js';

let bench: Bench;
beforeAll(async () => void (bench = await makeBench('isolation')));
afterEach(() => bench.expectNothingLeft());
afterAll(() => bench.close());

/** "what result error" lines, as the errors by what. */
const errorsOf = (output: string) => Object.fromEntries(output.trim().split('\n').map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]));

it('gives a program the descriptors 0, 1 and 2 and no others', async () => {
  expect((await bench.run(bench.act('descriptors'))).output).toBe('0\n1\n2\n');
});

it('gives no rights, one core, and a user of its own', async () => {
  const { output } = await bench.run(bench.act('rights'));
  expect(output.split('\n').map((line) => line.replaceAll('\t', ' '))).toEqual([
    'no_new_privs 1',
    'core 1',
    'CapPrm: 0000000000000000',
    'CapEff: 0000000000000000',
    'CapBnd: 0000000000000000',
    'Seccomp: 2',
    'cores 1',
    'sched_setaffinity(0, sizeof s, &s) -1 EPERM',
    'uid 1000 gid 1000 groups 0',
    '',
  ]);
});

it('hides the host', async () => {
  const { output } = await bench.run(bench.act('hidden'));
  expect(errorsOf(output)).toEqual({
    '/etc/shadow': 'ENOENT', '/root': 'ENOENT', '/home': 'ENOENT', '/var': 'ENOENT', '/etc/hostname': 'ENOENT', '/proc/meminfo': 'ENOENT',
    '/proc/sys/kernel/hostname': 'ENOENT', '/proc/loadavg': 'ENOENT', '/sys': 'ENOENT', '/dev/kmsg': 'ENOENT', '/dev/shm': 'OK',
  });
  const passwd = await bench.run(['/bin/cat', '/etc/passwd']);
  expect(passwd.output).toBe('user:x:1000:1000::/tmp:/bin/sh\n');
  const environment = await bench.run(['/usr/bin/env'], { environment: { MINE: 'a b=c' } });
  expect(environment.output.trim().split('\n').sort()).toEqual(['HOME=/tmp', 'LANG=C.UTF-8', 'MINE=a b=c', 'PATH=/usr/local/bin:/usr/bin:/bin', 'TMPDIR=/tmp']);
  const processes = await bench.run(['/bin/sh', '-c', 'echo /proc/[0-9]*; hostname']);
  expect(processes.output).toBe('/proc/2\njail\n');
});

it('lets a program write in /work, /tmp and /dev/shm and nowhere else', async () => {
  const { output } = await bench.run(bench.act('write-outside'));
  expect(errorsOf(output)).toEqual({
    '/x': 'EROFS', '/usr/x': 'EROFS', '/etc/x': 'EROFS', '/dev/x': 'EROFS', '/.arbiter/x': 'EROFS', '/etc/passwd': 'EACCES', '/.arbiter/launch': 'EACCES',
    '/work/x': 'OK', '/tmp/x': 'OK', '/dev/shm/x': 'OK',
  });
  const next = await bench.run(['/bin/ls', '-A', '/work', '/tmp', '/dev/shm']);
  expect(next.output).toBe('/dev/shm:\n\n/tmp:\n\n/work:\n');
});

it('mounts everything read-only or nosuid and nodev', async () => {
  const { output } = await bench.run(['/bin/cat', '/proc/self/mountinfo']);
  const lines = output.trim().split('\n').map((line) => line.split(' '));
  for (const [, , , , place, options] of lines) {
    const has = options?.split(',') ?? [];
    expect(has, place).toContain('nosuid');
    if (place !== '/') expect(has, place).toContain('nodev');
    if (!['/work', '/tmp', '/dev/shm'].includes(place ?? '')) expect(has, place).toContain('ro');
  }
  expect(lines.map((line) => line[4])).toEqual(expect.arrayContaining(['/', '/usr', '/proc', '/work', '/tmp', '/dev/shm', '/program']));
});

it('keeps the launcher out of reach', async () => {
  const spied = await bench.run(bench.act('spy'));
  for (const line of spied.output.trim().split('\n')) expect(line).toMatch(/(ENOENT|EACCES|EPERM)$/);
  const killed = await bench.run(bench.act('kill-everybody'));
  expect(killed.exit).toEqual({ kind: 'exited', code: 5 });
});

it('has no network', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const { output } = await bench.run(bench.act('network', (server.address() as AddressInfo).port));
    expect(Object.values(errorsOf(output))).toEqual(['ENETUNREACH', 'ENETUNREACH', 'EPERM', 'EPERM', 'EPERM', 'EPERM']);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

it('refuses system calls that runtimes may try', async () => {
  const { output } = await bench.run(bench.act('refused'));
  for (const [call, error] of Object.entries(errorsOf(output))) expect(error, call).toBe(call.includes('clone3') ? 'ENOSYS' : 'EPERM');
});

it.each(['ptrace', 'read-memory', 'bpf', 'kexec', 'module', 'reboot', 'swapon', ...(process.arch === 'x64' ? ['x32', ...(EMULATED ? [] : ['int80'])] : [])])('kills a program that asks for %s', async (action) => {
  const report = await bench.run(bench.act(action));
  expect(report.exit).toEqual({ kind: 'signaled', signal: 'SIGSYS' });
});

it('reads standard input from a file that cannot be written', async () => {
  const path = join(bench.stateDir, 'programs/input');
  const text = 'line\n'.repeat(40_000);
  await writeFile(path, text);
  const copied = await bench.run(bench.act('copy'), { input: { kind: 'file', path }, limits: { outputBytes: 1 << 20 } });
  expect(copied.output).toBe(text);
  const again = await bench.run(['/bin/cat', '/dev/stdin'], { input: { kind: 'file', path }, limits: { outputBytes: 1 << 20 } });
  expect(again.output).toBe(text);
  const written = await bench.run(bench.act('write-stdin'), { input: { kind: 'file', path } });
  expect(written.output).toBe('write(0, "x", 1) -1 EBADF\nftruncate(0, 0) -1 EINVAL\n');
  expect((await bench.run(bench.act('copy'))).outputBytes).toBe(0);
});

it.each([
  ['python3', ['/usr/bin/python3', '-c', 'import sys; print(sum(map(int, sys.stdin)))']],
  ['node', ['/usr/bin/node', '-e', 'console.log(require("fs").readFileSync(0, "utf8").trim().split("\\n").map(Number).reduce((a, b) => a + b))']],
])('runs %s', async (_, command) => {
  const path = join(bench.stateDir, 'programs/numbers');
  await writeFile(path, '1\n2\n39\n');
  const report = await bench.run(command, { input: { kind: 'file', path }, limits: { memoryKib: 512 * 1024, processes: 64 } });
  expect(report).toMatchObject({ exit: { kind: 'exited', code: 0 }, output: '42\n' });
});
