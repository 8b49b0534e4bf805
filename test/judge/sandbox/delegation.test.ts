/**
 * Where a judge makes its cgroups when it is a service of systemd's. There need be no systemd here: the groups are made as it makes them,
 * and a program of its name answers for it. Only on hosts with cgroup version 2; npm run test:cgroup2 makes one.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostCheck } from '#judge/sandbox/check-host.js';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';

const ROOT = '/sys/fs/cgroup';
const isVersion2 = existsSync(`${ROOT}/cgroup.controllers`);
const SLICE = `${ROOT}/arbiter-test-${process.pid}.slice`;
const UNIT = `arbiter-test-${process.pid}.service`;
const SERVICE = `${SLICE}/${UNIT}`;
const NOBODY = 65534;
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

describe.runIf(isVersion2)('a judge that is a service', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync('/var/tmp/arbiter-delegation-');
    chmodSync(folder, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    mkdirSync(SERVICE, { recursive: true });
    for (const group of [ROOT, SLICE]) writeFileSync(`${group}/cgroup.subtree_control`, '+memory +pids');
    return () => removeGroups(SLICE);
  });

  /** `delegate`: what systemctl says of the service. */
  async function look(delegate: 'yes' | 'no' | 'nothing', uid = 0): Promise<Map<string, HostCheck>> {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const answer = delegate === 'nothing' ? 'exit 1' : `[ "$*" = "show --property=Delegate --value ${UNIT}" ] && echo ${delegate}`;
    writeFileSync(join(bin, 'systemctl'), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
    const command = ['/bin/sh', '-c', `echo $$ > ${SERVICE}/cgroup.procs && exec "$@"`, 'sh', ...as(uid), ...lookAtHost(uid, 199_700)];
    const { stdout } = await execa(command[0]!, command.slice(1), { cwd: REPOSITORY, env: { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin` } });
    return checksIn(stdout);
  }

  const as = (uid: number) => (uid === 0 ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']);

  /** The command that prints the checks of a judge with a state folder of its own. */
  function lookAtHost(uid: number, jailUid: number): string[] {
    const stateDir = join(folder, `state-${uid}`);
    mkdirSync(stateDir, { recursive: true });
    chownSync(stateDir, uid, uid);
    return [process.execPath, '--import', 'tsx', '--conditions=source', fileURLToPath(new URL('look-at-host.ts', import.meta.url)), findNsjail(process.env['ARBITER_NSJAIL']), stateDir, 'delegated', String(jailUid)];
  }

  function giveTo(uid: number): void {
    for (const path of [SERVICE, `${SERVICE}/cgroup.procs`, `${SERVICE}/cgroup.subtree_control`]) chownSync(path, uid, uid);
  }

  /** As a user without rights does with `unshare --map-root-user --map-auto`: in a user namespace whose root and 65,535 others are subordinate users. */
  async function lookInNamespace(subordinate: number, count: number): Promise<Map<string, HostCheck>> {
    giveTo(subordinate);
    // What waits for a line is in the namespace, so that its map can be written.
    const inside = ['unshare', '--user', '--mount', '/bin/sh', '-c', 'echo inside; read -r line; exec "$@"', 'sh', ...(count > 1 ? ['setpriv', '--clear-groups'] : []), ...lookAtHost(subordinate, 12_000)];
    const judge = execa('/bin/sh', ['-c', `echo $$ > ${SERVICE}/cgroup.procs && exec "$@"`, 'sh', ...as(subordinate), ...inside], { cwd: REPOSITORY, stdin: 'pipe' });
    await new Promise((resolve) => judge.stdout.once('data', resolve));
    for (const map of ['uid_map', 'gid_map']) writeFileSync(`/proc/${judge.pid}/${map}`, `0 ${subordinate} ${count}\n`);
    judge.stdin.end('go\n');
    return checksIn((await judge).stdout.replace(/^inside\n/, ''));
  }

  it('makes them below its own group where that is delegated to it, and judges there', async () => {
    const checks = await look('yes');
    expect(checks.get('cgroups')).toMatchObject({ ok: true, detail: `version 2, ${SERVICE}/arbiter-delegated-check` });
    expect(checks.get('trial run')).toMatchObject({ ok: true });
    expect(readdirSync(SERVICE)).toContain('arbiter-host');
    expect(readFileSync(`${SERVICE}/cgroup.subtree_control`, 'utf8').trim().split(' ').sort()).toEqual(['memory', 'pids']);
    expect(existsSync(`${ROOT}/arbiter-delegated-check`)).toBe(false);
  });

  it('finds them again from the leaf that it has moved to', async () => {
    mkdirSync(`${SERVICE}/arbiter-host`);
    expect((await look('yes')).get('cgroups')?.detail).toBe(`version 2, ${SERVICE}/arbiter-delegated-check`);
  });

  it.each(['no', 'nothing'] as const)('leaves its group alone where systemd says %s', async (delegate) => {
    const checks = await look(delegate);
    expect(checks.get('cgroups')).toMatchObject({ ok: true, detail: `version 2, ${ROOT}/arbiter-delegated-check` });
    expect(readdirSync(SERVICE)).not.toContain('arbiter-host');
  });

  it('that is not root uses what was delegated to its user', async () => {
    giveTo(NOBODY);
    expect((await look('nothing', NOBODY)).get('cgroups')).toMatchObject({ ok: true, detail: `version 2, ${SERVICE}/arbiter-delegated-check` });
  });

  it('that is not root and has nothing delegated is told what is missing', async () => {
    const check = (await look('nothing', NOBODY)).get('cgroups');
    expect(check?.ok).toBe(false);
    expect(check?.detail).toContain(`lets uid ${NOBODY} make groups`);
    expect(check?.mend).toContain('Delegate=yes');
  });

  it('that is root of a user namespace only has all that it needs, and judges', async () => {
    const checks = await lookInNamespace(300_000, 65_536);
    expect([...checks.values()].filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.get('cgroups')?.detail).toBe(`version 2, ${SERVICE}/arbiter-delegated-check`);
    expect(checks.get('trial run')?.detail).toMatch(/ms CPU/);
  });

  it('that has no users to give out is told how to get some', async () => {
    const check = (await lookInNamespace(300_000, 1)).get('users');
    expect(check).toMatchObject({ ok: false, detail: expect.stringContaining('too few users') as string, mend: expect.stringContaining('--add-subuids') as string });
  });

  it('takes the group that it is told to take', () => {
    const cgroups = openCgroups('told', SERVICE);
    expect(cgroups.folder).toBe(`${SERVICE}/arbiter-told`);
    cgroups.close();
  });
});

function checksIn(json: string): Map<string, HostCheck> {
  return new Map((JSON.parse(json) as HostCheck[]).map((check) => [check.name, check]));
}

/** The innermost first. */
function removeGroups(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeGroups(join(folder, entry.name));
  rmdirSync(folder);
}
