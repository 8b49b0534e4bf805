import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHost } from '#judge/sandbox/check-host.js';
import { findNsjail, whatIsWrongWithNsjail } from '#judge/sandbox/find-nsjail.js';
import { mountsBelow } from '#judge/sandbox/mounts.js';

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
