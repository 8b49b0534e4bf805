/**
 * Scoreboards of this server, kept in memory and brought up to date from the rows that have changed since. The database's seq orders
 * all changes, so any number of servers show the same. Each contest has two boards: the jury's, and the public's, on which what was
 * submitted after the freeze waits for its verdict, whatever has become of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { Resolution, Scoreboard, ScoreboardRow, StandingsHistory } from '#contract/contest.js';
import { selectContestGroups } from '#database/contest-groups.js';
import { selectContestResults, selectSeqs, type ContestResult, type Seqs } from '#database/contest-results.js';
import { selectOptionalContest, selectPackagePoints, type FullContest } from '#database/contests.js';
import type { Database } from '#database/connect.js';
import { listParticipants } from '#database/participants.js';
import { Board, type BoardAttempt } from './board.js';
import type { BoardView } from './policy.js';
import { groupPoints } from './group-points.js';
import { historyOf } from './history.js';
import { resolve } from './resolution.js';
import { elapsedMs, isFrozen, isHidden, stateOf } from './times.js';

interface Loaded {
  contest: FullContest;
  points: ReadonlyMap<string, number | null>;
  boards: Record<BoardView, Board>;
  seqs: Seqs;
  /** What watchers have not been told yet: whoever asks for a board may be the first to bring it up to date. */
  untold: Record<BoardView, { from: number; rows: Map<string, ScoreboardRow> | null }>;
}

/** What has changed for one audience. Null rows: load it anew. */
export interface BoardChange {
  from: number;
  seq: number;
  rows: ScoreboardRow[] | null;
}

const STEPS_AT_ONCE = 200;
/** Boards that nobody asks for are forgotten beyond so many. */
const MOST_LOADED = 50;

export class Boards {
  private readonly loaded = new Map<string, Loaded>();
  private readonly working = new Map<string, Promise<unknown>>();

  constructor(private readonly db: Database) {}

  /** As this audience may see it now. Null: there is no such contest. */
  async show(contestId: string, view: BoardView): Promise<Scoreboard | null> {
    return this.inTurn(contestId, async () => {
      await this.catchUp(contestId);
      const loaded = this.loaded.get(contestId);
      return loaded ? present(loaded, view) : null;
    });
  }

  /** Of each problem by its label, how many have solved and tried it, as this audience may know. */
  async statistics(contestId: string, view: BoardView): Promise<ReadonlyMap<string, { solvedBy: number; triedBy: number }>> {
    return this.inTurn(contestId, async () => {
      await this.catchUp(contestId);
      return new Map(this.loaded.get(contestId)?.boards[view].statistics().map((each) => [each.label, each]));
    });
  }

  /** Brings the boards up to date and tells what has changed on each since it was asked last. Null: there is no such contest. */
  async update(contestId: string): Promise<Record<BoardView, BoardChange> | null> {
    return this.inTurn(contestId, async () => {
      const isNew = !this.loaded.has(contestId);
      await this.catchUp(contestId);
      const loaded = this.loaded.get(contestId);
      if (loaded === undefined) return null;
      const { untold, seqs } = loaded;
      loaded.untold = nothingUntold(seqs);
      const told = (view: BoardView): BoardChange => ({ from: untold[view].from, seq: seqOf(seqs, view), rows: isNew ? null : untold[view].rows && [...untold[view].rows.values()] });
      return { jury: told('jury'), public: told('public') };
    });
  }

  /** Null: there is no such participant on this board. */
  async history(contestId: string, view: BoardView, participantId: string): Promise<StandingsHistory | null> {
    const loaded = await this.inTurn(contestId, async () => {
      await this.catchUp(contestId);
      return this.loaded.get(contestId);
    });
    if (loaded === undefined) return null;
    const board = loaded.boards[view];
    const people = board.participants();
    // The steps of all are remembered: those of ten thousand are found out a few at a time, so that others are answered between.
    for (let at = 0; at < people.length; at += STEPS_AT_ONCE) {
      for (const { id } of people.slice(at, at + STEPS_AT_ONCE)) board.stepsOf(id);
      await setImmediate();
    }
    const found = historyOf(board, participantId, elapsedMs(loaded.contest.contest, new Date()));
    return found && { participant: participantId, ...found };
  }

  /** As a freeze left it, and how it is unveiled, whether it has been ended already or not. */
  async resolution(contestId: string): Promise<Resolution | null> {
    const seqs = await selectSeqs(this.db, contestId);
    const read = seqs && (await this.read(contestId, seqs));
    if (!read) return null;
    const { contest, problems } = read.contest;
    const [frozen, open] = [masked({ ...contest, unfrozenAt: null }, read.results, read.attempts), read.attempts].map((attempts) => read.make(read.people.filter(({ hidden }) => !hidden), attempts));
    return {
      contest: contest.slug, format: contest.format, ...resolve(frozen!, open!),
      problems: problems.map(({ label, name, color }) => ({ label, name, color, points: read.points.get(label) ?? null })),
    };
  }

  /** One at a time for each contest: a change is applied once. */
  private inTurn<T>(contestId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.working.get(contestId) ?? Promise.resolve()).then(work, work);
    const settled = turn.then(() => undefined, () => undefined);
    this.working.set(contestId, settled);
    void settled.then(() => {
      if (this.working.get(contestId) === settled) this.working.delete(contestId);
    });
    return turn;
  }

  private async catchUp(contestId: string): Promise<void> {
    const seqs = await selectSeqs(this.db, contestId);
    const known = this.loaded.get(contestId);
    if (seqs === null) {
      this.loaded.delete(contestId);
      return;
    }
    if (known === undefined || known.seqs.shapeSeq !== seqs.shapeSeq) return this.load(contestId, seqs);
    const before = known.seqs;
    if (before.seq === seqs.seq) return;
    const results = await selectContestResults(this.db, contestId, before.seq, seqs.seq);
    const attempts = await this.attemptsOf(known.contest, results);
    known.seqs = seqs;
    const { contest } = known.contest;
    const seen = masked(contest, results, attempts).filter((_, at) => isNews(contest, results[at]!));
    for (const [view, news] of [['jury', attempts], ['public', seen]] as const) for (const row of known.boards[view].apply(news)) known.untold[view].rows?.set(row.participant.id, row);
  }

  private async load(contestId: string, seqs: Seqs): Promise<void> {
    const before = this.loaded.get(contestId)?.untold;
    const read = await this.read(contestId, seqs);
    if (read === null) return;
    const { contest, points, people, results, attempts, make } = read;
    this.loaded.delete(contestId);
    this.loaded.set(contestId, {
      contest, points, seqs,
      boards: { jury: make(people, attempts), public: make(people.filter(({ hidden }) => !hidden), masked(contest.contest, results, attempts)) },
      untold: before ? { jury: { ...before.jury, rows: null }, public: { ...before.public, rows: null } } : nothingUntold(seqs),
    });
    const oldest = this.loaded.keys().next().value;
    if (this.loaded.size > MOST_LOADED && oldest !== undefined) this.loaded.delete(oldest);
  }

  private async read(contestId: string, seqs: Seqs) {
    const contest = await selectOptionalContest(this.db, contestId);
    if (contest === null) return null;
    const [listed, results, packagePoints] = await Promise.all([
      listParticipants(this.db, contestId),
      selectContestResults(this.db, contestId, -1, seqs.seq),
      selectPackagePoints(this.db, contest.problems.map(({ problemId }) => problemId)),
    ]);
    const attempts = await this.attemptsOf(contest, results);
    const points = new Map(contest.problems.map(({ label, problemId, points: set }) => [label, set ?? packagePoints.get(problemId) ?? null]));
    const problems = contest.problems.map(({ label }) => ({ label, points: points.get(label) ?? null }));
    const { format, rules } = contest.contest;
    const people = listed.map(({ participant }) => participant);
    const make = (shown: typeof people, all: readonly BoardAttempt[]) =>
      new Board(format, rules, problems, shown.map(({ id, name, affiliation, group, unofficial }) => ({ id, name, affiliation, group, unofficial })), all);
    return { contest, points, people, results, attempts, make };
  }

  private async attemptsOf({ contest }: FullContest, results: readonly ContestResult[]): Promise<BoardAttempt[]> {
    const groups = contest.format === 'ioi' && contest.rules.best === 'groups' ? await selectContestGroups(this.db, results.filter(({ verdict }) => verdict !== null).map(({ submissionId }) => submissionId)) : new Map<string, never>();
    return results.map(({ submissionId, participantId, label, atMs, verdict, score, passedPretests }) => {
      const judged = groups.get(submissionId);
      return { submission: submissionId, participant: participantId, label, atMs, verdict, score, ...(judged ? { groups: groupPoints(judged) } : {}), ...(passedPretests === true && verdict !== 'accepted' ? { failedSystemTest: true } : {}) };
    });
  }
}

/** Whether the public hears of it at all: of a submission that is hidden only that it was made. */
function isNews(contest: FullContest['contest'], { submittedAt, verdict }: ContestResult): boolean {
  return verdict === null || !isHidden(contest, submittedAt);
}

/** `attempts`: those of the results, one for each. */
function masked(contest: FullContest['contest'], results: readonly ContestResult[], attempts: readonly BoardAttempt[]): BoardAttempt[] {
  return attempts.map((attempt, at) => (isHidden(contest, results[at]!.submittedAt) ? { ...attempt, verdict: null, score: null, groups: undefined, failedSystemTest: undefined } : attempt));
}

const seqOf = (seqs: Seqs, view: BoardView) => (view === 'jury' ? seqs.seq : seqs.publicSeq);
const nothingUntold = (seqs: Seqs): Loaded['untold'] => ({ jury: { from: seqs.seq, rows: new Map() }, public: { from: seqs.publicSeq, rows: new Map() } });

function present({ contest: { contest, problems }, points, boards, seqs }: Loaded, view: BoardView): Scoreboard {
  const board = boards[view];
  const statistics = new Map(board.statistics().map((each) => [each.label, each]));
  const now = new Date();
  return {
    contest: contest.slug,
    state: stateOf(contest, now),
    frozen: view === 'public' && isFrozen(contest, now),
    format: contest.format,
    seq: seqOf(seqs, view),
    problems: problems.map(({ label, name, color }) => ({ label, name, color, points: points.get(label) ?? null, solvedBy: statistics.get(label)?.solvedBy ?? 0, triedBy: statistics.get(label)?.triedBy ?? 0 })),
    rows: board.rows(),
  };
}
