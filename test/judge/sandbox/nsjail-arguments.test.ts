import { describe, expect, it } from 'vitest';
import { jailConfig, jailShape, nsjailArguments } from '#judge/sandbox/nsjail-arguments.js';
import type { RunSpec } from '#judge/sandbox/sandbox.js';
import { LIMITS } from './bench.js';

const spec: RunSpec = { command: ['/program/main', '--x'], mounts: [], limits: LIMITS, input: { kind: 'empty' }, output: { kind: 'consume', chunk: () => {} } };
const place = { uid: 100_007, policyPath: '/p.kafel', core: 3, cgroups: 2 };
const once = { configPath: '/c.cfg', repeats: false };
/** Values of one option. */
const values = (argv: readonly string[], option: string) => argv.flatMap((word, index) => (word === option ? [argv[index + 1]] : []));

describe('nsjailArguments', () => {
  const argv = nsjailArguments(spec, place, once);

  it.each([
    ['--user', ['1000:100007:1']],
    ['--group', ['1000:100007:1']],
    ['--cwd', ['/work']],
    ['--rlimit_fsize', ['1']],
    ['--rlimit_stack', ['64']],
    ['--rlimit_core', ['1']],
    ['--seccomp_policy', ['/p.kafel']],
    ['--config', ['/c.cfg']],
    ['--pass_fd', ['3']],
    ['--env', ['PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/tmp', 'TMPDIR=/tmp', 'LANG=C.UTF-8']],
  ])('gives %s as %j', (option, expected) => {
    expect(values(argv, option)).toEqual(expected);
  });

  it('ends with the launcher', () => {
    expect(argv.slice(argv.indexOf('--'))).toEqual(['--', '/.arbiter/launch', '2', '3']);
    expect(nsjailArguments(spec, { ...place, core: null }, once).at(-1)).toBe('-1');
  });

  it('makes one jail or one after another, said behind the configuration, which would set it back', () => {
    expect(argv.slice(0, 4)).toEqual(['--config', '/c.cfg', '--mode', 'o']);
    expect(nsjailArguments(spec, place, { ...once, repeats: true }).slice(2, 4)).toEqual(['--mode', 'r']);
  });

  it('leaves every namespace and safeguard of nsjail on', () => {
    expect(argv.filter((word) => /^--(disable_(?!proc$)|keep_|cap$|rw$|skip_|proc_rw)/.test(word))).toEqual([]);
    expect(argv).toContain('--iface_no_lo');
  });

  it('takes variables and a folder', () => {
    const other = nsjailArguments({ ...spec, environment: { A: 'x y', HOME: '/h' }, directory: '/build' }, place, once);
    expect(values(other, '--env')).toEqual(['PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/h', 'TMPDIR=/tmp', 'LANG=C.UTF-8', 'A=x y']);
    expect(values(other, '--cwd')).toEqual(['/build']);
  });
});

describe('jailShape', () => {
  const keyOf = (given: Partial<RunSpec>) => jailShape({ ...spec, ...given }, place, '/root').key;

  it.each<[string, Partial<RunSpec>]>([
    ['a mount', { mounts: [{ from: '/h', to: '/build' }] }],
    ['an environment', { environment: { A: '1' } }],
    ['a directory', { directory: '/build' }],
    ['a size of files', { limits: { ...LIMITS, fileBytes: 1 } }],
    ['a size of the stack', { limits: { ...LIMITS, memoryKib: 1 } }],
  ])('is another one for %s of its own', (_, given) => {
    expect(keyOf(given)).not.toBe(keyOf({}));
    expect(keyOf(given)).toBe(keyOf(given));
  });

  it('tells a mount that can be written from one that cannot', () => {
    const mount = { from: '/h', to: '/build' };
    expect(keyOf({ mounts: [{ ...mount, writable: true }] })).not.toBe(keyOf({ mounts: [mount] }));
  });

  it('is the same for what goes to the launcher with each run, and for limits that others keep', () => {
    const other: Partial<RunSpec> = { command: ['/bin/true'], input: { kind: 'pipe', fd: 5 }, output: { kind: 'pipe', fd: 6 }, descriptors: [7], limits: { ...LIMITS, cpuMs: 1, wallMs: 1, outputBytes: 1, stderrBytes: 1, processes: 1 } };
    expect(keyOf(other)).toBe(keyOf({}));
  });

  it('holds all that nsjail is told', () => {
    const shape = jailShape(spec, place, '/root folder');
    expect(shape.argv('/c.cfg', false)).toEqual(nsjailArguments(spec, place, once));
    expect(shape.config()).toBe(jailConfig(spec, '/root folder'));
  });
});

describe('jailConfig', () => {
  const lines = (given: Partial<RunSpec>) => jailConfig({ ...spec, ...given }, '/root folder').trim().split('\n');

  it('shows the root, a /proc of the jail only, and three small file systems', () => {
    expect(lines({})).toEqual([
      'mount { src: "/root folder" dst: "/" is_bind: true nosuid: true }',
      'mount { dst: "/proc" fstype: "proc" options: "subset=pid,hidepid=invisible" nosuid: true nodev: true noexec: true }',
      ...['/tmp', '/work', '/dev/shm'].map((to) => `mount { dst: "${to}" fstype: "tmpfs" options: "size=1048576,nr_inodes=4096" rw: true nosuid: true nodev: true }`),
    ]);
  });

  it.each([
    [{ from: '/h', to: '/build' }, 'src: "/h" dst: "/build" is_bind: true rw: false'],
    [{ from: '/h', to: '/build', writable: true }, 'src: "/h" dst: "/build" is_bind: true rw: true'],
    [{ from: '/a"b\\c\nü', to: '/build' }, 'src: "/a\\042b\\134c\\012\\303\\274" dst: "/build" is_bind: true rw: false'],
  ])('adds the mount %j', (mount, expected) => {
    expect(lines({ mounts: [mount] }).at(-1)).toBe(`mount { ${expected} nosuid: true nodev: true }`);
  });

  it('puts a mount in place of a file system of its own', () => {
    const config = lines({ mounts: [{ from: '/h', to: '/work' }] }).join('\n');
    expect(config.match(/"\/work"/g)).toHaveLength(1);
    expect(config).toContain('src: "/h" dst: "/work"');
  });
});
