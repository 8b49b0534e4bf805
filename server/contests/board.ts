/**
 * The standings of one contest in memory, as one audience sees them: attempts in, rows out. Pure: nothing here knows where they come
 * from. Only what an attempt changes is computed again, so that a board of ten thousand is kept up to date at fifty verdicts a second.
 */
import type { ContestFormat } from '#contract/contest.js';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import { compareOrder, compareRows, rankRows } from '#contract/standings.js';
import type { Attempt, Cell, FormatContest, FormatProblem, Total } from './formats/format.js';
import { FORMATS } from './formats/table.js';

export interface BoardProblem extends FormatProblem {
  label: string;
}

export interface BoardParticipant {
  id: string;
  name: string;
  affiliation: string | null;
  group: string | null;
  unofficial: boolean;
  /** Absent: they are not, or it is nothing to whoever looks. */
  disqualified?: true;
}

/** One submission of a participant. */
export interface BoardAttempt extends Attempt {
  submission: string;
  participant: string;
  label: string;
}

/** Where a participant stood from a moment on. */
export interface Step extends Total {
  atMs: number;
}

interface Line {
  participant: BoardParticipant;
  /** Among all, by name: equal rows stand in this order. */
  place: number;
  /** By label. */
  cells: Map<string, Cell>;
  attempts: Map<string, BoardAttempt[]>;
  /** Null: not asked for since it changed. Its rank is null: see `rows`. */
  row: ScoreboardRow | null;
  /** The row as JSON without its rank and its first brace; null: not asked for since it changed. */
  json: string | null;
  /** Null: not asked for since it changed. */
  steps: readonly Step[] | null;
}

/** How many have solved and tried a problem, and who was the first of those in the competition. */
interface Column {
  problem: BoardProblem;
  solvedBy: number;
  triedBy: number;
  first: Line | null;
}

export class Board {
  private readonly lines = new Map<string, Line>();
  private readonly columns: Map<string, Column>;
  private readonly byName: Line[] = [];
  private sorted: Line[] = [];
  private isSorted = false;

  constructor(
    private readonly format: ContestFormat,
    private readonly contest: FormatContest,
    private readonly problems: readonly BoardProblem[],
    participants: readonly BoardParticipant[],
    attempts: Iterable<BoardAttempt> = [],
  ) {
    this.columns = new Map(problems.map((problem) => [problem.label, { problem, solvedBy: 0, triedBy: 0, first: null }]));
    this.add(participants);
    this.apply(attempts);
  }

  /** Takes participants who are new. */
  add(participants: readonly BoardParticipant[]): void {
    if (participants.length === 0) return;
    for (const participant of participants) {
      const line: Line = { participant, place: 0, cells: new Map(), attempts: new Map(), row: null, json: null, steps: null };
      this.lines.set(participant.id, line);
      this.byName.push(line);
    }
    this.byName.sort((a, b) => compareRows({ order: [], participant: a.participant }, { order: [], participant: b.participant }));
    for (const [place, line] of this.byName.entries()) line.place = place;
    this.sorted = [...this.byName];
    this.isSorted = false;
  }

  /** Takes attempts that are new or have changed. Answers with the participants whose rows are different now. */
  apply(attempts: Iterable<BoardAttempt>): string[] {
    const touched = new Map<Line, Set<string>>();
    for (const attempt of attempts) {
      const line = this.lines.get(attempt.participant);
      if (!line || !this.columns.has(attempt.label) || !keep(line, attempt)) continue;
      const labels = touched.get(line);
      if (labels) labels.add(attempt.label);
      else touched.set(line, new Set([attempt.label]));
    }
    const changed = new Set<Line>();
    for (const [line, labels] of touched) {
      for (const label of labels) for (const other of this.fill(line, this.columns.get(label)!)) changed.add(other);
    }
    for (const line of changed) line.row = line.json = line.steps = null;
    if (changed.size > 0) this.isSorted = false;
    return [...changed].map(({ participant: { id } }) => id);
  }

  /** Of somebody on this board, as it is now; its rank is null. */
  row(id: string): ScoreboardRow {
    return this.current(this.lines.get(id)!);
  }

  /** All rows in their order, with their ranks. */
  rows(): ScoreboardRow[] {
    return rankRows(this.inOrder().map((line) => this.current(line)));
  }

  /** The same as a JSON array. Of ten thousand rows only those that have changed are written anew. */
  rowsJson(): string {
    const parts: string[] = [];
    for (const [at, { rank }] of rankRows(this.inOrder().map((line) => this.current(line))).entries()) {
      const line = this.sorted[at]!;
      if (line.json === null) {
        const { rank: _rank, ...rest } = this.current(line);
        line.json = JSON.stringify(rest).slice(1);
      }
      parts.push(`{"rank":${rank},${line.json}`);
    }
    return `[${parts.join(',')}]`;
  }

  /** How many have solved and tried each problem, in the order of the problems. */
  statistics(): { label: string; solvedBy: number; triedBy: number }[] {
    return [...this.columns.values()].map(({ problem: { label }, solvedBy, triedBy }) => ({ label, solvedBy, triedBy }));
  }

  participants(): BoardParticipant[] {
    return [...this.lines.values()].map(({ participant }) => participant);
  }

  /** Undefined: not on this board. */
  cellsOf(id: string): ReadonlyMap<string, Cell> | undefined {
    return this.lines.get(id)?.cells;
  }

  totalOf(cells: ReadonlyMap<string, Cell>): Total {
    return FORMATS[this.format].total([...cells.values()], this.contest);
  }

  /** Each time that a participant's own standing changed, beginning with nothing at their start. */
  stepsOf(id: string): readonly Step[] {
    const line = this.lines.get(id)!;
    if (line.steps) return line.steps;
    const attempts = [...line.attempts.values()].flat().sort((a, b) => a.atMs - b.atMs);
    const cells = new Map<string, Cell>();
    const until = new Map<string, BoardAttempt[]>();
    const steps: Step[] = [{ atMs: 0, ...this.totalOf(cells) }];
    for (const attempt of attempts) {
      const of = [...(until.get(attempt.label) ?? []), attempt];
      until.set(attempt.label, of);
      const total = this.totalOf(cells.set(attempt.label, this.cellOf(attempt.label, of)));
      if (!isSameTotal(total, steps.at(-1)!)) steps.push({ atMs: attempt.atMs, ...total });
    }
    line.steps = steps;
    return steps;
  }

  private current(line: Line): ScoreboardRow {
    return (line.row ??= this.rowOf(line.participant, line.cells));
  }

  private cellOf(label: string, attempts: readonly BoardAttempt[]): Cell {
    return FORMATS[this.format].cell(attempts, this.columns.get(label)?.problem ?? { points: null }, this.contest);
  }

  private inOrder(): Line[] {
    if (!this.isSorted) this.sorted.sort((a, b) => compareOrder(this.current(a).order, this.current(b).order) || a.place - b.place);
    this.isSorted = true;
    return this.sorted;
  }

  /** Computes a cell anew. Answers with the lines whose rows differ by it: also who has gained or lost the mark of the first. */
  private fill(line: Line, column: Column): Line[] {
    const { label } = column.problem;
    const before = line.cells.get(label);
    const cell = this.cellOf(label, line.attempts.get(label) ?? []);
    if (before !== undefined && isSame(before, cell)) return [];
    line.cells.set(label, cell);
    column.solvedBy += Number(cell.solvedAtMs !== null) - Number((before?.solvedAtMs ?? null) !== null);
    column.triedBy += Number(isTried(cell)) - Number(before !== undefined && isTried(before));
    const first = column.first;
    if (first === line) column.first = this.findFirst(label);
    else if (isEarlier(label, line, first)) column.first = line;
    return [line, ...(column.first === first ? [] : [first, column.first].filter((each) => each !== null))];
  }

  private findFirst(label: string): Line | null {
    let first: Line | null = null;
    for (const line of this.lines.values()) if (isEarlier(label, line, first)) first = line;
    return first;
  }

  private hasFailed(id: string, label: string, solvedAtMs: number | null): boolean {
    return solvedAtMs === null && this.lines.get(id)?.attempts.get(label)?.some(({ failedSystemTest }) => failedSystemTest === true) === true;
  }

  private rowOf(participant: BoardParticipant, cells: ReadonlyMap<string, Cell>): ScoreboardRow {
    return {
      rank: null,
      participant,
      ...this.totalOf(cells),
      cells: this.problems.map(({ label }) => {
        const cell = cells.get(label);
        if (!cell) return { label, tries: 0, pending: 0, solvedAtSeconds: null, score: null, gainedAtSeconds: null, first: false };
        const { tries, pending, solvedAtMs, score, gainedAtMs } = cell;
        return {
          label, tries, pending, solvedAtSeconds: wholeSeconds(solvedAtMs), score, gainedAtSeconds: wholeSeconds(gainedAtMs), first: this.columns.get(label)?.first?.participant.id === participant.id,
          ...(this.hasFailed(participant.id, label, solvedAtMs) ? { failedSystemTest: true as const } : {}),
        };
      }),
    };
  }
}

/** False: it is there as it is already. */
function keep(line: Line, attempt: BoardAttempt): boolean {
  const known = line.attempts.get(attempt.label) ?? [];
  const at = known.findIndex(({ submission }) => submission === attempt.submission);
  const before = known[at];
  if (before !== undefined) {
    if (isSameAttempt(before, attempt)) return false;
    known.splice(at, 1);
  }
  const next = known.findLastIndex((other) => other.atMs < attempt.atMs || (other.atMs === attempt.atMs && other.submission < attempt.submission));
  known.splice(next + 1, 0, attempt);
  line.attempts.set(attempt.label, known);
  return true;
}

function isSameAttempt(a: BoardAttempt, b: BoardAttempt): boolean {
  return a.atMs === b.atMs && a.verdict === b.verdict && a.score === b.score && a.failedSystemTest === b.failedSystemTest && a.failedFirst === b.failedFirst && JSON.stringify(a.groups) === JSON.stringify(b.groups);
}

const wholeSeconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));

const isSameTotal = (a: Total, b: Total) => a.solved === b.solved && a.score === b.score && a.penaltySeconds === b.penaltySeconds && compareOrder(a.order, b.order) === 0;

function isSame(a: Cell, b: Cell): boolean {
  return a.tries === b.tries && a.pending === b.pending && a.solvedAtMs === b.solvedAtMs && a.score === b.score && a.penaltyMs === b.penaltyMs && a.gainedAtMs === b.gainedAtMs;
}

const isTried = ({ tries, pending }: Cell) => tries + pending > 0;

/** Whether this one solved it before the other. Those out of competition are never the first. */
function isEarlier(label: string, { participant, place, cells }: Line, other: Line | null): boolean {
  const atMs = cells.get(label)?.solvedAtMs ?? null;
  if (participant.unofficial || atMs === null) return false;
  const otherAtMs = other?.cells.get(label)?.solvedAtMs ?? null;
  return other === null || otherAtMs === null || atMs < otherAtMs || (atMs === otherAtMs && place < other.place);
}
