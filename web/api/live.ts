/**
 * One socket for the whole page, made when something is first watched. Whatever is watched is watched again after
 * a break, and its listener told to fetch the present state first, because what was said meanwhile is lost.
 */
import type { Socket } from 'socket.io-client';
import type { AuthoringChange } from '#contract/authoring-work.js';
import type { Clarification } from '#contract/clarification.js';
import type { ScoreboardChange } from '#contract/scoreboard.js';
import type { ClientEvents, ContestStateTold, Progress, ServerEvents, Watch } from '#contract/live.js';
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
interface ContestListener {
  onReady: () => void;
  /** More than results has changed, or watching has begun. */
  onState: (state: ContestStateTold) => void;
  onScoreboard?: (change: ScoreboardChange) => void;
  onClarification?: (clarification: Clarification & { contest: string }) => void;
  /** For jury and runners: balloons or prints have changed. */
  onSite?: (what: 'balloons' | 'prints') => void;
}
interface ImportsListener {
  onReady: () => void;
  onChanged: (changed: ImportSummary) => void;
}

const AGAIN_MS = 1000;
const OPEN_WITHIN_MS = 1000;
const LINGER_MS = 1000;

let socket: Socket<ServerEvents, ClientEvents> | undefined;
let connection: Connection = 'idle';
const connectionListeners = new Set<() => void>();
const submissions = new Map<string, Set<SubmissionListener>>();
const runs = new Map<string, Set<RunListener>>();
const workshops = new Map<string, Set<WorkshopListener>>();
const verifications = new Map<string, Set<VerificationListener>>();
const rejudgings = new Map<string, Set<RejudgingListener>>();
const contests = new Map<string, Set<ContestListener>>();
/** Of the jury: what everybody else sees. */
const publicBoards = new Map<string, Set<ContestListener>>();
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
export const watchSubmission = (id: string, listener: SubmissionListener): (() => void) => watchOne(submissions, { kind: 'submission', id }, listener);

/** Watches a run of whoever is signed in; returns how to stop. */
export const watchRun = (id: string, listener: RunListener): (() => void) => watchOne(runs, { kind: 'run', id }, listener);

/** Watches a rejudging; returns how to stop. For staff. */
export const watchRejudging = (id: string, listener: RejudgingListener): (() => void) => watchOne(rejudgings, { kind: 'rejudging', id }, listener);

/** Watches a verification of a problem that the visitor may edit; returns how to stop. */
export const watchVerification = (id: string, listener: VerificationListener): (() => void) => watchOne(verifications, { kind: 'verification', id }, listener);

/** Watches a problem that the visitor writes; returns how to stop. */
export const watchAuthoring = (id: string, listener: WorkshopListener): (() => void) => watchOne(workshops, { kind: 'authoring', id }, listener);

/** Watches a contest by its slug: its scoreboard and clarifications as the visitor may see them; returns how to stop. */
export const watchContest = (slug: string, listener: ContestListener): (() => void) => watchOne(contests, { kind: 'contest', id: slug }, listener);

/** Watches what everybody sees of a contest's scoreboard, whatever the visitor may see besides; returns how to stop. */
export const watchPublicBoard = (slug: string, listener: Pick<ContestListener, 'onReady' | 'onState' | 'onScoreboard'>): (() => void) => watchOne(publicBoards, { kind: 'contest-public', id: slug }, listener);

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

function watchOne<L extends { onReady: () => void }>(watched: Map<string, Set<L>>, what: Watch, listener: L): () => void {
  const listeners = watched.get(what.id) ?? new Set();
  watched.set(what.id, listeners.add(listener));
  begin(what, listener.onReady);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    watched.delete(what.id);
    // The next page often watches the same.
    setTimeout(() => !watched.has(what.id) && socket?.connected && socket.emit('unwatch', what, () => {}), LINGER_MS);
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
    case 'contest':
      return contests.has(id);
    case 'contest-public':
      return publicBoards.has(id);
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
    for (const [id, listeners] of contests) begin({ kind: 'contest', id }, () => listeners.forEach((each) => each.onReady()));
    for (const [id, listeners] of publicBoards) begin({ kind: 'contest-public', id }, () => listeners.forEach((each) => each.onReady()));
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
  socket.on('contest:state', (state) => (state.asPublic ? publicBoards : contests).get(state.contest)?.forEach((each) => each.onState(state)));
  socket.on('scoreboard:changed', (change) => (change.asPublic ? publicBoards : contests).get(change.contest)?.forEach((each) => each.onScoreboard?.(change)));
  socket.on('clarification:posted', (clarification) => contests.get(clarification.contest)?.forEach((each) => each.onClarification?.(clarification)));
  socket.on('contest:site', ({ contest, what }) => contests.get(contest)?.forEach((each) => each.onSite?.(what)));
  socket.on('queue:changed', (state) => queue.forEach((each) => each.onQueue(state)));
  socket.on('import:changed', (changed) => imports.forEach((each) => each.onChanged(changed)));
}

function tell(state: Connection): void {
  if (state === connection) return;
  connection = state;
  connectionListeners.forEach((listener) => listener());
}
