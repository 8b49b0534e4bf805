import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHost, type HostCheck } from '#judge/sandbox/check-host.js';
import { findNsjail, isStatic, whatIsWrongWithNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { mountsBelow } from '#judge/sandbox/mounts.js';
import { missingRights } from '#judge/sandbox/rights.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp('/var/tmp/arbiter-doctor-');
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const look = (overrides: Partial<Parameters<typeof checkHost>[0]> = {}) => checkHost({ nsjail: process.env['ARBITER_NSJAIL'] ?? null, stateDir: join(folder, 'state'), instance: `doctor-${process.pid}`, uid: 199_000, ...overrides });

describe('checkHost', () => {
  it('finds this host well, down to a measured trial run, and leaves no mount', async () => {
    const checks = await look();
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks.at(-1)?.name).toBe('trial run');
    expect(checks.at(-1)?.detail).toMatch(/^[\d.]+ ms wall, [\d.]+ ms CPU, \d+ KiB$/);
    expect(mountsBelow(folder)).toEqual([]);
  });

  it('says what to do where nsjail is missing, and tries no run then', async () => {
    const checks = await look({ nsjail: '/none/nsjail' });
    const failed = checks.filter((check) => !check.ok);
    expect(failed.map((check) => check.name)).toEqual(['nsjail']);
    expect(failed[0]?.mend).toContain('ARBITER_NSJAIL');
    expect(checks.some((check) => check.name === 'trial run')).toBe(false);
  });

  it('refuses a state folder below one that others cannot enter', async () => {
    const hidden = await mkdtemp('/var/tmp/arbiter-hidden-');
    const checks = await look({ stateDir: join(hidden, 'state') });
    expect(checks.find((check) => check.name === 'state folder')).toMatchObject({ ok: false, detail: expect.stringContaining(hidden) as string });
    await rm(hidden, { recursive: true });
  });
});

describe('missingRights', () => {
  const status = (effective: string) => `Name:\tnode\nCapPrm:\t000001ffffffffff\nCapEff:\t${effective}\n`;
  it.each([
    ['is nothing for root', 0, '000001ffffffffff', null],
    ['is nothing for root with what is needed', 0, '00000000082800e3', null],
    ['names what a container withholds', 0, '00000000a80425fb', 'root here lacks CAP_SYS_PTRACE (to hand descriptors to the spawner), CAP_SYS_ADMIN (to mount)'],
    ['is root where capabilities alone were given', 1000, '000001ffffffffff', 'the judge runs as uid 1000, not as root'],
  ])('%s', (_, uid, effective, missing) => {
    expect(missingRights(uid, status(effective))).toBe(missing);
  });

  it('is everything for an ordinary user', () => {
    expect(missingRights(1000, status('0000000000000000'))).toMatch(/^the judge runs as uid 1000, not as root, and lacks CAP_CHOWN .*CAP_SETUID .*CAP_SYS_ADMIN .*CAP_MKNOD/);
  });
});

describe('a judge that is not root', () => {
  /** What fails for nobody, with this state folder. */
  async function failedFor(stateDir: string): Promise<HostCheck[]> {
    const look = [process.execPath, '--conditions=source', '--import', 'tsx', fileURLToPath(new URL('look-at-host.ts', import.meta.url)), findNsjail(process.env['ARBITER_NSJAIL']), stateDir, 'not-root', '199000'];
    const { stdout } = await execa('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', ...look], { cwd: fileURLToPath(new URL('../../..', import.meta.url)) });
    return (JSON.parse(stdout) as HostCheck[]).filter(({ ok }) => !ok);
  }

  it('is told which rights it lacks, and nothing that follows from that', async () => {
    const stateDir = join(folder, 'of-nobody');
    await mkdir(stateDir);
    await chown(stateDir, 65534, 65534);
    const failed = await failedFor(stateDir);
    expect(failed.map(({ name }) => name)).toEqual(['rights', 'mounts', 'cgroups']);
    expect(failed[0]).toMatchObject({ detail: expect.stringContaining('CAP_SYS_ADMIN (to mount)') as string, mend: expect.stringContaining('sudo npm start') as string });
    expect(failed[1]?.mend).toContain('as root');
    expect(failed[2]?.mend).toContain('Delegate=yes');
  });

  it('is told so where it cannot even write its folder', async () => {
    const stateDir = join(folder, 'of-root');
    await mkdir(stateDir);
    expect((await failedFor(stateDir)).map(({ name }) => name)).toEqual(['rights', 'state folder', 'cgroups']);
  });
});

describe('isStatic', () => {
  it('tells programs that bring all their code from others, and from what is no program', async () => {
    expect(isStatic(await buildLauncher(join(folder, 'bin')))).toBe(true);
    expect(isStatic(process.execPath)).toBe(false);
    expect(isStatic('/bin/ls')).toBe(false);
    expect(isStatic('/etc/passwd')).toBe(false);
  });
});

describe('findNsjail', () => {
  it('takes what was asked for, or says that it is none', () => {
    expect(findNsjail('/bin/true')).toBe('/bin/true');
    expect(() => findNsjail('/etc/passwd')).toThrow('no program');
  });

  it('takes none that is not there', () => {
    expect(() => findNsjail(null, '/none:/nowhere', folder)).toThrow(/neither on the PATH/);
  });

  it('knows a program that is not nsjail', async () => {
    expect(await whatIsWrongWithNsjail('/bin/ls')).toContain('too old');
  });
});
