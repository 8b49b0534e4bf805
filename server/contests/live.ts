/** From the database's notifications to those who watch a contest here. What comes in quick succession is told at once. */
import type { Clarification, ContestState, ScoreboardChange } from '#contract/contest.js';
import { selectOptionalClarification } from '#database/clarifications.js';
import { selectOptionalContest } from '#database/contests.js';
import { listen } from '#database/notify.js';
import type { Services } from '../services.js';
import type { BoardChange } from './boards.js';
import type { BoardView } from './policy.js';
import { presentClarification } from './present.js';
import { stateOf } from './times.js';

/** Whom it is told to; live.ts gives it. Contests by their ids. */
export interface ContestAudience {
  scoreboard: (contestId: string, view: BoardView, change: ScoreboardChange) => void;
  state: (contestId: string, view: BoardView, state: { contest: string; state: ContestState; seq: number }) => void;
  clarification: (contestId: string, to: BoardView | { participantId: string }, clarification: Clarification & { contest: string }) => void;
  /** To whoever delivers balloons and prints. */
  site: (contestId: string, changed: { contest: string; what: 'balloons' | 'prints' }) => void;
  /** Contests that somebody watches. */
  watched: () => string[];
}

/** At fifty verdicts a second a thousand watchers get five messages each. */
const TELL_INTERVAL_MS = 200;

export async function startContestLive({ db, log, boards }: Services, databaseUrl: string, audience: ContestAudience): Promise<{ close: () => Promise<void> }> {
  const due = new Map<string, NodeJS.Timeout>();
  const listener = await listen(
    databaseUrl,
    {
      contest_changed: ({ id }) => soon(id),
      clarification_posted: ({ id }) => void tellClarification(id),
      contest_site_changed: ({ id, what }) => void tellSite(id, what),
    },
    { applicationName: 'arbiter server listens to contests', onReconnect: () => audience.watched().forEach(soon), log: (message, error) => log.warn({ err: error }, message) },
  );

  function soon(id: string): void {
    if (due.has(id) || !audience.watched().includes(id)) return;
    due.set(id, setTimeout(() => void tellBoard(id), TELL_INTERVAL_MS));
  }

  async function tellBoard(id: string): Promise<void> {
    due.delete(id);
    try {
      const changes = await boards.update(id);
      const contest = changes && (await boards.show(id, 'public'));
      if (!changes || !contest) return;
      for (const view of ['jury', 'public'] as const) {
        const change: BoardChange = changes[view];
        if (change.rows === null) audience.state(id, view, { contest: contest.contest, state: contest.state, seq: change.seq });
        else if (change.seq !== change.from) audience.scoreboard(id, view, { contest: contest.contest, from: change.from, seq: change.seq, rows: change.rows });
      }
    } catch (error) {
      log.warn({ err: error, contest: id }, 'Watchers could not be told of a scoreboard');
    }
  }

  async function tellClarification(id: string): Promise<void> {
    try {
      const found = await selectOptionalClarification(db, id);
      const full = found && (await selectOptionalContest(db, found.clarification.contestId));
      if (!found || !full) return;
      const contest = full.contest.slug;
      const { contestId, participantId, toAll } = found.clarification;
      audience.clarification(contestId, 'jury', { contest, ...presentClarification(found, true) });
      if (toAll) audience.clarification(contestId, 'public', { contest, ...presentClarification(found, false) });
      if (participantId !== null) audience.clarification(contestId, { participantId }, { contest, ...presentClarification(found, true) });
    } catch (error) {
      log.warn({ err: error, clarification: id }, 'Watchers could not be told of a clarification');
    }
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
      due.forEach((timer) => clearTimeout(timer));
      await listener.close();
    },
  };
}

/** What a watch begins with. */
export async function presentState({ db }: Services, contestId: string, view: BoardView): Promise<{ contest: string; state: ContestState; seq: number } | null> {
  const full = await selectOptionalContest(db, contestId);
  if (full === null) return null;
  const { contest } = full;
  return { contest: contest.slug, state: stateOf(contest, new Date()), seq: view === 'jury' ? contest.seq : contest.publicSeq };
}
