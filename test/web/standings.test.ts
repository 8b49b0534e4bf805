import { describe, expect, test } from 'vitest';
import type { ContestFormat } from '#contract/contest.js';
import type { Scoreboard, ScoreboardCell, ScoreboardRow } from '#contract/scoreboard.js';
import { stepPath, ticks, timeTicks } from '../../web/util/chart.js';
import { beatsOf, medalOf, rowsAfter, usualMedals, type Beat } from '../../web/util/resolver.js';
import { contestTime, linesOf, lookOf, totalText } from '../../web/util/standings-cell.js';
import { filterRows, valuesOf } from '../../web/util/standings-filter.js';
import { catchUp, changedCells, inOrder } from '../../web/util/standings.js';

const cell = (part: Partial<ScoreboardCell> = {}): ScoreboardCell => ({ label: 'A', tries: 0, pending: 0, solvedAtSeconds: null, score: null, gainedAtSeconds: null, first: false, ...part });
const solvedAt = (minutes: number, tries = 1) => cell({ tries, solvedAtSeconds: minutes * 60, score: 1 });
function row(name: string, cells: ScoreboardCell[], part: Partial<ScoreboardRow['participant']> = {}): ScoreboardRow {
  const solved = cells.filter(({ solvedAtSeconds }) => solvedAtSeconds !== null);
  const penaltySeconds = solved.reduce((sum, { solvedAtSeconds, tries }) => sum + solvedAtSeconds! + (tries - 1) * 1200, 0);
  return { rank: null, participant: { id: name, name, affiliation: null, group: null, unofficial: false, ...part }, solved: solved.length, score: solved.length, penaltySeconds, cells: cells.map((each, at) => ({ ...each, label: 'ABC'[at]! })), order: [-solved.length, penaltySeconds] };
}
function board(rows: ScoreboardRow[], seq = 5): Scoreboard {
  const problems = ['A', 'B'].map((label, at) => ({
    label, name: label, color: null, points: null,
    solvedBy: rows.filter(({ cells }) => cells[at]!.solvedAtSeconds !== null).length, triedBy: rows.filter(({ cells }) => cells[at]!.tries + cells[at]!.pending > 0).length,
  }));
  return { contest: 'c', state: 'running', frozen: false, format: 'icpc', seq, problems, rows: inOrder(rows) };
}
const change = (from: number, seq: number, ...rows: ScoreboardRow[]) => ({ contest: 'c', from, seq, rows });
const places = ({ rows }: { rows: readonly ScoreboardRow[] }) => rows.map(({ rank, participant }) => `${rank ?? '–'} ${participant.name}`);

describe('standings that are told of changes', () => {
  const before = board([row('ann', [solvedAt(10), cell()]), row('bob', [cell({ tries: 1 }), cell()]), row('cid', [cell(), cell()]), row('guest', [solvedAt(1), cell()], { unofficial: true })]);

  test('put a row where it belongs, and keep the others as they are', () => {
    const { board: now, gap } = catchUp(before, [change(5, 6, row('bob', [solvedAt(9), cell()]))]);
    expect([gap, now.seq, places(now)]).toEqual([false, 6, ['– guest', '1 bob', '2 ann', '3 cid']]);
    expect(now.rows[0]).toBe(before.rows[0]);
    expect(now.rows[2]).not.toBe(before.rows[1]);
  });
  test('count who has solved and tried each problem, as loading them anew would', () => {
    const rows = [row('cid', [cell({ pending: 1 }), solvedAt(3)]), row('bob', [cell(), cell()])];
    const { board: now } = catchUp(before, [change(5, 7, ...rows)]);
    expect(now).toEqual({ ...board([before.rows[1]!, before.rows[0]!, ...rows]), seq: 7 });
  });
  test('take changes in their order, each once, whatever the order in which they came', () => {
    const changes = [change(6, 7, row('bob', [solvedAt(9), solvedAt(20)])), change(4, 5, row('ann', [cell(), cell()])), change(5, 6, row('bob', [solvedAt(9), cell()]))];
    expect(places(catchUp(before, changes).board)).toEqual(['1 bob', '– guest', '2 ann', '3 cid']);
  });
  test('take one that begins before what is known already: its rows are as they are at its end', () => {
    expect(catchUp(before, [change(3, 6, row('cid', [solvedAt(1), cell()]))])).toMatchObject({ gap: false, board: { seq: 6 } });
  });
  test('know when they have missed something, and stay as they were', () => {
    const { board: now, gap } = catchUp(before, [change(5, 6), change(8, 9, row('cid', [solvedAt(1), cell()]))]);
    expect([gap, now.seq, places(now)]).toEqual([true, 6, places(before)]);
  });
  test('tell which cells have changed, and of a mark alone nothing', () => {
    const [was, now] = [row('ann', [cell({ tries: 1 }), solvedAt(5)]), row('ann', [solvedAt(9, 2), { ...solvedAt(5), first: true }])];
    expect([changedCells(was, now), changedCells(now, { ...now, rank: 3 }), changedCells(now, row('ann', now.cells))]).toEqual([['A'], [], []]);
  });
  test('share ranks', () => expect(places(board([row('zoe', [solvedAt(5), cell()]), row('amy', [solvedAt(5), cell()]), row('tom', [cell(), cell()])]))).toEqual(['1 amy', '1 zoe', '3 tom']));
});

describe('what is shown of them', () => {
  const rows = [row('Jürgen Öz', [], { affiliation: 'TU Wien', group: 'West' }), row('Team 10', [], { group: 'East' }), row('Team 9', [], { affiliation: 'Łódź', group: 'East', unofficial: true })];
  const names = (filter: Parameters<typeof filterRows>[1]) => filterRows(rows, filter).map(({ participant }) => participant.name);
  test('all, as the same list', () => expect(filterRows(rows, { search: '  ' })).toBe(rows));
  test.each([
    [{ search: 'jurgen' }, ['Jürgen Öz']],
    [{ search: 'OZ wien' }, ['Jürgen Öz']],
    [{ search: 'jurgen east' }, []],
    [{ search: 'lodz' }, ['Team 9']],
    [{ group: 'East' }, ['Team 10', 'Team 9']],
    [{ affiliation: 'Łódź' }, ['Team 9']],
    [{ group: 'East', official: true as const }, ['Team 10']],
  ])('%j', (filter, expected) => expect(names(filter)).toEqual(expected));
  test('the choices that there are', () => expect([valuesOf(rows, 'group', 'en'), valuesOf(rows, 'affiliation', 'en')]).toEqual([['East', 'West'], ['Łódź', 'TU Wien']]));
});

describe('a cell', () => {
  const CASES: [ContestFormat, Partial<ScoreboardCell>, string, string, string][] = [
    ['icpc', {}, 'none', '', ''],
    ['icpc', { tries: 1, solvedAtSeconds: 3900, score: 1 }, 'solved', '+', '1:05'],
    ['icpc', { tries: 3, solvedAtSeconds: 59, score: 1 }, 'solved', '+2', '0:00'],
    ['icpc', { tries: 2 }, 'failed', '−2', ''],
    ['icpc', { tries: 2, pending: 1 }, 'pending', '?', '−2'],
    ['icpc', { pending: 3 }, 'pending', '?3', ''],
    ['ioi', { tries: 3, score: 73.456 }, 'partial', '73.46', '3×'],
    ['ioi', { tries: 1, score: 0 }, 'failed', '0', '1×'],
    ['ioi', { tries: 2, score: 40, pending: 2 }, 'pending', '40', '?2 2×'],
    ['ioi', { pending: 1 }, 'pending', '?', ''],
    ['codeforces', { tries: 2, solvedAtSeconds: 600, score: 430 }, 'solved', '430', '0:10'],
    ['atcoder', { tries: 1, gainedAtSeconds: 1200, score: 100 }, 'partial', '100', '0:20'],
    ['leaderboard', { tries: 5, score: 1234.5 }, 'partial', '1,234.5', '5×'],
  ];
  test.each(CASES)('%s %j is %s, %s and %s', (format, part, look, ...lines) => {
    expect(lookOf(format, cell(part))).toBe(look);
    expect(linesOf(format, cell(part), 'en')).toEqual(lines);
  });
  test('totals', () => {
    const of = { solved: 3, score: 250.5, penaltySeconds: 3723 };
    expect((['solved', 'score', 'penalty', 'time'] as const).map((column) => totalText(column, of, 'en'))).toEqual(['3', '250.5', '62', '1:02']);
  });
  test('hours of long contests', () => expect([contestTime(0), contestTime(3599), contestTime(360_000)]).toEqual(['0:00', '0:59', '100:00']));
});

describe('a chart', () => {
  test('has a few round values', () => expect([ticks(12, 5), ticks(3, 5), ticks(0, 5), ticks(730, 5), ticks(1, 4, false)]).toEqual([[0, 5, 10], [0, 1, 2, 3], [0], [0, 200, 400, 600], [0, 0.5, 1]]));
  test('and moments', () => expect([timeTicks(5 * 3600, 6), timeTicks(90, 6)].map((all) => all.map((each) => each / 60))).toEqual([[0, 60, 120, 180, 240, 300], [0, 1]]));
  test('goes in steps', () => expect(stepPath([{ x: 0, y: 1 }, { x: 0.5, y: 0.25 }], 100, 40)).toBe('M0 40H50V10'));
});

describe('the ceremony', () => {
  const rows = [row('ann', [solvedAt(10), cell({ pending: 1 })]), row('bob', [cell({ pending: 1 }), cell()]), row('cid', [cell(), cell()])];
  const step = (participant: string, label: string, now: ScoreboardRow) => ({ participant, cell: now.cells.find((each) => each.label === label)!, solved: now.solved, score: now.score, penaltySeconds: now.penaltySeconds, order: now.order });
  const resolution = { rows, steps: [step('bob', 'A', row('bob', [solvedAt(250), cell()])), step('ann', 'B', row('ann', [solvedAt(10), cell({ tries: 1 })]))] };
  const words = (beats: readonly Beat[]) => beats.map((beat) => (beat.kind === 'unveil' ? `${beat.participant} ${beat.label}` : `${beat.medal} for ${beat.participant}, ${beat.rank}`));

  test('unveils one after the other, and gives a medal when nobody can come below any more', () => {
    expect(words(beatsOf(resolution, { gold: 1, silver: 1, bronze: 1 }))).toEqual(['bob A', 'silver for bob, 2', 'ann B', 'gold for ann, 1']);
    expect(words(beatsOf(resolution, { gold: 0, silver: 0, bronze: 0 }))).toEqual(['bob A', 'ann B']);
  });
  test('shows what was unveiled so far, back and forth', () => {
    expect([0, 1, 2, 1].map((count) => places({ rows: rowsAfter(resolution, count) }))).toEqual([['1 ann', '2 bob', '2 cid'], ['1 ann', '2 bob', '3 cid'], ['1 ann', '2 bob', '3 cid'], ['1 ann', '2 bob', '3 cid']]);
    expect(rowsAfter(resolution, 1).find(({ participant }) => participant.id === 'ann')!.cells[1]).toMatchObject({ pending: 1 });
    expect(rowsAfter(resolution, 2)[0]!.cells[1]).toMatchObject({ pending: 0, tries: 1 });
  });
  test('gives who falls by a later try a medal once', () => {
    const fallen = { ...row('ann', [solvedAt(10), cell({ tries: 1 })]), order: [1, 0] };
    expect(words(beatsOf({ rows, steps: [step('ann', 'B', fallen)] }, { gold: 1, silver: 1, bronze: 1 })).filter((word) => word.includes('ann'))).toEqual(['ann B', 'bronze for ann, 3']);
  });
  test.each([
    [1, 5, 'gold'], [2, 5, 'silver'], [3, 5, 'silver'], [4, 5, 'bronze'], [5, 5, null], [null, 5, null], [1, 0, null],
  ])('rank %s with %s solved: %s', (rank, solved, medal) => expect(medalOf({ rank, solved, score: solved }, { gold: 1, silver: 2, bronze: 1 })).toBe(medal));
  test('has as many medals as the field is worth', () => expect([usualMedals(rows), usualMedals(Array.from({ length: 36 }, (_, at) => row(`t${at}`, [])))].map(({ gold }) => gold)).toEqual([1, 4]));
});
