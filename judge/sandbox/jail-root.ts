/**
 * The root folder that every jail of a slot sees, read-only, by one recursive bind: a small tmpfs with
 *
 *     /usr /bin /sbin /lib*    binds of the host's, or symbolic links like the host's
 *     /etc                     copies of the few files that runtimes read, and a passwd that knows the jail's user only
 *     /dev                     null zero full random urandom, and links to /proc/self/fd
 *     /.arbiter/launch         the launcher
 *     /proc /tmp /work /dev/shm and the places of further mounts, empty
 *
 * It is made once, so a jail costs one mount for all of this. A toolchain that is installed into /usr appears at
 * once; new files of /etc (alternatives, ld.so.cache) appear when it is refreshed.
 */
import { existsSync, lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';
import { bindDevice, bindReadOnly, mountTmpfs, unmountBelow } from './mounts.js';
import { JAIL_UID, LAUNCHER_IN_JAIL } from './nsjail-arguments.js';
import type { Mount } from './sandbox.js';

const SYSTEM = ['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
/** What runtimes need of /etc: the linker's cache, Debian's choice among tools, the settings of toolchains, the time zone. */
const ETC = /^(ld\.so\.cache|ld\.so\.conf|ld\.so\.conf\.d|alternatives|localtime|java-.*|fpc.*\.cfg|gnucobol|mono|nim|php|R|racket)$/;
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom'];

export interface JailRoot {
  readonly path: string;
  /** Makes the places where a run's mounts appear, once for each. */
  addMountPoints(mounts: readonly Mount[]): void;
  /** Copies the files of /etc again. */
  refresh(): Promise<void>;
  remove(): Promise<void>;
}

export async function makeJailRoot(path: string, launcher: string): Promise<JailRoot> {
  await mkdir(path, { recursive: true });
  await unmountBelow(path);
  // Not nosuid: nsjail makes its root read-only with a remount that drops the flag, and the kernel refuses that.
  await mountTmpfs(path, ['mode=755', 'size=64m', 'nr_inodes=20k']);
  try {
    for (const name of SYSTEM) await showSystemFolder(name, path);
    await fillEtc(join(path, 'etc'));
    await mkdir(join(path, 'dev/shm'), { recursive: true });
    await makeDevices(join(path, 'dev'));
    for (const [name, target] of [['fd', ''], ['stdin', '/0'], ['stdout', '/1'], ['stderr', '/2']] as const) {
      symlinkSync(`/proc/self/fd${target}`, join(path, 'dev', name));
    }
    for (const name of ['proc', 'tmp', 'work']) await mkdir(join(path, name));
    await mkdir(join(path, dirname(LAUNCHER_IN_JAIL)));
    await copyFile(launcher, join(path, LAUNCHER_IN_JAIL));
    await chmod(join(path, LAUNCHER_IN_JAIL), 0o111);
  } catch (error) {
    await unmountBelow(path);
    throw error;
  }
  const made = new Set<string>();
  return {
    path,
    addMountPoints(mounts) {
      for (const mount of mounts) {
        const isFolder = statSync(mount.from).isDirectory();
        const key = `${isFolder ? 'd' : 'f'}${mount.to}`;
        if (made.has(key)) continue;
        addMountPoint(path, mount.to, isFolder);
        made.add(key);
      }
    },
    async refresh() {
      const [etc, fresh, old] = ['etc', '.etc-new', '.etc-old'].map((name) => join(path, name)) as [string, string, string];
      for (const left of [fresh, old]) await rm(left, { recursive: true, force: true });
      await fillEtc(fresh);
      await rename(etc, old);
      await rename(fresh, etc);
      await rm(old, { recursive: true, force: true });
    },
    async remove() {
      await unmountBelow(path);
      await rmdir(path);
    },
  };
}

async function showSystemFolder(name: string, root: string): Promise<void> {
  const host = lstatSync(`/${name}`, { throwIfNoEntry: false });
  if (host?.isSymbolicLink()) return symlinkSync(readlinkSync(`/${name}`), join(root, name));
  if (!host?.isDirectory()) return;
  await mkdir(join(root, name));
  await bindReadOnly(`/${name}`, join(root, name));
}

/** Root of a user namespace can make no devices; it shows those of the host. */
async function makeDevices(folder: string): Promise<void> {
  const made = await execa('cp', ['-a', ...DEVICES.map((name) => `/dev/${name}`), folder], { reject: false });
  if (!made.failed) return;
  for (const name of DEVICES) {
    const place = join(folder, name);
    await writeFile(place, '');
    await bindDevice(`/dev/${name}`, place);
  }
}

async function fillEtc(etc: string): Promise<void> {
  await mkdir(etc);
  for (const name of await readdir('/etc')) {
    if (ETC.test(name)) await cp(join('/etc', name), join(etc, name), { recursive: true, verbatimSymlinks: true });
  }
  await writeFile(join(etc, 'passwd'), `user:x:${JAIL_UID}:${JAIL_UID}::/tmp:/bin/sh\n`);
  await writeFile(join(etc, 'group'), `user:x:${JAIL_UID}:\n`);
  await writeFile(join(etc, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\n');
  await writeFile(join(etc, 'hosts'), '127.0.0.1 localhost jail\n');
}

/** Places below the jail's own file systems are made there by nsjail. */
function addMountPoint(root: string, to: string, isFolder: boolean): void {
  if (!to.startsWith('/') || normalize(to) !== to || to === '/' || to.endsWith('/')) throw new SandboxFailure(`"${to}" is no place for a mount`);
  if (/^\/(tmp|work|dev\/shm)\//.test(to)) return;
  if (/^\/(proc|dev|etc|\.arbiter|usr|bin|sbin|lib[^/]*)(\/|$)/.test(to) && to !== '/dev/shm') throw new SandboxFailure(`"${to}" belongs to the jail itself`);
  const place = join(root, to);
  if (isFolder) mkdirSync(place, { recursive: true });
  else {
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) writeFileSync(place, '');
  }
}
