/**
 * Named pipes, kept for reuse: Node cannot make pipes, and its own 'pipe' is a socket pair, which a program cannot
 * open by /dev/stdout and which costs more for each write.
 *
 * They belong to root and may be written by anybody (mode 0602): a program opens its output again through
 * /proc/self/fd/1 and sees a name that says nothing. Their folder is root's alone. A pipe is given back only when
 * every process of the jail that had it has ended, so nothing is left inside it; its times are reset, so that they tell the next
 * program nothing.
 */
import { closeSync, constants, openSync, utimesSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';

export interface Fifo {
  /** Opens both ends; the caller closes them. A reading end that does not block is for the judge, one that does for a program. */
  open(reader: 'non-blocking' | 'blocking'): { reader: number; writer: number };
  giveBack(): void;
}

export interface FifoPool {
  take(): Promise<Fifo>;
  remove(): Promise<void>;
}

const AT_ONCE = 4;

export async function makeFifoPool(folder: string): Promise<FifoPool> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const free: string[] = [];
  let made = 0;

  const makeMore = async () => {
    const fresh = Array.from({ length: AT_ONCE }, () => join(folder, String(made++)));
    const result = await execa('mkfifo', ['-m', '0602', ...fresh], { reject: false });
    if (result.failed) throw new SandboxFailure(`cannot make named pipes: ${result.stderr || result.shortMessage}`);
    free.push(...fresh.reverse());
  };
  await makeMore();

  return {
    async take() {
      let path = free.pop();
      while (path === undefined) {
        await makeMore();
        path = free.pop();
      }
      return fifoAt(path, free);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function fifoAt(path: string, free: string[]): Fifo {
  let given = false;
  return {
    open(kind) {
      utimesSync(path, 0, 0);
      // Reading and writing, so that neither of the ends has to wait for the other.
      const both = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      try {
        const reader = openSync(path, constants.O_RDONLY | (kind === 'non-blocking' ? constants.O_NONBLOCK : 0));
        try {
          return { reader, writer: openSync(path, constants.O_WRONLY) };
        } catch (error) {
          closeSync(reader);
          throw error;
        }
      } finally {
        closeSync(both);
      }
    },
    giveBack() {
      if (given) return;
      given = true;
      free.push(path);
    },
  };
}
