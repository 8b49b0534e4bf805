/**
 * The pipe by which one of two jails speaks to the other. Neither waits for ever or dies because the other has gone: we keep
 * its reading end open, and read and drop what is still written when its reader has ended.
 *
 * Where somebody listens in, it is two pipes, and we carry each piece from the one to the other. A piece that does not fit into the
 * second stays here, and no further one is taken until it does: a writer waits for its reader as before.
 */
import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipe, Sandbox } from '../sandbox/sandbox.js';

export interface HeldPipe extends Pick<Pipe, 'reader' | 'writer'> {
  /** The end of what is said, as soon as the writing jail has closed its own end. */
  closeWriter(): void;
  /** Its reader has ended: what still comes is dropped. */
  drain(): void;
  /** Both jails have ended: resolves when whoever listens in has been told everything. */
  allHeard(): Promise<void>;
  /** Both jails are gone. */
  close(): void;
}

/** What is still in a pipe whose writers have gone is read within this time. */
const LAST_PIECE_MS = 1_000;

/** `listen`: gets everything that is written, on its way. */
export function heldPipe(sandbox: Sandbox, listen: ((bytes: Buffer) => void) | null): Promise<HeldPipe> {
  return listen === null ? directPipe(sandbox) : relayedPipe(sandbox, listen);
}

async function directPipe(sandbox: Sandbox): Promise<HeldPipe> {
  const pipe = await sandbox.pipe();
  const closeWriter = once(() => closeSync(pipe.writer));
  let draining: Socket | null = null;
  let closed = false;
  return {
    reader: pipe.reader,
    writer: pipe.writer,
    closeWriter,
    drain() {
      if (draining || closed) return;
      draining = new Socket({ fd: pipe.reader, readable: true, writable: false });
      draining.on('error', () => undefined);
      draining.resume();
    },
    allHeard: () => Promise.resolve(),
    close() {
      if (closed) return;
      closed = true;
      closeWriter();
      if (draining) draining.destroy();
      else closeSync(pipe.reader);
      pipe.giveBack();
    },
  };
}

async function relayedPipe(sandbox: Sandbox, listen: (bytes: Buffer) => void): Promise<HeldPipe> {
  const said = await sandbox.pipe();
  const heard = await sandbox.pipe().catch((error: unknown) => {
    for (const end of [said.reader, said.writer]) closeSync(end);
    said.giveBack();
    throw error;
  });
  const source = new Socket({ fd: said.reader, readable: true, writable: false });
  const sink = new Socket({ fd: heard.writer, readable: false, writable: true });
  /** Pieces that the second pipe has not taken yet. */
  let underWay = 0;
  let over = false;
  const endIfSaid = () => {
    if (over && underWay === 0) sink.destroy();
  };
  source.on('error', () => undefined);
  sink.on('error', () => undefined);
  source.on('data', (bytes: Buffer) => {
    listen(bytes);
    if (sink.destroyed) return;
    underWay++;
    source.pause();
    sink.write(bytes, () => {
      underWay--;
      source.resume();
      endIfSaid();
    });
  });
  const heardAll = new Promise<void>((resolve) => {
    source.on('close', () => {
      over = true;
      endIfSaid();
      resolve();
    });
  });
  const closeWriter = once(() => closeSync(said.writer));
  const close = once(() => {
    closeWriter();
    source.destroy();
    sink.destroy();
    closeSync(heard.reader);
    said.giveBack();
    heard.giveBack();
  });
  return {
    reader: heard.reader,
    writer: said.writer,
    closeWriter,
    drain() {
      sink.destroy();
      source.resume();
    },
    allHeard: () => Promise.race([heardAll, sleep(LAST_PIECE_MS)]),
    close,
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
