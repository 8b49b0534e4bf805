import { describe, expect, it } from 'vitest';
import { Board, type BoardAttempt } from '#server/contests/board.js';
import { USUAL_RULES } from '#contract/contest-rules.js';

const person = (id: string, more: { unofficial?: boolean } = {}) => ({ id, name: id, affiliation: null, group: null, unofficial: false, ...more });
let made = 0;
const attempt = (participant: string, label: string, minutes: number, verdict: BoardAttempt['verdict']): BoardAttempt => ({ submission: `s${made++}`, participant, label, atMs: minutes * 60_000, verdict, score: null });
const problems = ['A', 'B'].map((label) => ({ label, points: null }));
const board = (people: ReturnType<typeof person>[], attempts: BoardAttempt[] = []) => new Board('icpc', { rules: USUAL_RULES.icpc, seconds: 5 * 3600 }, problems, people, attempts);
const ranks = (of: Board) => of.rows().map(({ rank, participant }) => `${rank ?? '–'} ${participant.id}`);

describe('a board', () => {
  it('shares ranks, goes on after them, and gives none out of competition', () => {
    const people = [person('ann'), person('bob'), person('cid', { unofficial: true }), person('dan')];
    const made = board(people, [attempt('ann', 'A', 5, 'accepted'), attempt('bob', 'A', 5, 'accepted'), attempt('cid', 'A', 1, 'accepted')]);
    expect(ranks(made)).toEqual(['– cid', '1 ann', '1 bob', '3 dan']);
  });

  it('is the same whether it is told all at once or one after the other, in any order', () => {
    const people = [person('ann'), person('bob')];
    const all = [attempt('ann', 'A', 5, 'wrong-answer'), attempt('ann', 'A', 9, 'accepted'), attempt('bob', 'B', 30, 'accepted'), attempt('bob', 'A', 7, 'accepted')];
    const one = board(people);
    for (const each of [...all].reverse()) one.apply([each]);
    expect(one.rows()).toEqual(board(people, all).rows());
  });

  it('tells of the rows that have changed, and of who has lost the first solution', () => {
    const made = board([person('ann'), person('bob'), person('cid')], [attempt('ann', 'A', 9, 'accepted')]);
    expect(made.rows()[0]!.cells[0]).toMatchObject({ first: true, solvedAtSeconds: 540 });
    const late = attempt('bob', 'A', 5, null);
    expect(made.apply([late])).toEqual(['bob']);
    expect(made.apply([{ ...late, verdict: 'accepted' }]).sort()).toEqual(['ann', 'bob']);
    expect(made.rows().map(({ participant, cells }) => [participant.id, cells[0]!.first])).toEqual([['bob', true], ['ann', false], ['cid', false]]);
  });

  it('takes a verdict back', () => {
    const one = attempt('ann', 'A', 5, 'accepted');
    const made = board([person('ann'), person('bob')], [one]);
    made.apply([{ ...one, verdict: 'wrong-answer' }]);
    expect(made.rows().every(({ solved }) => solved === 0)).toBe(true);
    expect(made.statistics()).toEqual([{ label: 'A', solvedBy: 0, triedBy: 1 }, { label: 'B', solvedBy: 0, triedBy: 0 }]);
  });

  it('ignores who is not on it', () => {
    expect(board([person('ann')]).apply([attempt('zoe', 'A', 1, 'accepted')])).toEqual([]);
  });
});
