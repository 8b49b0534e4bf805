/** Scratch folders: see the interface in sandbox.ts. Each is a tmpfs, so its limits are the kernel's to keep. */
import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mountTmpfs, unmountBelow } from './mounts.js';
import type { Scratch } from './sandbox.js';

/**
 * `uid` owns it: the jail's user may write where the mount is writable.
 * Symbolic links in it are not followed by anybody, where the kernel has nosymfollow.
 */
export async function makeScratch(path: string, uid: number, limits: { bytes: number; inodes: number }): Promise<Scratch> {
  await mkdir(path, { recursive: true });
  const options = ['nosuid', 'nodev', 'nosymfollow', `size=${limits.bytes}`, `nr_inodes=${limits.inodes}`, 'mode=755', `uid=${uid}`, `gid=${uid}`];
  try {
    await mountTmpfs(path, options);
  } catch (error) {
    await rmdir(path);
    throw error;
  }
  let removal: Promise<void> | null = null;
  return {
    path,
    remove: () => (removal ??= unmountBelow(path).then(() => rmdir(path))),
  };
}

/** Where the scratch folders of a slot are. */
export const scratchFolder = (slotFolder: string, number: number): string => join(slotFolder, 'scratch', String(number));
