/**
 * One socket for the whole page, made when something is first watched. Whatever is watched is watched again after
 * a break, and its listener told to fetch the present state first, because what was said meanwhile is lost.
 */
import type { Socket } from 'socket.io-client';
import type { AuthoringChange } from '#contract/authoring-work.js';
import type { ClientEvents, Progress, ServerEvents, Watch } from '#contract/live.js';
import type { ImportSummary, VerificationSummary } from '#contract/problem.js';
import type { RejudgingProgress } from '#contract/rejudging.js';
import type { Run } from '#contract/run.js';
import type { Submission } from '#contract/submission.js';
import { idle } from '../util/idle.js';
import { patient } from '../util/patient.js';

export type Connection = 'idle' | 'connecting' | 'connected' | 'lost';

export interface SubmissionListener {
  /** Watching has begun, or begun again: fetch the present state. */
  onReady: () => void;
  onProgress: (progress: Progress) => void;
  onFinished: (submission: Submission) => void;
}
interface QueueListener {
  onReady: () => void;
  onQueue: (queue: { queued: number; judging: number }) => void;
}
interface RunListener {
  onReady: () => void;
  onChanged: (run: Run) => void;
}
interface RejudgingListener {
  onReady: () => void;
  onProgress: (progress: RejudgingProgress) => void;
}
interface WorkshopListener {
  onReady: () => void;
  onChanged: (change: AuthoringChange) => void;
}
interface VerificationListener {
  onReady: () => void;
  onChanged: (changed: VerificationSummary) => void;
}
interface ImportsListener {
  onReady: () => void;
  onChanged: (changed: ImportSummary) => void;
}

const AGAIN_MS = 1000;
const OPEN_WITHIN_MS = 1000;

let socket: Socket<ServerEvents, ClientEvents> | undefined;
let connection: Connection = 'idle';
const connectionListeners = new Set<() => void>();
const submissions = new Map<string, Set<SubmissionListener>>();
const runs = new Map<string, Set<RunListener>>();
const workshops = new Map<string, Set<WorkshopListener>>();
const verifications = new Map<string, Set<VerificationListener>>();
const rejudgings = new Map<string, Set<RejudgingListener>>();
const queue = new Set<QueueListener>();
const imports = new Set<ImportsListener>();

export const connectionStore = {
  get: () => connection,
  subscribe(listener: () => void) {
    connectionListeners.add(listener);
    return () => connectionListeners.delete(listener);
  },
};

/** Watches one submission; returns how to stop. */
export function watchSubmission(id: string, listener: SubmissionListener): () => void {
  const listeners = submissions.get(id) ?? new Set();
  submissions.set(id, listeners.add(listener));
  begin({ kind: 'submission', id }, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    submissions.delete(id);
    if (socket?.connected) socket.emit('unwatch', { kind: 'submission', id }, () => {});
  };
}

/** Watches a run of whoever is signed in; returns how to stop. */
export function watchRun(id: string, listener: RunListener): () => void {
  const listeners = runs.get(id) ?? new Set();
  runs.set(id, listeners.add(listener));
  begin({ kind: 'run', id }, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    runs.delete(id);
    if (socket?.connected) socket.emit('unwatch', { kind: 'run', id }, () => {});
  };
}

/** Watches a rejudging; returns how to stop. For staff. */
export function watchRejudging(id: string, listener: RejudgingListener): () => void {
  const listeners = rejudgings.get(id) ?? new Set();
  rejudgings.set(id, listeners.add(listener));
  begin({ kind: 'rejudging', id }, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    rejudgings.delete(id);
    if (socket?.connected) socket.emit('unwatch', { kind: 'rejudging', id }, () => {});
  };
}

/** Watches a verification of a problem that the visitor may edit; returns how to stop. */
export function watchVerification(id: string, listener: VerificationListener): () => void {
  const listeners = verifications.get(id) ?? new Set();
  verifications.set(id, listeners.add(listener));
  begin({ kind: 'verification', id }, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    verifications.delete(id);
    if (socket?.connected) socket.emit('unwatch', { kind: 'verification', id }, () => {});
  };
}

/** Watches a problem that the visitor writes; returns how to stop. */
export function watchAuthoring(id: string, listener: WorkshopListener): () => void {
  const listeners = workshops.get(id) ?? new Set();
  workshops.set(id, listeners.add(listener));
  begin({ kind: 'authoring', id }, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    workshops.delete(id);
    if (socket?.connected) socket.emit('unwatch', { kind: 'authoring', id }, () => {});
  };
}

/** Watches the queue and the judges; returns how to stop. */
export function watchQueue(listener: QueueListener): () => void {
  queue.add(listener);
  begin({ kind: 'queue', id: 'all' }, listener.onReady);
  return () => {
    queue.delete(listener);
    if (queue.size === 0 && socket?.connected) socket.emit('unwatch', { kind: 'queue', id: 'all' }, () => {});
  };
}

/** Watches the imports of whoever is signed in; returns how to stop. */
export function watchImports(listener: ImportsListener): () => void {
  imports.add(listener);
  begin({ kind: 'imports', id: 'own' }, listener.onReady);
  return () => {
    imports.delete(listener);
    if (imports.size === 0 && socket?.connected) socket.emit('unwatch', { kind: 'imports', id: 'own' }, () => {});
  };
}

/** After signing in or out: the socket of the former session is of no use. */
export function reconnect(): void {
  if (!socket) return;
  socket.disconnect().connect();
}

function begin(what: Watch, onReady: () => void): void {
  if (!socket) void open();
  else if (socket.connected) {
    socket.emit('watch', what, (answer) => {
      if ('ok' in answer) onReady();
      // It cannot now, as while the database is away.
      else if (answer.error === 'unavailable') setTimeout(() => isWanted(what) && begin(what, onReady), AGAIN_MS);
    });
  }
}

function isWanted({ kind, id }: Watch): boolean {
  switch (kind) {
    case 'submission':
      return submissions.has(id);
    case 'run':
      return runs.has(id);
    case 'authoring':
      return workshops.has(id);
    case 'verification':
      return verifications.has(id);
    case 'rejudging':
      return rejudgings.has(id);
    case 'queue':
      return queue.size > 0;
    default:
      return imports.size > 0;
  }
}

let opening = false;
async function open(): Promise<void> {
  if (opening) return;
  opening = true;
  tell('connecting');
  // First what is seen, then what tells how it goes on.
  await idle(OPEN_WITHIN_MS);
  const { io } = await patient(() => import('socket.io-client'))();
  socket = io({ transports: ['websocket', 'polling'], reconnectionDelay: 500, reconnectionDelayMax: 5000 });
  // The network is back: no waiting for the next try.
  window.addEventListener('online', () => socket && !socket.connected && socket.disconnect().connect());
  socket.on('connect', () => {
    tell('connected');
    for (const [id, listeners] of submissions) begin({ kind: 'submission', id }, () => listeners.forEach((each) => each.onReady()));
    for (const [id, listeners] of rejudgings) begin({ kind: 'rejudging', id }, () => listeners.forEach((each) => each.onReady()));
    for (const [id, listeners] of workshops) begin({ kind: 'authoring', id }, () => listeners.forEach((each) => each.onReady()));
    for (const [id, listeners] of verifications) begin({ kind: 'verification', id }, () => listeners.forEach((each) => each.onReady()));
    for (const [id, listeners] of runs) begin({ kind: 'run', id }, () => listeners.forEach((each) => each.onReady()));
    if (queue.size > 0) begin({ kind: 'queue', id: 'all' }, () => queue.forEach((each) => each.onReady()));
    if (imports.size > 0) begin({ kind: 'imports', id: 'own' }, () => imports.forEach((each) => each.onReady()));
  });
  socket.on('disconnect', (reason) => {
    // Ended by us, to come back as somebody else: nothing is lost.
    if (reason === 'io client disconnect') return tell('connecting');
    tell('lost');
    // Sent away by the server: the library does not come back from that by itself.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), AGAIN_MS);
  });
  socket.on('connect_error', () => {
    tell('lost');
    // Refused by the server, as while its database is away: the library takes that as final.
    if (socket?.active === false) setTimeout(() => socket?.connect(), AGAIN_MS);
  });
  socket.on('submission:progress', (progress) => submissions.get(progress.id)?.forEach((each) => each.onProgress(progress)));
  socket.on('submission:finished', (submission) => submissions.get(submission.id)?.forEach((each) => each.onFinished(submission)));
  socket.on('rejudging:changed', (progress) => rejudgings.get(progress.id)?.forEach((each) => each.onProgress(progress)));
  socket.on('authoring:changed', (change) => workshops.get(change.id)?.forEach((each) => each.onChanged(change)));
  socket.on('verification:changed', (changed) => verifications.get(changed.id)?.forEach((each) => each.onChanged(changed)));
  socket.on('run:changed', (run) => runs.get(run.id)?.forEach((each) => each.onChanged(run)));
  socket.on('queue:changed', (state) => queue.forEach((each) => each.onQueue(state)));
  socket.on('import:changed', (changed) => imports.forEach((each) => each.onChanged(changed)));
}

function tell(state: Connection): void {
  if (state === connection) return;
  connection = state;
  connectionListeners.forEach((listener) => listener());
}
