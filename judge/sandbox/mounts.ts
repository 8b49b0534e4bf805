/** Mounts on the host: made and removed by mount(8), because Node cannot. Only at start and for scratch folders, never once a run. */
import { readFileSync } from 'node:fs';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';

/** A tmpfs of its own. `options` are mount(8)'s. */
export async function mountTmpfs(path: string, options: readonly string[]): Promise<void> {
  const attempt = (all: readonly string[]) => execa('mount', ['-t', 'tmpfs', '-o', all.join(','), 'arbiter', path], { reject: false });
  let result = await attempt(options);
  if (result.failed && options.includes('nosymfollow')) {
    // Linux before 5.10, or mount(8) before 2.38
    result = await attempt(options.filter((option) => option !== 'nosymfollow'));
  }
  if (result.failed) throw new SandboxFailure(`cannot mount a tmpfs at ${path}: ${result.stderr || result.shortMessage}`);
}

/** Shows a folder of the host at another place, with all that is mounted below it, read-only, nosuid and nodev. */
export async function bindReadOnly(from: string, to: string): Promise<void> {
  await mountCommand(['--rbind', '--make-rprivate', from, to]);
  for (const path of mountsBelow(to)) await mountCommand(['-o', 'remount,bind,ro,nosuid,nodev', path]);
}

/**
 * Shows a folder, without what is mounted below it, at another place. Reading a file there leaves no trace in its times, whoever
 * reads and by whatever descriptor.
 */
export async function bindUntouched(from: string, to: string): Promise<void> {
  await mountCommand(['--bind', '--make-private', from, to]);
  const options = 'remount,bind,ro,nosuid,nodev,noexec';
  // In a user namespace the times' flags are locked; that it is read-only is enough for the kernel.
  await mountCommand(['-o', `${options},noatime`, to]).catch(() => mountCommand(['-o', options, to]));
}

/** Shows one device of the host at the place of a file. */
export async function bindDevice(from: string, to: string): Promise<void> {
  await mountCommand(['--bind', '--make-private', from, to]);
}

/** Removes every mount at or below a path, the innermost first. */
export async function unmountBelow(path: string): Promise<void> {
  for (const mount of mountsBelow(path).reverse()) {
    const result = await execa('umount', [mount], { reject: false });
    if (result.failed) await execa('umount', ['--lazy', mount], { reject: false });
  }
  const left = mountsBelow(path);
  if (left.length > 0) throw new SandboxFailure(`cannot unmount ${left.join(', ')}`);
}

/** Mount points at or below a path, in the order in which they were made. */
export function mountsBelow(path: string): string[] {
  return parseMountPoints(readFileSync('/proc/self/mountinfo', 'utf8')).filter((mount) => mount === path || mount.startsWith(`${path}/`));
}

/** Mount points in the text of /proc/self/mountinfo; blanks and the like are written there as octal. */
export function parseMountPoints(mountinfo: string): string[] {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((field) => field !== undefined)
    .map((field) => field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))));
}

async function mountCommand(argv: readonly string[]): Promise<void> {
  const result = await execa('mount', argv, { reject: false });
  if (result.failed) throw new SandboxFailure(`mount ${argv.join(' ')}: ${result.stderr || result.shortMessage}`);
}
