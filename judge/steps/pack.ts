/**
 * Takes a build out of the folder in which a compiler has made it, and puts one into a fresh folder.
 *
 * The host never opens what a jail could write, so tar reads it in a further jail that may only read, and speaks to us
 * through its standard output. That jail is made while the compiler runs.
 */
import { chmod, chown, mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BUILD_DIRECTORY } from '../languages/language.js';
import type { Sandbox, Scratch } from '../sandbox/sandbox.js';
import { readArchive } from './archive.js';
import type { BuiltFile } from './compile-cache.js';

/** A larger build is not kept: few programs would push out all others. */
export const LARGEST_BUILD_BYTES = 32 * 1024 * 1024;
const LIMITS = { cpuMs: 5_000, wallMs: 11_000, memoryKib: 64 * 1024, outputBytes: LARGEST_BUILD_BYTES, stderrBytes: 4096, processes: 4, fileBytes: 4096 };
/** Whatever this format cannot tell, a name of more than 255 bytes for one, makes tar fail. */
const COMMAND = ['/bin/tar', '--create', '--format=ustar', '--sort=name', `--directory=${BUILD_DIRECTORY}`, '--file=-', '.'];

export interface Packing {
  /** To be called when the compiler's jail is gone. Null: this build cannot be kept. Never rejects: the build itself is good. */
  files(): Promise<BuiltFile[] | null>;
  discard(): Promise<void>;
}

export function preparePacking(sandbox: Sandbox, scratch: Scratch): Packing {
  const chunks: Buffer[] = [];
  const jail = sandbox
    .prepare({
      command: COMMAND,
      mounts: [{ from: scratch.path, to: BUILD_DIRECTORY }],
      limits: LIMITS,
      input: { kind: 'empty' },
      output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) },
    })
    .catch(() => null);
  return {
    async files() {
      const report = await jail.then((ready) => ready?.go()).catch(() => null);
      const whole = report?.stoppedFor === null && report.exit?.kind === 'exited' && report.exit.code === 0;
      return whole ? await readArchive(Buffer.concat(chunks)) : null;
    },
    async discard() {
      await jail.then((ready) => ready?.discard()).catch(() => undefined);
    },
  };
}

/** Fills a folder that no jail has seen yet, with owners and permissions as the compiler left them: no program is to notice. */
export async function unpack(scratch: Scratch, files: readonly BuiltFile[]): Promise<void> {
  const jail = await stat(scratch.path);
  for (const { path, mode, ofJail, modifiedSeconds, content } of files) {
    const place = join(scratch.path, path);
    await mkdir(content === null ? place : dirname(place), { recursive: true });
    if (content !== null) await writeNew(place, content, modifiedSeconds);
    if (ofJail) await chown(place, jail.uid, jail.gid);
    await chmod(place, mode);
  }
}

async function writeNew(path: string, content: Buffer, modifiedSeconds: number): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.utimes(modifiedSeconds, modifiedSeconds);
  } finally {
    await file.close();
  }
}
