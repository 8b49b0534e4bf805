/**
 * Scoreboards of this server, kept in memory and brought up to date from the rows that have changed since. The database's seq orders
 * all changes, so any number of servers show the same. Each contest has two boards: the jury's, and the public's, on which what was
 * submitted after the freeze waits for its verdict, whatever has become of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { ContestState } from '#contract/contest.js';
import type { Resolution, Scoreboard, ScoreboardRow, StandingsHistory } from '#contract/scoreboard.js';
import type { Database } from '#database/connect.js';
import { selectSeqs, type Seqs } from '#database/contest-results.js';
import { packJson, type Packed } from '../http/packed.js';
import type { Board } from './board.js';
import { historyOf } from './history.js';
import { emptyBoard, masked, newPeople, onBoard, readMaterials, resultsBetween, resultsUpTo, type Materials } from './load-board.js';
import type { BoardView, ShownProblems } from './policy.js';
import { resolve } from './resolution.js';
import { SharedWork } from './shared-work.js';
import { elapsedMs, isFrozen, stateOf } from './times.js';
import { Turns } from './turns.js';

interface Loaded {
  materials: Materials;
  boards: Record<BoardView, Board>;
  seqs: Seqs;
  /** Of which participants watchers have not been told yet: whoever asks for a board may be the first to bring it up to date. Null: of all. */
  untold: Record<BoardView, { from: number; ids: Set<string> | null }>;
  /** As it was sent last, by audience: the same bytes for all of it. */
  packed: Map<string, { of: string; packed: Packed }>;
}

/** What has changed for one audience. Null rows: load it anew. */
export interface BoardChange {
  contest: string;
  state: ContestState;
  from: number;
  seq: number;
  rows: ScoreboardRow[] | null;
}

const STEPS_AT_ONCE = 200;
/** Beyond so many boards the one that was asked for least recently is forgotten. */
const MOST_LOADED = 50;

export class Boards {
  private readonly loaded = new Map<string, Loaded>();
  /** One at a time for each contest: a change is applied once. */
  private readonly turns = new Turns();
  private readonly packing = new SharedWork<Packed | null>();
  private readonly presenting = new SharedWork<Loaded | null>();

  constructor(private readonly db: Database) {}

  /** As this audience may see it now. Null: there is no such contest. */
  async show(contestId: string, view: BoardView, shown: ShownProblems): Promise<Scoreboard | null> {
    const loaded = await this.present(contestId);
    if (loaded === null) return null;
    const rows = loaded.boards[view].rows();
    return { ...headOf(loaded, view, shown), rows: shown === 'nothing' ? rows.map((row) => ({ ...row, cells: [] })) : rows };
  }

  /** The same, ready to be sent: however many ask, it is written and packed once after a change, and one at a time. */
  async pack(contestId: string, view: BoardView, shown: ShownProblems): Promise<Packed | null> {
    const audience = `${view} ${shown}`;
    return this.packing.do(`${contestId} ${audience}`, async () => {
      const loaded = await this.present(contestId);
      if (loaded === null) return null;
      const head = JSON.stringify(headOf(loaded, view, shown));
      const known = loaded.packed.get(audience);
      if (known?.of === head) return known.packed;
      const rows = shown === 'nothing' ? JSON.stringify(loaded.boards[view].rows().map((row) => ({ ...row, cells: [] }))) : loaded.boards[view].rowsJson();
      const packed = await packJson(`${head.slice(0, -1)},"rows":${rows}}`);
      loaded.packed.set(audience, { of: head, packed });
      return packed;
    });
  }

  /** Of each problem by its label, how many have solved and tried it, as this audience may know. */
  async statistics(contestId: string, view: BoardView): Promise<ReadonlyMap<string, { solvedBy: number; triedBy: number }>> {
    const loaded = await this.present(contestId);
    return new Map(loaded?.boards[view].statistics().map((each) => [each.label, each]));
  }

  /** What a watch begins with. From now on this server knows of changes. */
  async stateFor(contestId: string, view: BoardView): Promise<{ contest: string; state: ContestState; seq: number } | null> {
    const loaded = await this.present(contestId);
    if (loaded === null) return null;
    const { contest } = loaded.materials.contest;
    return { contest: contest.slug, state: stateOf(contest, new Date()), seq: seqOf(loaded.seqs, view) };
  }

  /** Brings the boards up to date and tells what has changed for an audience since it was asked last. Null: there is no such contest. */
  async take(contestId: string, view: BoardView): Promise<BoardChange | null> {
    return this.turns.do(contestId, async () => {
      const isNew = !this.loaded.has(contestId);
      await this.catchUp(contestId);
      const loaded = this.loaded.get(contestId);
      if (loaded === undefined) return null;
      const { untold: { [view]: { from, ids } }, boards: { [view]: board }, seqs, materials: { contest: { contest } } } = loaded;
      const seq = seqOf(seqs, view);
      loaded.untold[view] = { from: seq, ids: new Set() };
      return { contest: contest.slug, state: stateOf(contest, new Date()), from, seq, rows: isNew ? null : ids && [...ids].map((id) => board.row(id)) };
    });
  }

  /** Null: there is no such participant on this board. */
  async history(contestId: string, view: BoardView, participantId: string): Promise<StandingsHistory | null> {
    const loaded = await this.present(contestId);
    if (loaded === null) return null;
    const board = loaded.boards[view];
    const people = board.participants();
    // The steps of all are remembered: those of ten thousand are found out a few at a time, so that others are answered between.
    for (let at = 0; at < people.length; at += STEPS_AT_ONCE) {
      for (const { id } of people.slice(at, at + STEPS_AT_ONCE)) board.stepsOf(id);
      await setImmediate();
    }
    const found = historyOf(board, participantId, elapsedMs(loaded.materials.contest.contest, new Date()));
    return found && { participant: participantId, ...found };
  }

  /** As a freeze left it, and how it is unveiled, whether it has been ended already or not. */
  async resolution(contestId: string): Promise<Resolution | null> {
    const seqs = await selectSeqs(this.db, contestId);
    const materials = seqs && (await readMaterials(this.db, contestId));
    if (!materials) return null;
    const { contest, problems } = materials.contest;
    const [frozen, open] = [emptyBoard(materials, { hidden: false }), emptyBoard(materials, { hidden: false })];
    for await (const results of resultsUpTo(this.db, materials, seqs.seq)) {
      frozen.apply(masked({ ...contest, unfrozenAt: null }, results));
      open.apply(results.map(({ attempt }) => attempt));
    }
    return {
      contest: contest.slug, format: contest.format, ...resolve(frozen, open),
      problems: problems.map(({ label, name, color }) => ({ label, name, color, points: materials.points.get(label) ?? null })),
    };
  }

  /** Shared by all who wait: while thousands register, all of a contest is read anew after each of them. */
  private present(contestId: string): Promise<Loaded | null> {
    return this.presenting.do(contestId, () => this.turns.do(contestId, async () => {
      await this.catchUp(contestId);
      return this.loaded.get(contestId) ?? null;
    }));
  }

  private async catchUp(contestId: string): Promise<void> {
    const seqs = await selectSeqs(this.db, contestId);
    const known = this.loaded.get(contestId);
    if (seqs === null) {
      this.loaded.delete(contestId);
      return;
    }
    if (known !== undefined) keepLast(this.loaded, contestId, known);
    if (known === undefined || known.seqs.versions !== seqs.versions) return this.load(contestId, seqs);
    if (known.seqs.shapeSeq !== seqs.shapeSeq && !(await this.takeIn(contestId, known))) return this.load(contestId, seqs);
    if (known.seqs.seq === seqs.seq) return;
    const { materials, boards, untold } = known;
    const results = await resultsBetween(this.db, materials, known.seqs.seq, seqs.seq);
    known.seqs = seqs;
    // The boards tell which rows differ: of a hidden submission the public's does so once, when it was made.
    for (const [view, news] of [['jury', results.map(({ attempt }) => attempt)], ['public', masked(materials.contest.contest, results)]] as const) {
      for (const id of boards[view].apply(news)) untold[view].ids?.add(id);
    }
  }

  /** Whoever has come is added, and their rows are told: not all of a contest is read, and loaded by its watchers, for each. False: something else is different. */
  private async takeIn(contestId: string, known: Loaded): Promise<boolean> {
    const materials = await readMaterials(this.db, contestId);
    const people = materials && newPeople(known.materials, materials);
    if (!materials || !people) return false;
    known.materials = materials;
    for (const view of ['jury', 'public'] as const) {
      const added = onBoard(people, { hidden: view === 'jury' });
      known.boards[view].add(added);
      for (const { id } of added) known.untold[view].ids?.add(id);
    }
    return true;
  }

  private async load(contestId: string, seqs: Seqs): Promise<void> {
    const before = this.loaded.get(contestId);
    const materials = await readMaterials(this.db, contestId);
    if (materials === null) return;
    const boards = { jury: emptyBoard(materials, { hidden: true }), public: emptyBoard(materials, { hidden: false }) };
    for await (const results of resultsUpTo(this.db, materials, seqs.seq)) {
      boards.jury.apply(results.map(({ attempt }) => attempt));
      boards.public.apply(masked(materials.contest.contest, results));
    }
    const untold = (view: BoardView): Loaded['untold'][BoardView] => {
      if (before === undefined) return { from: seqOf(seqs, view), ids: new Set() };
      // Nothing that this audience sees has changed.
      if (seqOf(before.seqs, view) === seqOf(seqs, view)) return before.untold[view];
      return { from: before.untold[view].from, ids: null };
    };
    keepLast(this.loaded, contestId, { materials, seqs, boards, untold: { jury: untold('jury'), public: untold('public') }, packed: new Map() });
    const oldest = this.loaded.keys().next().value;
    if (this.loaded.size > MOST_LOADED && oldest !== undefined) this.loaded.delete(oldest);
  }
}

/** A Map is in the order in which its keys were set. */
function keepLast<V>(kept: Map<string, V>, key: string, value: V): void {
  kept.delete(key);
  kept.set(key, value);
}

const seqOf = (seqs: Seqs, view: BoardView) => (view === 'jury' ? seqs.seq : seqs.publicSeq);

/** All of a scoreboard but its rows. */
function headOf({ materials: { contest: { contest, problems }, points, lowerIsBetter }, boards, seqs }: Loaded, view: BoardView, shown: ShownProblems): Omit<Scoreboard, 'rows'> {
  const statistics = new Map(boards[view].statistics().map((each) => [each.label, each]));
  const now = new Date();
  return {
    contest: contest.slug,
    state: stateOf(contest, now),
    frozen: view === 'public' && isFrozen(contest, now),
    format: contest.format,
    seq: seqOf(seqs, view),
    problems: (shown === 'nothing' ? [] : problems).map(({ label, name, color }) => ({
      label, name: shown === 'labels' ? label : name, color, points: points.get(label) ?? null, solvedBy: statistics.get(label)?.solvedBy ?? 0, triedBy: statistics.get(label)?.triedBy ?? 0,
      ...(lowerIsBetter.has(label) ? { lowerIsBetter: true as const } : {}),
    })),
  };
}
