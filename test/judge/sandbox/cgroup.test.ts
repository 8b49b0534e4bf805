import { describe, expect, it } from 'vitest';
import { findCgroupHost } from '#judge/sandbox/cgroup.js';
import { statValue } from '#judge/sandbox/cgroup-files.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { parseMountPoints } from '#judge/sandbox/mounts.js';

const V1 = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:5 - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids`;
const UNIFIED = '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw';
const V2 = '30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot';
const version1 = { version: 1, memory: '/sys/fs/cgroup/memory', cpuacct: '/sys/fs/cgroup/cpu,cpuacct', pids: '/sys/fs/cgroup/pids' };

describe('findCgroupHost', () => {
  it.each([
    ['version 1', V1, '', version1],
    ['version 1 beside an empty version 2', `${UNIFIED}\n${V1}`, 'hugetlb\n', version1],
    ['version 2', V2, 'cpuset cpu io memory pids\n', { version: 2, root: '/sys/fs/cgroup' }],
    ['version 2 without the memory controller', V2, 'cpu pids\n', null],
    ['version 1 without pids', V1.split('\n').slice(0, 3).join('\n'), '', null],
    ['nothing', '', '', null],
  ])('finds %s', (_, mountinfo, controllers, expected) => {
    expect(findCgroupHost(mountinfo, () => controllers)).toEqual(expected);
  });
});

describe('statValue', () => {
  const text = 'usage_usec 1234\nuser_usec 1000\noom 2\noom_kill 1\n';
  it.each([['usage_usec', 1234], ['oom_kill', 1], ['oom', 2], ['oom_group_kill', null], ['usage', null]])('reads %s as %s', (key, value) => {
    expect(statValue(text, key)).toBe(value);
  });
});

describe('parseMountPoints', () => {
  it('knows how blanks are written', () => {
    expect(parseMountPoints(`${V2}\n77 1 0:9 / /a\\040b\\134c rw - tmpfs x rw\n`)).toEqual(['/sys/fs/cgroup', '/a b\\c']);
  });
});

describe('allowedCores', () => {
  it.each([['0-1', [0, 1]], ['3', [3]], ['0,2-4,7', [0, 2, 3, 4, 7]]])('reads %s', (list, cores) => {
    expect(allowedCores(`Cpus_allowed:\tff\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`)).toEqual(cores);
  });
});
