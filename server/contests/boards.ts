/**
 * Scoreboards of this server, kept in memory and brought up to date from the rows that have changed since. The database's seq orders
 * all changes, so any number of servers show the same. Each contest has two boards: the jury's, and the public's, on which what was
 * submitted after the freeze waits for its verdict, whatever has become of it.
 */
import type { Scoreboard, ScoreboardRow } from '#contract/contest.js';
import { selectContestGroups } from '#database/contest-groups.js';
import { selectContestResults, selectSeqs, type ContestResult } from '#database/contest-results.js';
import { selectOptionalContest, selectPackagePoints, type FullContest } from '#database/contests.js';
import type { Database } from '#database/connect.js';
import { listParticipants } from '#database/participants.js';
import { Board, type BoardAttempt } from './board.js';
import type { BoardView } from './policy.js';
import { groupPoints } from './group-points.js';
import { isHidden, stateOf, freezeOf } from './times.js';

interface Loaded {
  contest: FullContest;
  points: ReadonlyMap<string, number | null>;
  boards: Record<BoardView, Board>;
  seqs: { seq: number; publicSeq: number; shapeSeq: number };
}

/** What has changed for one audience. Null rows: load it anew. */
export interface BoardChange {
  from: number;
  seq: number;
  rows: ScoreboardRow[] | null;
}

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

  /** Brings the boards up to date and tells what has changed on each. Null: nobody has asked for it here. */
  async update(contestId: string): Promise<Record<BoardView, BoardChange> | null> {
    return this.inTurn(contestId, () => (this.loaded.has(contestId) ? this.catchUp(contestId) : Promise.resolve(null)));
  }

  loadedIds(): string[] {
    return [...this.loaded.keys()];
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

  private async catchUp(contestId: string): Promise<Record<BoardView, BoardChange> | null> {
    const seqs = await selectSeqs(this.db, contestId);
    const known = this.loaded.get(contestId);
    if (seqs === null) {
      this.loaded.delete(contestId);
      return null;
    }
    if (known === undefined || known.seqs.shapeSeq !== seqs.shapeSeq) {
      const before = known?.seqs;
      await this.load(contestId, seqs);
      return { jury: { from: before?.seq ?? 0, seq: seqs.seq, rows: null }, public: { from: before?.publicSeq ?? 0, seq: seqs.publicSeq, rows: null } };
    }
    const before = known.seqs;
    if (before.seq === seqs.seq) return { jury: { from: seqs.seq, seq: seqs.seq, rows: [] }, public: { from: seqs.publicSeq, seq: seqs.publicSeq, rows: [] } };
    const results = await selectContestResults(this.db, contestId, before.seq, seqs.seq);
    const attempts = await this.attemptsOf(known.contest, results);
    known.seqs = seqs;
    const { contest } = known.contest;
    const jury = known.boards.jury.apply(attempts);
    const seen = results.flatMap((result, at) => (isNews(contest, result) ? [masked(contest, result, attempts[at]!)] : []));
    const open = known.boards.public.apply(seen);
    return { jury: { from: before.seq, seq: seqs.seq, rows: jury }, public: { from: before.publicSeq, seq: seqs.publicSeq, rows: open } };
  }

  private async load(contestId: string, seqs: Loaded['seqs']): Promise<void> {
    const contest = await selectOptionalContest(this.db, contestId);
    if (contest === null) return;
    const [people, results, packagePoints] = await Promise.all([
      listParticipants(this.db, contestId),
      selectContestResults(this.db, contestId, -1, seqs.seq),
      selectPackagePoints(this.db, contest.problems.map(({ problemId }) => problemId)),
    ]);
    const attempts = await this.attemptsOf(contest, results);
    const points = new Map(contest.problems.map(({ label, problemId, points: set }) => [label, set ?? packagePoints.get(problemId) ?? null]));
    const problems = contest.problems.map(({ label }) => ({ label, points: points.get(label) ?? null }));
    const shown = people.map(({ participant }) => participant);
    const { format, rules } = contest.contest;
    const make = (participants: typeof shown, all: BoardAttempt[]) =>
      new Board(format, rules, problems, participants.map(({ id, name, affiliation, group, unofficial }) => ({ id, name, affiliation, group, unofficial })), all);
    this.loaded.delete(contestId);
    this.loaded.set(contestId, {
      contest, points, seqs,
      boards: { jury: make(shown, attempts), public: make(shown.filter(({ hidden }) => !hidden), results.map((result, at) => masked(contest.contest, result, attempts[at]!))) },
    });
    const oldest = this.loaded.keys().next().value;
    if (this.loaded.size > MOST_LOADED && oldest !== undefined) this.loaded.delete(oldest);
  }

  private async attemptsOf({ contest }: FullContest, results: readonly ContestResult[]): Promise<BoardAttempt[]> {
    const groups = contest.format === 'ioi' && contest.rules.best === 'groups' ? await selectContestGroups(this.db, results.filter(({ verdict }) => verdict !== null).map(({ submissionId }) => submissionId)) : new Map<string, never>();
    return results.map(({ submissionId, participantId, label, atMs, verdict, score }) => {
      const judged = groups.get(submissionId);
      return { submission: submissionId, participant: participantId, label, atMs, verdict, score, ...(judged ? { groups: groupPoints(judged) } : {}) };
    });
  }
}

/** Whether the public hears of it at all: of a submission that is hidden only that it was made. */
function isNews(contest: FullContest['contest'], { submittedAt, verdict }: ContestResult): boolean {
  return verdict === null || !isHidden(contest, submittedAt);
}

function masked(contest: FullContest['contest'], { submittedAt }: ContestResult, attempt: BoardAttempt): BoardAttempt {
  return isHidden(contest, submittedAt) ? { ...attempt, verdict: null, score: null, groups: undefined } : attempt;
}

function present({ contest: { contest, problems }, points, boards, seqs }: Loaded, view: BoardView): Scoreboard {
  const board = boards[view];
  const statistics = new Map(board.statistics().map((each) => [each.label, each]));
  const freeze = freezeOf(contest);
  const now = new Date();
  return {
    contest: contest.slug,
    state: stateOf(contest, now),
    frozen: view === 'public' && freeze !== null && contest.unfrozenAt === null && now >= freeze,
    format: contest.format,
    seq: view === 'jury' ? seqs.seq : seqs.publicSeq,
    problems: problems.map(({ label, name, color }) => ({ label, name, color, points: points.get(label) ?? null, solvedBy: statistics.get(label)?.solvedBy ?? 0, triedBy: statistics.get(label)?.triedBy ?? 0 })),
    rows: board.rows(),
  };
}
