/** Reading what a program writes, up to a limit. */
import { Socket } from 'node:net';

export interface OutputReader {
  /** All bytes read so far, those beyond the limit included. */
  bytes(): number;
  /** Resolves when every writer has gone and all was read. */
  readonly ended: Promise<void>;
  /** Stops reading and closes the descriptor; `ended` resolves. */
  destroy(): void;
}

/**
 * Reads `fd` (the non-blocking end of a pipe, closed by us) to its end. The first `limit` bytes go to `chunk`; when there are
 * more, `overflow` is called once and the rest is read and dropped, so that the writer never waits.
 */
export function readOutput(fd: number, limit: number, chunk: (bytes: Buffer) => void, overflow: () => void): OutputReader {
  const socket = new Socket({ fd, readable: true, writable: false });
  let total = 0;
  let over = false;
  socket.on('data', (bytes: Buffer) => {
    const room = limit - total;
    total += bytes.length;
    if (room > 0) chunk(bytes.length > room ? bytes.subarray(0, room) : bytes);
    if (total > limit && !over) {
      over = true;
      overflow();
    }
  });
  socket.on('error', () => {}); // 'close' follows
  return {
    bytes: () => total,
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
    destroy: () => void socket.destroy(),
  };
}

/** Keeps the first bytes of an output, such as standard error. */
export function keepOutput(fd: number, limit: number): OutputReader & { kept(): Buffer } {
  const parts: Buffer[] = [];
  const reader = readOutput(fd, limit, (bytes) => parts.push(bytes), () => {});
  return { ...reader, kept: () => Buffer.concat(parts) };
}
