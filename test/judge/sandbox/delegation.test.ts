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
    const stateDir = join(folder, `state-${uid}`);
    mkdirSync(stateDir, { recursive: true });
    chownSync(stateDir, uid, uid);
    const command = [process.execPath, '--import', 'tsx', '--conditions=source', fileURLToPath(new URL('look-at-host.ts', import.meta.url)), findNsjail(process.env['ARBITER_NSJAIL']), stateDir, 'delegated', '199700'];
    const as = uid === 0 ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    const { stdout } = await execa('/bin/sh', ['-c', `echo $$ > ${SERVICE}/cgroup.procs && exec "$@"`, 'sh', ...as, ...command], { cwd: REPOSITORY, env: { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin` } });
    return new Map((JSON.parse(stdout) as HostCheck[]).map((check) => [check.name, check]));
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
    for (const path of [SERVICE, `${SERVICE}/cgroup.procs`, `${SERVICE}/cgroup.subtree_control`]) chownSync(path, NOBODY, NOBODY);
    expect((await look('nothing', NOBODY)).get('cgroups')).toMatchObject({ ok: true, detail: `version 2, ${SERVICE}/arbiter-delegated-check` });
  });

  it('that is not root and has nothing delegated is told what is missing', async () => {
    const check = (await look('nothing', NOBODY)).get('cgroups');
    expect(check?.ok).toBe(false);
    expect(check?.detail).toContain(`lets uid ${NOBODY} make groups`);
    expect(check?.mend).toContain('Delegate=yes');
  });

  it('takes the group that it is told to take', () => {
    const cgroups = openCgroups('told', SERVICE);
    expect(cgroups.folder).toBe(`${SERVICE}/arbiter-told`);
    cgroups.close();
  });
});

/** The innermost first. */
function removeGroups(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeGroups(join(folder, entry.name));
  rmdirSync(folder);
}
