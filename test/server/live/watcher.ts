/** A client of the live channel that remembers what it heard. */
import { io, type Socket } from 'socket.io-client';
import type { Acknowledgement, ClientEvents, Progress, ServerEvents, Watch } from '#contract/live.js';
import type { Submission } from '#contract/submission.js';

export interface Heard {
  progress: Progress[];
  finished: Submission[];
  queue: { queued: number; judging: number }[];
}

export interface Watcher extends Heard {
  socket: Socket<ServerEvents, ClientEvents>;
  watch: (kind: string, id: string) => Promise<Acknowledgement>;
  unwatch: (kind: string, id: string) => Promise<Acknowledgement>;
  close: () => void;
}

type Proof = { token: unknown } | { headers: Record<string, string> } | null;

/** @throws Error with the server's word where the handshake is refused */
export async function connectWatcher(url: string, proof: Proof): Promise<Watcher> {
  const options = proof === null ? {} : 'token' in proof ? { auth: { token: proof.token } } : { extraHeaders: proof.headers };
  const socket: Socket<ServerEvents, ClientEvents> = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
  const heard: Heard = { progress: [], finished: [], queue: [] };
  socket.on('submission:progress', (progress) => heard.progress.push(progress));
  socket.on('submission:finished', (submission) => heard.finished.push(submission));
  socket.on('queue:changed', (queue) => heard.queue.push(queue));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
  const ask = (event: 'watch' | 'unwatch', what: unknown) => socket.timeout(5_000).emitWithAck(event, what as Watch) as Promise<Acknowledgement>;
  return { ...heard, socket, watch: (kind, id) => ask('watch', { kind, id }), unwatch: (kind, id) => ask('unwatch', { kind, id }), close: () => void socket.close() };
}
