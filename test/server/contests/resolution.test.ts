import { describe, expect, it } from 'vitest';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import { compareRows } from '#contract/standings.js';
import { Board, type BoardAttempt } from '#server/contests/board.js';
import { USUAL_RULES } from '#contract/contest-rules.js';
import { historyOf } from '#server/contests/history.js';
import { resolve } from '#server/contests/resolution.js';

const FREEZE = 240;
const problems = ['A', 'B', 'C'].map((label) => ({ label, points: null }));
type Verdict = BoardAttempt['verdict'];
type Made = [who: string, label: string, minutes: number, verdict: Verdict];
function boards(format: 'icpc' | 'codeforces', made: readonly Made[], people: readonly string[]) {
  const attempts = made.map(([participant, label, minutes, verdict], at): BoardAttempt => ({ submission: `s${at}`, participant, label, atMs: minutes * 60_000, verdict, score: null }));
  const make = (all: BoardAttempt[]) => new Board(format, { rules: USUAL_RULES[format], seconds: 5 * 3600 }, problems, people.map((id) => ({ id, name: id, affiliation: null, group: null, unofficial: id === 'guest' })), all);
  return { frozen: make(attempts.map((each) => (each.atMs < FREEZE * 60_000 ? each : { ...each, verdict: null }))), open: make(attempts) };
}
const summary = ({ participant, cell }: ReturnType<typeof resolve>['steps'][number]) => `${participant} ${cell.label} ${cell.solvedAtSeconds === null ? 'no' : 'yes'}`;

describe('unveiling', () => {
  it('begins at the bottom, goes from left to right, and looks again at whoever rises when their turn comes', () => {
    const { frozen, open } = boards('icpc', [
      ['ann', 'A', 10, 'accepted'], ['ann', 'B', 250, 'wrong-answer'],
      ['bob', 'A', 20, 'wrong-answer'], ['bob', 'A', 21, 'wrong-answer'], ['bob', 'A', 239, 'accepted'], ['bob', 'B', 260, 'accepted'],
      ['cid', 'C', 270, 'accepted'], ['cid', 'B', 245, 'accepted'], ['cid', 'A', 280, 'wrong-answer'],
    ], ['ann', 'bob', 'cid']);
    // By B cid rises over bob, who rises over all; then cid is the lowest again.
    expect(resolve(frozen, open).steps.map(summary)).toEqual(['cid A no', 'cid B yes', 'bob B yes', 'cid C yes', 'ann B no']);
  });

  it('marks only who was the first in the end', () => {
    const { frozen, open } = boards('icpc', [['ann', 'A', 250, 'accepted'], ['bob', 'A', 260, 'accepted'], ['bob', 'B', 10, 'accepted']], ['ann', 'bob']);
    expect(resolve(frozen, open).steps.map(({ participant, cell }) => [participant, cell.first])).toEqual([['ann', true], ['bob', false]]);
  });

  it.each(['icpc', 'codeforces'] as const)('ends with the standings as they are, each waiting cell unveiled once: %s', (format) => {
    const verdicts: Verdict[] = ['accepted', 'wrong-answer', 'accepted', 'compile-error', null];
    const people = Array.from({ length: 40 }, (_, at) => `p${at}`).concat('guest');
    // Anything that is spread well does.
    const made = Array.from({ length: 600 }, (_, at): Made => [people[(at * 7919) % people.length]!, problems[(at * 31) % 3]!.label, (at * 104_729) % 300, verdicts[(at * 13) % verdicts.length]!]);
    const { frozen, open } = boards(format, made, people);
    const { rows, steps } = resolve(frozen, open);
    expect(steps).toHaveLength(rows.flatMap(({ cells }) => cells).filter(({ pending }) => pending > 0).length);
    expect(new Set(steps.map(({ participant, cell }) => `${participant} ${cell.label}`)).size).toBe(steps.length);
    const now = new Map(rows.map((row) => [row.participant.id, row]));
    for (const { participant, cell, ...total } of steps) {
      const row = now.get(participant)!;
      now.set(participant, { ...row, ...total, cells: row.cells.map((each) => (each.label === cell.label ? cell : each)) });
    }
    const unranked = (all: readonly ScoreboardRow[]) => all.map((row) => ({ ...row, rank: null }));
    expect(unranked([...now.values()].sort(compareRows))).toEqual(unranked(open.rows()));
  });
});

describe('a history', () => {
  const { frozen, open } = boards('icpc', [['ann', 'A', 60, 'accepted'], ['bob', 'A', 30, 'wrong-answer'], ['bob', 'A', 90, 'accepted'], ['bob', 'B', 250, 'accepted'], ['guest', 'A', 1, 'accepted']], ['ann', 'bob', 'guest']);
  const at = (board: Board, id: string, minutes: number) => historyOf(board, id, 300 * 60_000)!.points.findLast(({ atSeconds }) => atSeconds <= minutes * 60)!;

  it('has the rank that the others left, and of wrong tries nothing before they count', () => {
    expect([0, 59, 60, 89, 90, 249].map((minutes) => at(open, 'bob', minutes).rank)).toEqual([1, 1, 2, 2, 2, 2]);
    expect(at(open, 'bob', 250)).toMatchObject({ rank: 1, solved: 2, penaltySeconds: (90 + 20 + 250) * 60 });
    expect(at(open, 'ann', 250).rank).toBe(2);
  });

  it('shows of a freeze what it shows, nobody out of competition a rank, and of strangers nothing', () => {
    expect(at(frozen, 'bob', 300)).toMatchObject({ rank: 2, solved: 1 });
    expect(at(open, 'guest', 300)).toMatchObject({ rank: null, solved: 1 });
    expect(historyOf(open, 'guest', 0)!.ranked).toBe(2);
    expect(historyOf(open, 'zoe', 0)).toBeNull();
  });

  it('is made anew for whoever has submitted since', () => {
    expect(at(frozen, 'bob', 300).solved).toBe(1);
    frozen.apply([{ submission: 'new', participant: 'bob', label: 'C', atMs: 200 * 60_000, verdict: 'accepted', score: null }]);
    expect(at(frozen, 'bob', 300).solved).toBe(2);
  });
});
