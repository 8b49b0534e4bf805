/**
 * The live channel: who may watch what, and what a watcher gets. A watcher gets the present state first, then each
 * change. Owner and staff see different things of one submission, so each view is a room of its own.
 */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { watchSchema, type Acknowledgement, type Watch } from '#contract/live.js';
import { selectOptionalAuthored } from '#database/authoring.js';
import { queueLength } from '#database/queue.js';
import { selectOptionalRun } from '#database/runs.js';
import { authenticate, callerByToken } from '../accounts/authenticate.js';
import type { Caller } from '../http/caller.js';
import { ApiError, toApiError } from '../http/errors.js';
import { comesFromOurPages } from '../http/csrf.js';
import type { Services } from '../services.js';
import { mayWrite } from '../authoring/policy.js';
import { mayImportProblems } from '../accounts/policy.js';
import { maySeeRejudgings } from '../rejudgings/policy.js';
import { rejudgingProgress } from '../rejudgings/present.js';
import { verificationNow } from '../problems/verification-now.js';
import { mayWatchRun } from '../runs/policy.js';
import { presentRun } from '../runs/present.js';
import { startContestWatches } from './contests.js';
import { startRelay, type Relay } from './relay.js';
import { problemRooms, roomOf, submissionWatches } from './submissions.js';
import { join, type LiveServer, type LiveSocket } from './socket.js';

export interface LiveOptions {
  httpServer: HttpServer;
  services: Services;
  databaseUrl: string;
  /** A judging has finished somewhere. */
  onFinished: () => void;
  /** How often each socket's sign-in is looked at again; RECHECK_MS unless said. */
  recheckMs?: number;
}

const MESSAGE_BYTES = 4096;
const MOST_EVENTS_PER_WINDOW = 300;
const WINDOW_MS = 10_000;
/** Whoever signed out, was disabled, or whose token was revoked is cut off within this time. */
const RECHECK_MS = 30_000;
const QUEUE_ROOM = 'queue';

const importsRoom = (accountId: string) => `imports:${accountId}`;
const verificationRoom = (id: string) => `verification:${id}`;
const runRoom = (id: string) => `run:${id}`;
const authoringRoom = (id: string) => `authoring:${id}`;
const rejudgingRoom = (id: string) => `rejudging:${id}`;

export async function startLive({ httpServer, services, databaseUrl, onFinished, recheckMs = RECHECK_MS }: LiveOptions): Promise<{ close: () => Promise<void> }> {
  const { db, config, log } = services;
  const io: LiveServer = new Server(httpServer, {
    path: '/socket.io', maxHttpBufferSize: MESSAGE_BYTES, serveClient: false,
    allowRequest: (request, answer) => answer(null, request.headers.authorization !== undefined || comesFromOurPages(request.headers, config.publicUrl)),
  });
  const relay: Relay = await startRelay(services, databaseUrl, {
    progress: (view, progress, of) => void io.to([roomOf(progress.id, view), ...problemRooms(of)]).emit('submission:progress', progress),
    finished: (id, view, submission, of) => void io.to([roomOf(id, view), ...problemRooms(of)]).emit('submission:finished', submission),
    watchesProblem: (of) => (of === undefined ? [...io.of('/').adapter.rooms.keys()].some((room) => room.startsWith('problem:')) : problemRooms(of).some((room) => io.of('/').adapter.rooms.has(room))),
    queue: (queue) => void io.to(QUEUE_ROOM).emit('queue:changed', queue),
    imported: (accountId, changed) => void io.to(importsRoom(accountId)).emit('import:changed', changed),
    watchesImports: (accountId) => io.of('/').adapter.rooms.has(importsRoom(accountId)),
    ran: (run) => void io.to(runRoom(run.id)).emit('run:changed', run),
    watchedRuns: () => [...io.of('/').adapter.rooms.keys()].flatMap((room) => /^run:(.+)$/.exec(room)?.[1] ?? []),
    rejudged: (progress) => void io.to(rejudgingRoom(progress.id)).emit('rejudging:changed', progress),
    watchedRejudgings: () => [...io.of('/').adapter.rooms.keys()].flatMap((room) => /^rejudging:(.+)$/.exec(room)?.[1] ?? []),
    watchesRejudging: (id) => io.of('/').adapter.rooms.has(rejudgingRoom(id)),
    authored: (change) => void io.to(authoringRoom(change.id)).emit('authoring:changed', change),
    watchesRun: (id) => io.of('/').adapter.rooms.has(runRoom(id)),
    verified: (changed) => void io.to(verificationRoom(changed.id)).emit('verification:changed', changed),
    watchedVerifications: () => [...io.of('/').adapter.rooms.keys()].flatMap((room) => /^verification:(.+)$/.exec(room)?.[1] ?? []),
    watched: () => [...new Set([...io.of('/').adapter.rooms.keys()].flatMap((room) => /^submission:([^:]+):/.exec(room)?.[1] ?? []))],
    hasWatchers: (id, view) => io.of('/').adapter.rooms.has(roomOf(id, view)),
  }, onFinished);
  const submissions = submissionWatches(db, relay.progressOf);
  const contests = await startContestWatches(io, services, databaseUrl);

  io.use((socket, next) => {
    whoIs(socket).then(
      (caller) => {
        socket.data = { caller, recent: 0 };
        next();
      },
      // The code alone: a message of the database tells of its inside.
      (error: unknown) => {
        const told = toApiError(error);
        if (told.status >= 500) log.warn({ err: error }, 'A handshake failed');
        next(new Error(told.code));
      },
    );
  });

  io.on('connection', (socket: LiveSocket) => {
    const window = setInterval(() => (socket.data.recent = 0), WINDOW_MS);
    const recheck = setInterval(() => void stillThere(socket), recheckMs);
    socket.on('disconnect', () => {
      clearInterval(window);
      clearInterval(recheck);
    });
    socket.on('watch', (what, acknowledge) => void answer(socket, what, acknowledge, (wanted) => watch(socket, wanted)));
    socket.on('unwatch', (what, acknowledge) => void answer(socket, what, acknowledge, (wanted) => unwatch(socket, wanted)));
  });

  async function answer(socket: LiveSocket, what: unknown, acknowledge: unknown, act: (what: Watch) => Promise<string | null>): Promise<void> {
    const tell = typeof acknowledge === 'function' ? (acknowledge as (answer: Acknowledgement) => void) : () => undefined;
    if (++socket.data.recent > MOST_EVENTS_PER_WINDOW) {
      tell({ error: 'rate-limited' });
      return;
    }
    const wanted = watchSchema.safeParse(what);
    if (!wanted.success) {
      tell({ error: 'validation-failed' });
      return;
    }
    try {
      const error = await act(wanted.data);
      tell(error === null ? { ok: true } : { error });
    } catch (error) {
      log.warn({ err: error }, 'A watch failed');
      tell({ error: 'unavailable' });
    }
  }

  async function watch(socket: LiveSocket, { kind, id }: Watch): Promise<string | null> {
    switch (kind) {
      case 'queue': {
        const refused = await join(socket, QUEUE_ROOM);
        if (refused !== null) return refused;
        const { queued, judging } = await queueLength(db);
        socket.emit('queue:changed', { queued, judging });
        return null;
      }
      case 'submission':
        return submissions.watch(socket, id);
      case 'imports': {
        const { caller } = socket.data;
        // The present state is a list, and lists are asked for over HTTP.
        return caller !== null && mayImportProblems(caller.role) ? join(socket, importsRoom(caller.id)) : 'not-found';
      }
      case 'run': {
        const found = await selectOptionalRun(db, id);
        if (found === null || !mayWatchRun(socket.data.caller, found.run)) return 'not-found';
        const refused = await join(socket, runRoom(found.run.id));
        if (refused !== null) return refused;
        // Read again: what happened before joining was told to a room without us.
        const now = await selectOptionalRun(db, id);
        if (now) socket.emit('run:changed', await presentRun(db, now));
        return null;
      }
      case 'rejudging': {
        const found = maySeeRejudgings(socket.data.caller) ? await rejudgingProgress(db, id.toLowerCase()) : null;
        if (found === null) return 'not-found';
        const refused = await join(socket, rejudgingRoom(found.id));
        if (refused !== null) return refused;
        const now = await rejudgingProgress(db, found.id);
        if (now) socket.emit('rejudging:changed', now);
        return null;
      }
      case 'verification': {
        const found = await verificationNow(db, id, socket.data.caller);
        if (found === null) return 'not-found';
        const refused = await join(socket, verificationRoom(found.id));
        if (refused !== null) return refused;
        // Read again: what happened before joining was told to a room without us.
        const now = await verificationNow(db, id, socket.data.caller);
        if (now) socket.emit('verification:changed', now);
        return null;
      }
      case 'authoring': {
        const found = await selectOptionalAuthored(db, id);
        if (found === null || !mayWrite(socket.data.caller, found)) return 'not-found';
        // The present state is asked for over HTTP, once this is acknowledged.
        return join(socket, authoringRoom(found.authored.id));
      }
      case 'contest':
      case 'contest-public':
        return contests.watch(socket, { kind, id });
      case 'problem':
        return submissions.watchProblem(socket, id);
    }
  }

  async function unwatch(socket: LiveSocket, { kind, id }: Watch): Promise<string | null> {
    if (kind === 'queue') await socket.leave(QUEUE_ROOM);
    if (kind === 'imports' && socket.data.caller !== null) await socket.leave(importsRoom(socket.data.caller.id));
    if (kind === 'authoring') await socket.leave(authoringRoom(id.toLowerCase()));
    if (kind === 'rejudging') await socket.leave(rejudgingRoom(id.toLowerCase()));
    if (kind === 'contest' || kind === 'contest-public') return contests.unwatch(socket, { kind, id });
    if (kind === 'run') await socket.leave(runRoom(id.toLowerCase()));
    if (kind === 'verification') await socket.leave(verificationRoom(id.toLowerCase()));
    if (kind === 'submission') for (const view of ['owner', 'staff'] as const) await socket.leave(roomOf(id.toLowerCase(), view));
    if (kind === 'problem') await submissions.leaveProblem(socket, id);
    return null;
  }

  async function whoIs(socket: Pick<LiveSocket, 'handshake'>): Promise<Caller | null> {
    const token = (socket.handshake.auth as { token?: unknown }).token;
    if (token === undefined || token === null) return authenticate(db, { headers: socket.handshake.headers });
    const caller = typeof token === 'string' ? await callerByToken(db, token) : null;
    if (caller === null) throw new ApiError('not-signed-in', 'not-signed-in');
    return caller;
  }

  async function stillThere(socket: LiveSocket): Promise<void> {
    const { caller } = socket.data;
    const now = caller && (await whoIs(socket).catch((error: unknown) => (error instanceof ApiError ? null : caller)));
    if (now?.id !== caller?.id || now?.role !== caller?.role) {
      socket.disconnect(true);
      return;
    }
    contests.recheck(socket);
  }

  return {
    async close() {
      await relay.close();
      await contests.close();
      io.disconnectSockets(true);
      // Not io.close(): the HTTP server is its owner's to close.
      io.engine.close();
    },
  };
}
