/** A pipe of the pool, in use by one run. */
import { closeSync } from 'node:fs';
import type { Cleanup } from './cleanup.js';
import type { FifoPool } from './fifo.js';

export interface TakenPipe {
  writer: number;
  /** Hands the reading end over; until then the cleanup closes it. */
  reader(): number;
  /** Somebody may still write to it: never give it back. */
  keep(): void;
}

/** The writing end goes to `handOver`, which closes it here as soon as the jail has it. */
export async function takePipe(fifos: FifoPool, cleanup: Cleanup, handOver: (fd: number) => number): Promise<TakenPipe> {
  const fifo = await fifos.take();
  let free = true;
  cleanup.add(() => {
    if (free) fifo.giveBack();
  });
  const { reader, writer } = fifo.open('non-blocking');
  let taken = false;
  cleanup.add(() => {
    if (!taken) closeSync(reader);
  });
  handOver(writer);
  return { writer, reader: () => ((taken = true), reader), keep: () => void (free = false) };
}
