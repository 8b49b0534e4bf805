/**
 * The standings of one contest in memory, as one audience sees them: attempts in, rows out. Pure: nothing here knows where they come
 * from. Only what an attempt changes is computed again, so that a board of ten thousand is kept up to date at fifty verdicts a second.
 */
import type { ContestFormat, ContestRules, ScoreboardRow } from '#contract/contest.js';
import { compareOrder, compareRows, rankRows } from '#contract/standings.js';
import type { Attempt, Cell, Total } from './formats/format.js';
import { FORMATS } from './formats/table.js';

export interface BoardProblem {
  label: string;
  points: number | null;
}

export interface BoardParticipant {
  id: string;
  name: string;
  affiliation: string | null;
  group: string | null;
  unofficial: boolean;
}

/** One submission of a participant. */
export interface BoardAttempt extends Attempt {
  submission: string;
  participant: string;
  label: string;
  /** Accepted on the pretests, and not on all tests. */
  failedSystemTest?: boolean | undefined;
}

/** Where a participant stood from a moment on. */
export interface Step extends Total {
  atMs: number;
}

interface Line {
  participant: BoardParticipant;
  /** By label. */
  cells: Map<string, Cell>;
  row: ScoreboardRow;
}

export class Board {
  private readonly lines = new Map<string, Line>();
  /** By participant and label. */
  private readonly attempts = new Map<string, BoardAttempt[]>();
  /** Who solved a problem first, by label. */
  private readonly firsts = new Map<string, string>();
  private sorted: ScoreboardRow[] | null = null;
  /** By participant, once somebody has asked. */
  private readonly steps = new Map<string, readonly Step[]>();

  constructor(
    private readonly format: ContestFormat,
    private readonly rules: ContestRules,
    private readonly problems: readonly BoardProblem[],
    participants: readonly BoardParticipant[],
    attempts: Iterable<BoardAttempt>,
  ) {
    for (const participant of participants) this.lines.set(participant.id, { participant, cells: new Map(), row: this.rowOf(participant, new Map()) });
    this.apply(attempts);
  }

  /** Takes attempts that are new or have changed. Answers with the rows that are different now; their ranks are null: see `rows`. */
  apply(attempts: Iterable<BoardAttempt>): ScoreboardRow[] {
    const touched = new Map<string, Set<string>>();
    for (const attempt of attempts) {
      if (!this.lines.has(attempt.participant)) continue;
      this.keep(attempt);
      const labels = touched.get(attempt.participant) ?? new Set();
      touched.set(attempt.participant, labels.add(attempt.label));
    }
    const changed = new Set<string>();
    const labels = new Set<string>();
    for (const [id, of] of touched) {
      const line = this.lines.get(id)!;
      for (const label of of) {
        line.cells.set(label, this.cellOf(label, this.attempts.get(keyOf(id, label)) ?? []));
        labels.add(label);
      }
      changed.add(id);
      this.steps.delete(id);
    }
    for (const label of labels) for (const id of this.findFirst(label)) changed.add(id);
    for (const id of changed) {
      const line = this.lines.get(id)!;
      line.row = this.rowOf(line.participant, line.cells);
    }
    if (changed.size > 0) this.sorted = null;
    return [...changed].map((id) => this.lines.get(id)!.row);
  }

  /** All rows in their order, with their ranks. */
  rows(): ScoreboardRow[] {
    this.sorted ??= rankRows([...this.lines.values()].map(({ row }) => row).sort(compareRows));
    return this.sorted;
  }

  /** How many have solved and tried each problem, in the order of the problems. */
  statistics(): { label: string; solvedBy: number; triedBy: number }[] {
    return this.problems.map(({ label }) => {
      const cells = [...this.lines.values()].flatMap(({ cells: all }) => all.get(label) ?? []);
      return { label, solvedBy: cells.filter(({ solvedAtMs }) => solvedAtMs !== null).length, triedBy: cells.filter(({ tries, pending }) => tries + pending > 0).length };
    });
  }

  participants(): BoardParticipant[] {
    return [...this.lines.values()].map(({ participant }) => participant);
  }

  /** Undefined: not on this board. */
  cellsOf(id: string): ReadonlyMap<string, Cell> | undefined {
    return this.lines.get(id)?.cells;
  }

  totalOf(cells: ReadonlyMap<string, Cell>): Total {
    return FORMATS[this.format].total([...cells.values()]);
  }

  /** Each time that a participant's own standing changed, beginning with nothing at their start. */
  stepsOf(id: string): readonly Step[] {
    const known = this.steps.get(id);
    if (known) return known;
    const attempts = this.problems.flatMap(({ label }) => this.attempts.get(keyOf(id, label)) ?? []).sort((a, b) => a.atMs - b.atMs);
    const cells = new Map<string, Cell>();
    const until = new Map<string, BoardAttempt[]>();
    const steps: Step[] = [{ atMs: 0, ...this.totalOf(cells) }];
    for (const attempt of attempts) {
      const of = [...(until.get(attempt.label) ?? []), attempt];
      until.set(attempt.label, of);
      const total = this.totalOf(cells.set(attempt.label, this.cellOf(attempt.label, of)));
      if (!isSame(total, steps.at(-1)!)) steps.push({ atMs: attempt.atMs, ...total });
    }
    this.steps.set(id, steps);
    return steps;
  }

  private cellOf(label: string, attempts: readonly BoardAttempt[]): Cell {
    return FORMATS[this.format].cell(attempts, this.problems.find((problem) => problem.label === label)?.points ?? null, this.rules);
  }

  private keep(attempt: BoardAttempt): void {
    const key = keyOf(attempt.participant, attempt.label);
    const others = (this.attempts.get(key) ?? []).filter(({ submission }) => submission !== attempt.submission);
    this.attempts.set(key, [...others, attempt].sort((a, b) => a.atMs - b.atMs || (a.submission < b.submission ? -1 : 1)));
  }

  /** Answers with who has gained or lost the mark. Those out of competition are never the first. */
  private findFirst(label: string): string[] {
    let first: { id: string; atMs: number } | null = null;
    for (const [id, { participant, cells }] of this.lines) {
      const atMs = cells.get(label)?.solvedAtMs ?? null;
      if (atMs !== null && !participant.unofficial && (first === null || atMs < first.atMs)) first = { id, atMs };
    }
    const before = this.firsts.get(label);
    if (before === first?.id) return [];
    if (first === null) this.firsts.delete(label);
    else this.firsts.set(label, first.id);
    return [before, first?.id].filter((id) => id !== undefined);
  }

  private hasFailed(id: string, label: string, solvedAtMs: number | null): boolean {
    return solvedAtMs === null && this.attempts.get(keyOf(id, label))?.some(({ failedSystemTest }) => failedSystemTest === true) === true;
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
        return { label, tries, pending, solvedAtSeconds: wholeSeconds(solvedAtMs), score, gainedAtSeconds: wholeSeconds(gainedAtMs), first: this.firsts.get(label) === participant.id, ...(this.hasFailed(participant.id, label, solvedAtMs) ? { failedSystemTest: true as const } : {}) };
      }),
    };
  }
}

const isSame = (a: Total, b: Total) => a.solved === b.solved && a.score === b.score && a.penaltySeconds === b.penaltySeconds && compareOrder(a.order, b.order) === 0;
const wholeSeconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));
const keyOf = (participant: string, label: string) => `${participant} ${label}`;
