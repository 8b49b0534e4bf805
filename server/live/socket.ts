/** One browser or program on the live channel. */
import type { Server, Socket } from 'socket.io';
import type { ClientEvents, ServerEvents } from '#contract/live.js';
import type { Caller } from '../http/caller.js';

interface SocketData {
  caller: Caller | null;
  /** Watches of the present ten seconds, against floods. */
  recent: number;
  /** What it asks about contests, one after the other. */
  turn?: Promise<unknown>;
}
export type LiveServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

const MOST_WATCHES = 200;

/** Null: joined. Whether there is room is asked here, as watches may come faster than they are looked up. */
export async function join(socket: LiveSocket, room: string): Promise<string | null> {
  // The adapter would keep a room for a socket that is gone.
  if (!socket.connected) return 'unavailable';
  // Each socket is in a room of its own besides.
  if (!socket.rooms.has(room) && socket.rooms.size > MOST_WATCHES) return 'rate-limited';
  await socket.join(room);
  return null;
}
