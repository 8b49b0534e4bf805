/** Contests on the live channel: who hears what of one, and what a watcher gets. The jury, everybody else, each participant and whoever delivers have rooms of their own. */
import type { Watch } from '#contract/live.js';
import { selectOptionalWatched, type ParticipantRow } from '#database/participants.js';
import { findContest } from '../contests/find.js';
import { startContestLive } from '../contests/live.js';
import { boardView, mayDeliver, maySeeContest, type BoardView } from '../contests/policy.js';
import type { Caller } from '../http/caller.js';
import type { Services } from '../services.js';
import { join, type LiveServer, type LiveSocket } from './socket.js';

/** `contest-public`: what everybody else sees, whoever watches. By slug or id. */
type ContestWatch = Watch & { kind: 'contest' | 'contest-public' };

export interface ContestWatches {
  /** Null: it is watched; else the code of the refusal. */
  watch: (socket: LiveSocket, wanted: ContestWatch) => Promise<string | null>;
  unwatch: (socket: LiveSocket, wanted: ContestWatch) => Promise<string | null>;
  /** What somebody may watch may have changed. */
  recheck: (socket: LiveSocket) => void;
  close: () => Promise<void>;
}

const WARN_EVERY_MS = 30_000;

/** `shown`: of the jury, who watches what everybody else sees. */
const contestRoom = (id: string, view: BoardView | 'shown' | 'site' | { participantId: string }) => `contest:${id}:${typeof view === 'string' ? view : view.participantId}`;
/** Where somebody who may see a contest hears of it. */
const contestRooms = (caller: Caller | null, contest: Parameters<typeof mayDeliver>[1] & { id: string }, mine: ParticipantRow | null): string[] =>
  [boardView(caller, mine), ...(mine === null ? [] : [{ participantId: mine.id }]), ...(mayDeliver(caller, contest, mine) ? (['site'] as const) : [])].map((room) => contestRoom(contest.id, room));

export async function startContestWatches(io: LiveServer, services: Services, databaseUrl: string): Promise<ContestWatches> {
  const { db, log, boards } = services;
  let warnedAt = 0;
  const isShown = (contestId: string) => io.of('/').adapter.rooms.has(contestRoom(contestId, 'shown'));
  const live = await startContestLive(services, databaseUrl, {
    scoreboard: (id, view, change) => {
      io.to(contestRoom(id, view)).emit('scoreboard:changed', change);
      if (view === 'public' && isShown(id)) io.to(contestRoom(id, 'shown')).emit('scoreboard:changed', { ...change, asPublic: true });
    },
    state: (id, view, state) => {
      io.to(contestRoom(id, view)).emit('contest:state', state);
      if (view === 'public' && isShown(id)) io.to(contestRoom(id, 'shown')).emit('contest:state', { ...state, asPublic: true });
    },
    clarification: (id, to, clarification) => void io.to(contestRoom(id, to)).emit('clarification:posted', clarification),
    site: (id, changed) => void io.to(contestRoom(id, 'site')).emit('contest:site', changed),
    left: (id, participantId) => {
      for (const one of io.of('/').adapter.rooms.get(contestRoom(id, { participantId })) ?? []) {
        const socket = io.of('/').sockets.get(one);
        if (socket) recheck(socket);
      }
    },
    watched: () => [...new Set([...io.of('/').adapter.rooms.keys()].flatMap((room) => /^contest:([^:]+):/.exec(room)?.[1] ?? []))],
    watches: (id, view) => io.of('/').adapter.rooms.has(contestRoom(id, view)) || (view === 'public' && isShown(id)),
  });

  /** They are looked up to be watched and to be left: who leaves one and comes back at once would be out, were the leaving slower. */
  function inItsTurn<T>(socket: LiveSocket, act: () => Promise<T>): Promise<T> {
    const turn = (socket.data.turn ?? Promise.resolve()).then(act);
    socket.data.turn = turn.catch(() => undefined);
    return turn;
  }

  async function watchContest(socket: LiveSocket, id: string): Promise<string | null> {
    const { caller } = socket.data;
    const found = await findContest(db, caller, id);
    if (found === null) return 'not-found';
    const { full: { contest }, mine } = found;
    for (const room of contestRooms(caller, contest, mine)) {
      const refused = await join(socket, room);
      if (refused !== null) return refused;
    }
    await tellContestState(socket, contest.id, mine);
    return null;
  }

  async function tellContestState(socket: LiveSocket, contestId: string, mine: ParticipantRow | null): Promise<void> {
    const state = await boards.stateFor(contestId, boardView(socket.data.caller, mine));
    if (state) socket.emit('contest:state', state);
  }

  /** A contest may have become private, staff may take part in it now, and runners come and go: a watcher is where they would be if they came now. */
  async function recheckContests(socket: LiveSocket): Promise<void> {
    const { caller } = socket.data;
    for (const id of new Set([...socket.rooms].flatMap((room) => /^contest:([^:]+):/.exec(room)?.[1] ?? []))) {
      const found = await selectOptionalWatched(db, id, caller?.id ?? null);
      const visible = found !== null && maySeeContest(caller, found.contest, found.participant);
      const shown = contestRoom(id, 'shown');
      const before = [...socket.rooms].filter((room) => room.startsWith(`contest:${id}:`) && room !== shown);
      // Who watches only what everybody else sees hears nothing more.
      const rooms = visible && before.length > 0 ? contestRooms(caller, found.contest, found.participant) : [];
      for (const room of before) if (!rooms.includes(room)) await socket.leave(room);
      if (!visible) await socket.leave(shown);
      const gained = rooms.filter((room) => !before.includes(room));
      for (const room of gained) await join(socket, room);
      if (found !== null && gained.length > 0) await tellContestState(socket, id, found.participant);
    }
  }

  async function watchShown(socket: LiveSocket, id: string): Promise<string | null> {
    const found = await findContest(db, socket.data.caller, id);
    if (found === null) return 'not-found';
    const { id: contestId } = found.full.contest;
    const refused = await join(socket, contestRoom(contestId, 'shown'));
    if (refused !== null) return refused;
    const state = await boards.stateFor(contestId, 'public');
    if (state) socket.emit('contest:state', { ...state, asPublic: true });
    return null;
  }

  async function leave(socket: LiveSocket, { kind, id }: ContestWatch): Promise<string | null> {
    const found = await findContest(db, socket.data.caller, id);
    const shown = found && contestRoom(found.full.contest.id, 'shown');
    for (const room of socket.rooms) if (found && room.startsWith(`contest:${found.full.contest.id}:`) && (room === shown) === (kind === 'contest-public')) await socket.leave(room);
    return null;
  }

  function recheck(socket: LiveSocket): void {
    inItsTurn(socket, () => recheckContests(socket)).catch((error: unknown) => {
      // While the database is away this is so of every socket.
      if (Date.now() - warnedAt < WARN_EVERY_MS) return;
      warnedAt = Date.now();
      log.warn({ err: error }, 'What somebody may watch could not be asked');
    });
  }

  return {
    watch: (socket, wanted) => inItsTurn(socket, () => (wanted.kind === 'contest' ? watchContest : watchShown)(socket, wanted.id)),
    unwatch: (socket, wanted) => inItsTurn(socket, () => leave(socket, wanted)),
    recheck,
    close: () => live.close(),
  };
}
