import { describe, expect, it } from 'vitest';
import { firstOwnDescriptor, jailConfig, nsjailArguments } from '#judge/sandbox/nsjail-arguments.js';
import type { RunSpec } from '#judge/sandbox/sandbox.js';
import { LIMITS } from './bench.js';

const spec: RunSpec = { command: ['/program/main', '--x'], mounts: [], limits: LIMITS, input: { kind: 'empty' }, output: { kind: 'consume', chunk: () => {} } };
const place = { uid: 100_007, policyPath: '/p.kafel', configPath: '/c.cfg', core: 3, cgroups: 2 };
/** Values of one option. */
const values = (argv: readonly string[], option: string) => argv.flatMap((word, index) => (word === option ? [argv[index + 1]] : []));

describe('nsjailArguments', () => {
  const argv = nsjailArguments(spec, place);

  it.each([
    ['--user', ['1000:100007:1']],
    ['--group', ['1000:100007:1']],
    ['--cwd', ['/work']],
    ['--rlimit_fsize', ['1']],
    ['--rlimit_stack', ['64']],
    ['--rlimit_core', ['1']],
    ['--seccomp_policy', ['/p.kafel']],
    ['--config', ['/c.cfg']],
    ['--pass_fd', ['3', '4', '5', '6']],
    ['--env', ['PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/tmp', 'TMPDIR=/tmp', 'LANG=C.UTF-8']],
  ])('gives %s as %j', (option, expected) => {
    expect(values(argv, option)).toEqual(expected);
  });

  it('ends with the launcher and the command', () => {
    expect(argv.slice(argv.indexOf('--'))).toEqual(['--', '/.arbiter/launch', '3', '2', '3', '--', '/program/main', '--x']);
    expect(nsjailArguments(spec, { ...place, core: null }).slice(-4)).toEqual(['-1', '--', '/program/main', '--x']);
  });

  it('leaves every namespace and safeguard of nsjail on', () => {
    expect(argv.filter((word) => /^--(disable_(?!proc$)|keep_|cap$|rw$|skip_|proc_rw)/.test(word))).toEqual([]);
    expect(argv).toContain('--iface_no_lo');
  });

  it('passes extra descriptors in front of its own', () => {
    const more = { ...spec, descriptors: [17, 18] };
    expect(firstOwnDescriptor(more)).toBe(5);
    expect(values(nsjailArguments(more, place), '--pass_fd')).toEqual(['3', '4', '5', '6', '7', '8']);
  });

  it('takes variables and a folder', () => {
    const other = nsjailArguments({ ...spec, environment: { A: 'x y', HOME: '/h' }, directory: '/build' }, place);
    expect(values(other, '--env')).toEqual(['PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/h', 'TMPDIR=/tmp', 'LANG=C.UTF-8', 'A=x y']);
    expect(values(other, '--cwd')).toEqual(['/build']);
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
