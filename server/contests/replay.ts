/**
 * The standings of a contest that is over, as they were at a moment of it, with somebody's virtual run beside the field. A board
 * that is asked for again a little later is brought forward, not made anew.
 */
import { setImmediate } from 'node:timers/promises';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import { compareOrder } from '#contract/standings.js';
import { selectSeqs } from '#database/contest-results.js';
import type { Database } from '#database/connect.js';
import type { VirtualResult } from '#database/virtual-runs.js';
import type { Board, BoardAttempt } from './board.js';
import { emptyBoard, pointsOf, readMaterials, resultsUpTo, type Materials } from './load-board.js';
import { SharedWork } from './shared-work.js';
import { Turns } from './turns.js';

const ATTEMPTS_AT_ONCE = 5_000;
/** Of contests, and of boards. */
const MOST_KEPT = 8;

interface Field {
  seq: number;
  materials: Materials;
  /** Of everybody, in the order of their own times. */
  attempts: BoardAttempt[];
}

interface Shown {
  field: Field;
  board: Board;
  /** How far it has come, and how many attempts of the field are on it. */
  atMs: number;
  reached: number;
}

export interface ReplayAt {
  /** Milliseconds since the start. */
  atMs: number;
  /** From then on it is not told what came of anything: while a run lasts, as in the contest itself. */
  frozenFromMs: number | null;
  /** Who is put into the table. */
  run: { id: string; name: string; results: readonly VirtualResult[] } | null;
}

export interface ShownReplay {
  materials: Materials;
  counts: ReturnType<Board['statistics']>;
  rows: ScoreboardRow[];
}

export class Replays {
  private readonly fields = new Map<string, Field>();
  private readonly shown = new Map<string, Shown>();
  private readonly reading = new SharedWork<Field | null>();
  private readonly turns = new Turns();

  constructor(private readonly db: Database) {}

  /** Null: there is no such contest. */
  async show(contestId: string, at: ReplayAt): Promise<ShownReplay | null> {
    // A contest has half a million attempts: however many look at it, they are read once.
    const field = await this.reading.do(contestId, () => this.fieldOf(contestId));
    const key = `${contestId} ${at.run?.id ?? ''} ${at.frozenFromMs ?? ''}`;
    return field && this.turns.do(key, () => this.showOf(field, key, at));
  }

  private async showOf(field: Field, key: string, { atMs, frozenFromMs, run }: ReplayAt): Promise<ShownReplay> {
    const until = countUntil(field.attempts, atMs);
    const known = this.shown.get(key);
    const usable = known?.field === field && known.atMs <= atMs ? known : { field, board: boardOf(field, run), reached: 0 };
    this.shown.delete(key);
    for (let from = usable.reached; from < until; from += ATTEMPTS_AT_ONCE) {
      usable.board.apply(field.attempts.slice(from, Math.min(until, from + ATTEMPTS_AT_ONCE)).map((attempt) => (frozenFromMs !== null && attempt.atMs >= frozenFromMs ? waiting(attempt) : attempt)));
      // Others are answered between.
      await setImmediate();
    }
    const own = run === null ? [] : run.results.filter((result) => result.atMs <= atMs).map((result) => attemptOf(field.materials, run.id, result));
    usable.board.apply(own);
    keep(this.shown, key, { ...usable, atMs, reached: until });
    return { materials: field.materials, counts: usable.board.statistics(), rows: run === null ? usable.board.rows() : withPlace(usable.board.rows(), run.id) };
  }

  private async fieldOf(contestId: string): Promise<Field | null> {
    const seqs = await selectSeqs(this.db, contestId);
    if (seqs === null) return null;
    const known = this.fields.get(contestId);
    if (known?.seq === seqs.seq) return known;
    const materials = await readMaterials(this.db, contestId);
    if (materials === null) return null;
    const attempts: BoardAttempt[] = [];
    for await (const page of resultsUpTo(this.db, materials, seqs.seq)) attempts.push(...page.map(({ attempt }) => attempt));
    const field = { seq: seqs.seq, materials, attempts: attempts.sort((a, b) => a.atMs - b.atMs) };
    keep(this.fields, contestId, field);
    return field;
  }
}

function boardOf({ materials }: Field, run: ReplayAt['run']): Board {
  const guest = run && { id: run.id, name: run.name, affiliation: null, group: null, unofficial: true, hidden: false, disqualified: false };
  return emptyBoard(guest ? { ...materials, people: [...materials.people, guest] } : materials, { hidden: false });
}

const waiting = (attempt: BoardAttempt): BoardAttempt => ({ ...attempt, verdict: null, score: null, groups: undefined, failedSystemTest: undefined });

function attemptOf(materials: Materials, participant: string, { submissionId, label, atMs, verdict, score, judged, failedFirst }: VirtualResult): BoardAttempt {
  return { submission: submissionId, participant, label, atMs, verdict, ...(failedFirst ? { failedFirst: true } : {}), ...pointsOf(materials, label, score, judged) };
}

/** The place that it would have had; it is nobody's else. */
function withPlace(rows: readonly ScoreboardRow[], id: string): ScoreboardRow[] {
  return rows.map((row) => {
    if (row.participant.id !== id) return row;
    const ahead = rows.filter((other) => other.rank !== null && compareOrder(other.order, row.order) < 0).length;
    return { ...row, rank: ahead + 1, participant: { ...row.participant, virtual: true } };
  });
}

/** How many of these, which are in order, were made by then. */
function countUntil(attempts: readonly BoardAttempt[], atMs: number): number {
  let [low, high] = [0, attempts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (attempts[middle]!.atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keep<V>(kept: Map<string, V>, key: string, value: V): void {
  kept.delete(key);
  kept.set(key, value);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
