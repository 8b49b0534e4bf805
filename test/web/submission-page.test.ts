import { describe, expect, test } from 'vitest';
import type { Submission } from '#contract/submission.js';
import { comparedTests } from '../../web/util/compare-tests.js';
import { endOfDay, startOfDay } from '../../web/util/days.js';
import { diffLines } from '../../web/util/diff.js';
import { elidedEnd, elidedStart, folded, isCut } from '../../web/util/diff-view.js';
import { partsOfTime } from '../../web/util/parts-of-time.js';

type Test = Submission['tests'][number];

describe('what of a comparison is shown', () => {
  const lines = (count: number, changed: number[]) => Array.from({ length: count }, (_, at) => (changed.includes(at + 1) ? 'x' : `${at + 1}`)).join('\n') + '\n';
  const shape = (rows: ReturnType<typeof folded>) => rows.map((part) => (part.kind === 'fold' ? `…${part.rows.length}` : `${part.row.left?.number}${part.row.same ? '' : '!'}`)).join(' ');

  test('is the neighbourhood of each difference', () => {
    expect(shape(folded(diffLines(lines(30, []), lines(30, [15])), new Set()))).toBe('…11 12 13 14 15! 16 17 18 …12');
  });
  test('is all of a short text, and of a fold that was opened', () => {
    expect(shape(folded(diffLines(lines(8, []), lines(8, [5])), new Set()))).toBe('1 2 3 4 5! 6 7 8');
    expect(shape(folded(diffLines(lines(15, []), lines(15, [15])), new Set([0])))).toBe('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15!');
  });
  test('keeps of the equal part of a long line what touches the difference', () => {
    expect(elidedStart('a'.repeat(200))).toEqual({ left: 140, text: 'a'.repeat(60) });
    expect(elidedEnd('short')).toEqual({ left: 0, text: 'short' });
  });
  test('knows a text that the server cut', () => expect([isCut('ä'.repeat(2048)), isCut('a'.repeat(4000))]).toEqual([true, false]));
});

describe('two submissions test by test', () => {
  const result = (index: number, verdict: Test['verdict'], cpuMs: number, peakMemoryKib = 1000): Test => ({ index, verdict, cpuMs, peakMemoryKib });
  const rows = comparedTests(
    { tests: [result(1, 'accepted', 10), result(2, 'accepted', 500), result(3, 'wrong-answer', 10), result(4, 'skipped', 0)], testsTotal: 4 },
    { tests: [result(1, 'accepted', 15), result(2, 'accepted', 300, 9000), result(3, 'accepted', 10)], testsTotal: 4 },
  );
  test('mark other verdicts', () => expect(rows.map((row) => row.verdictDiffers)).toEqual([false, false, true, false]));
  test('tell what was reached on one side only, which is no other verdict', () => {
    const stopped = comparedTests({ tests: [result(1, 'wrong-answer', 1), result(2, 'skipped', 0), result(3, 'skipped', 0)], testsTotal: 3 }, { tests: [result(1, 'accepted', 1), result(2, 'accepted', 1)], testsTotal: 3 });
    expect(stopped.map(({ verdictDiffers, onOneSide }) => [verdictDiffers, onOneSide])).toEqual([[true, false], [false, true], [false, false]]);
  });
  test('mark clear differences of time and memory, and no noise', () => expect(rows.map(({ faster, smaller }) => [faster, smaller])).toEqual([[undefined, undefined], ['right', 'left'], [undefined, undefined], [undefined, undefined]]));
});

describe('where the time of a judging went', () => {
  const times = { queuedAt: '2026-01-01T00:00:00.000Z', claimedAt: '2026-01-01T00:00:02.000Z', finishedAt: '2026-01-01T00:00:05.000Z' };
  const compile = { ok: true, log: '', cpuMs: 900, wallMs: 1000 };
  const ran: Test[] = [{ index: 1, verdict: 'accepted' }];
  test('waiting, compiling, testing', () => expect(partsOfTime({ times, compile, tests: ran })).toEqual({ waited: 2000, compiling: 1000, testing: 2000 }));
  test('no tests where it did not compile', () => expect(partsOfTime({ times, compile: { ...compile, ok: false }, tests: [] })).toMatchObject({ testing: null }));
  test('only the wait while it is judged', () => expect(partsOfTime({ times: { ...times, finishedAt: null }, compile: undefined, tests: [] })).toEqual({ waited: 2000, compiling: null, testing: null }));
});

describe("days of the reader's calendar", () => {
  test('begin and end at midnight here', () => {
    expect(startOfDay('2026-03-05')).toBe(new Date(2026, 2, 5).toISOString());
    expect(endOfDay('2026-12-31')).toBe(new Date(2027, 0, 1).toISOString());
  });
  test('that are none are no filter', () => expect([startOfDay('2026-02-30'), startOfDay(undefined), endOfDay('soon')]).toEqual([undefined, undefined, undefined]));
});
