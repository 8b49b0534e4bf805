/** From the database's notifications to those who watch a contest here. What comes in quick succession is told at once. */
import type { Clarification } from '#contract/clarification.js';
import type { ContestState } from '#contract/contest.js';
import type { ScoreboardChange } from '#contract/scoreboard.js';
import { listClarificationsSince, selectOptionalClarification } from '#database/clarifications.js';
import { selectOptionalContest, type ContestRow } from '#database/contests.js';
import { listen } from '#database/notify.js';
import { listStartedParticipants } from '#database/participants.js';
import type { Services } from '../services.js';
import { maySeeProblemList, type BoardView } from './policy.js';
import { presentClarification } from './present.js';
import { endOf } from './times.js';

/** Whom it is told to; live.ts gives it. Contests by their ids. */
export interface ContestAudience {
  scoreboard: (contestId: string, view: BoardView, change: ScoreboardChange) => void;
  state: (contestId: string, view: BoardView, state: { contest: string; state: ContestState; seq: number }) => void;
  clarification: (contestId: string, to: BoardView | { participantId: string }, clarification: Clarification & { contest: string }) => void;
  /** To whoever delivers balloons and prints. */
  site: (contestId: string, changed: { contest: string; what: 'balloons' | 'prints' }) => void;
  /** Who watched it as this participant may be none of its members any more. */
  left: (contestId: string, participantId: string) => void;
  /** Contests that somebody watches. */
  watched: () => string[];
  /** Whether somebody watches it in this way. */
  watches: (contestId: string, view: BoardView) => boolean;
}

/** At fifty verdicts a second a thousand watchers get five messages each. */
const TELL_INTERVAL_MS = 200;
/** Where the database could not be asked. */
const RETRY_MS = 2_000;
/** Clocks of servers and database differ. */
const OVERLAP_MS = 5_000;
const MOST_TOLD = 1_000;

export async function startContestLive({ db, log, boards }: Services, databaseUrl: string, audience: ContestAudience): Promise<{ close: () => Promise<void> }> {
  const due = new Map<string, NodeJS.Timeout>();
  let closed = false;
  /** Clarifications as they were told last, so that none is told twice after a break. */
  const told = new Set<string>();
  /** As it was told last, by contest. */
  const publicSeqs = new Map<string, number>();
  const listener = await listen(
    databaseUrl,
    {
      contest_changed: ({ id, publicSeq }) => {
        soon(id, 'jury');
        if (publicSeqs.get(id) !== publicSeq) soon(id, 'public');
        publicSeqs.set(id, publicSeq);
      },
      clarification_posted: ({ id }) => void tellClarification(id),
      contest_site_changed: ({ id, what }) => void tellSite(id, what),
      contest_left: ({ id, participant }) => audience.left(id, participant),
    },
    { applicationName: 'arbiter server listens to contests', onReconnect: (since) => void catchUp(since), log: (message, error) => log.warn({ err: error }, message) },
  );

  /** Each audience has a clock of its own: when the public is told tells nothing of what only the jury sees. */
  function soon(id: string, view: BoardView, delayMs = TELL_INTERVAL_MS): void {
    const key = `${id} ${view}`;
    if (due.has(key) || !audience.watches(id, view)) return;
    due.set(key, setTimeout(() => {
      due.delete(key);
      void tellBoard(id, view);
    }, delayMs));
  }

  /** What happened while nothing was heard of the database. */
  async function catchUp(since: Date): Promise<void> {
    const watched = audience.watched();
    for (const id of watched) {
      for (const view of ['jury', 'public'] as const) soon(id, view);
      for (const what of ['balloons', 'prints'] as const) void tellSite(id, what);
    }
    if (watched.length === 0) return;
    try {
      for (const id of await listClarificationsSince(db, watched, new Date(since.getTime() - OVERLAP_MS))) await tellClarification(id, { again: false });
    } catch (error) {
      log.warn({ err: error }, 'Clarifications that were missed could not be read');
    }
  }

  async function tellBoard(id: string, view: BoardView): Promise<void> {
    try {
      const change = await boards.take(id, view);
      if (change === null) return;
      const { contest, state, from, seq, rows } = change;
      if (rows === null) audience.state(id, view, { contest, state, seq });
      else if (seq !== from) audience.scoreboard(id, view, { contest, from, seq, rows });
    } catch (error) {
      log.warn({ err: error, contest: id }, 'Watchers could not be told of a scoreboard, trying again');
      if (!closed) soon(id, view, RETRY_MS);
    }
  }

  async function tellClarification(id: string, { again }: { again: boolean } = { again: true }): Promise<void> {
    try {
      const found = await selectOptionalClarification(db, id);
      const full = found && (await selectOptionalContest(db, found.clarification.contestId));
      if (!found || !full) return;
      const spoken = `${id} ${found.clarification.answeredAt?.getTime() ?? ''}`;
      if (!again && told.has(spoken)) return;
      const contest = full.contest.slug;
      const { contestId, participantId, toAll } = found.clarification;
      // Asked before anybody is told: what fails is tried again as a whole.
      const others = toAll ? await everybodyWhoMayRead(full.contest, found.clarification.problemId !== null) : [];
      audience.clarification(contestId, 'jury', { contest, ...presentClarification(found, true) });
      for (const to of others) audience.clarification(contestId, to, { contest, ...presentClarification(found, false) });
      if (participantId !== null) audience.clarification(contestId, { participantId }, { contest, ...presentClarification(found, true) });
      told.add(spoken);
      if (told.size > MOST_TOLD) told.delete(told.values().next().value!);
    } catch (error) {
      log.warn({ err: error, clarification: id }, 'Watchers could not be told of a clarification, trying again');
      if (!closed) setTimeout(() => void tellClarification(id, { again: false }), RETRY_MS).unref();
    }
  }

  /** What is about a problem is for those who may see the problems: where each has a time of their own, not for those whose time has not begun. */
  async function everybodyWhoMayRead(contest: ContestRow, ofProblem: boolean): Promise<('public' | { participantId: string })[]> {
    const now = new Date();
    if (!ofProblem || maySeeProblemList(null, contest, null, now, now >= endOf(contest))) return ['public'];
    return now < contest.startsAt ? [] : (await listStartedParticipants(db, contest.id)).map((participantId) => ({ participantId }));
  }

  async function tellSite(id: string, what: 'balloons' | 'prints'): Promise<void> {
    if (!audience.watched().includes(id)) return;
    try {
      const full = await selectOptionalContest(db, id);
      if (full) audience.site(id, { contest: full.contest.slug, what });
    } catch (error) {
      log.warn({ err: error, contest: id }, 'Runners could not be told of a change');
    }
  }

  return {
    async close() {
      closed = true;
      due.forEach((timer) => clearTimeout(timer));
      await listener.close();
    },
  };
}
