/** Standings of published rules, worked out by hand from their text. */
import { describe, expect, it } from 'vitest';
import type { ContestFormat, ContestRules } from '#contract/contest.js';
import type { Verdict } from '#contract/verdict.js';
import type { Attempt } from '#server/contests/formats/format.js';
import { USUAL_RULES } from '#contract/contest-rules.js';
import { compareOrder } from '#contract/standings.js';
import { FORMATS } from '#server/contests/formats/table.js';

const VERDICTS: Record<string, Verdict | null> = { AC: 'accepted', WA: 'wrong-answer', CE: 'compile-error', JE: 'judge-error', TLE: 'time-limit-exceeded', '??': null };

/** `12:30 WA` or `1:00:00 WA 40`: hours, minutes, seconds; verdict, `WA1` on the first test; points. With `a=10,b=5`: points of groups. */
function attempts(text: string): Attempt[] {
  return text.split('|').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [clock = '', word = '', score, groups] = part.split(' ');
    const verdict = word.replace('1', '');
    const [seconds = 0, minutes = 0, hours = 0] = clock.split(':').map(Number).reverse();
    return {
      atMs: ((hours * 60 + minutes) * 60 + seconds) * 1000, verdict: VERDICTS[verdict]!, score: score === undefined ? null : Number(score), ...(word.endsWith('1') ? { failedFirst: true } : {}),
      ...(groups === undefined ? {} : { groups: Object.fromEntries(groups.split(',').map((group) => [group.split('=')[0]!, Number(group.split('=')[1])])) }),
    };
  });
}

const by = (format: ContestFormat, rules: Partial<ContestRules> = {}, seconds = 7200) => ({ rules: { ...USUAL_RULES[format], ...rules }, seconds });
const total = (format: ContestFormat, problems: readonly [text: string, points?: number][]) =>
  FORMATS[format].total(problems.map(([text, points]) => FORMATS[format].cell(attempts(text), { points: points ?? null }, by(format))), by(format));
const cell = (format: ContestFormat, text: string, points?: number) => FORMATS[format].cell(attempts(text), { points: points ?? null }, by(format));

describe('icpc', () => {
  it('adds whole minutes and 20 for each wrong try of solved problems only', () => {
    // 10 + (75 + 2 × 20), and nothing of the unsolved one.
    expect(total('icpc', [['10:59 AC'], ['20:00 WA | 40:00 TLE | 1:15:30 AC'], ['5:00 WA | 6:00 WA']])).toMatchObject({ solved: 2, penaltySeconds: (10 + 75 + 40) * 60 });
  });

  it.each([
    ['does not count what did not compile', '1:00 CE | 2:00 AC', { tries: 1, penaltyMs: 2 * 60_000 }],
    ['does not count our own failures', '1:00 JE | 2:00 AC', { tries: 1 }],
    ['forgets what comes after the solution', '2:00 AC | 3:00 WA | 4:00 ??', { tries: 1, pending: 0, penaltyMs: 2 * 60_000 }],
    ['counts the minutes that have passed whole', '59:59 AC', { penaltyMs: 59 * 60_000 }],
    ['shows what is not judged yet', '1:00 WA | 2:00 ??', { tries: 1, pending: 1, solvedAtMs: null }],
    ['waits for nobody: a later solution counts before an earlier try is judged', '1:00 ?? | 2:00 AC', { tries: 1, pending: 0, solvedAtMs: 120_000 }],
  ])('%s', (_, text, expected) => expect(cell('icpc', text)).toMatchObject(expected));

  it('counts what did not compile where the rules say so', () => {
    expect(FORMATS.icpc.cell(attempts('1:00 CE | 2:00 AC'), { points: null }, by('icpc', { compileErrorsCount: true }))).toMatchObject({ tries: 2, penaltyMs: 22 * 60_000 });
  });

  it('takes no penalty for a problem that is never solved', () => {
    expect(total('icpc', [['5:00 WA | 6:00 WA | 7:00 TLE'], ['10:00 AC']])).toMatchObject({ solved: 1, penaltySeconds: 600 });
  });

  it('shares a place where solutions fall into the same minute', () => {
    expect(total('icpc', [['10:01 AC']]).order).toEqual(total('icpc', [['10:59 AC']]).order);
  });

  it('puts more problems first, then less penalty, then the earlier last solution', () => {
    const orders = [
      total('icpc', [['0:10:00 AC'], ['0:30:00 AC']]).order, // 40 minutes, the last after 30
      total('icpc', [['0:05:00 AC'], ['0:35:00 AC']]).order, // 40 minutes, the last after 35
      total('icpc', [['0:20:00 AC'], ['0:21:00 AC']]).order, // 41 minutes
      total('icpc', [['0:01:00 AC']]).order,
    ];
    expect([...orders].sort((a, b) => a.map((value, at) => value - b[at]!).find((difference) => difference !== 0) ?? 0)).toEqual(orders);
  });
});

describe('ioi', () => {
  it('takes of each group of tests the best points of any submission', () => {
    expect(cell('ioi', '1:00 WA 30 a=30,b=0 | 2:00 WA 50 a=10,b=40 | 3:00 WA 0 a=0,b=0')).toMatchObject({ score: 70, tries: 3, gainedAtMs: 120_000, solvedAtMs: null });
  });

  it('is solved by several submissions that have all points together, with the last of them', () => {
    const tries = '1:00 WA 60 a=60,b=0 | 2:00 WA 40 a=0,b=40 | 3:00 WA 10 a=10,b=0';
    expect(cell('ioi', tries, 100)).toMatchObject({ score: 100, solvedAtMs: 120_000 });
    expect(cell('ioi', tries, 120)).toMatchObject({ score: 100, solvedAtMs: null });
  });

  it('takes the best submission where the rules say so', () => {
    expect(FORMATS.ioi.cell(attempts('1:00 WA 30 a=30,b=0 | 2:00 WA 50 a=10,b=40'), { points: null }, by('ioi', { best: 'submission' }))).toMatchObject({ score: 50 });
  });

  it('knows no time: equal points share a place', () => {
    expect(total('ioi', [['1:00 AC 100'], ['2:00 WA 20']]).order).toEqual(total('ioi', [['1:00:00 WA 60'], ['2:00:00 WA 60']]).order);
  });

  it('gives a problem without points all or nothing', () => {
    expect(cell('ioi', '1:00 WA | 2:00 AC', 40)).toMatchObject({ score: 40 });
    expect(cell('ioi', '1:00 WA', 40)).toMatchObject({ score: 0 });
  });
});

describe('codeforces', () => {
  it.each([
    // 500 − 2 × 10 minutes − 50
    ['melts by 1/250 a minute, and by 50 for each wrong try', '5:00 WA | 10:30 AC', 500, 430],
    ['never gives less than 0.3 of the points', '1:00 WA | 1:59:00 AC', 500, 212],
    ['never gives less than 0.3 of the points, late with many tries', '1:00 WA | 2:00 WA | 3:00 WA | 1:59:00 AC', 500, 150],
    ['counts the last accepted one, those before it as wrong tries', '1:00 AC | 20:00 AC', 1000, 1000 - 80 - 50],
    ['gives nothing without a solution', '1:00 WA', 1000, null],
    ['takes nothing for what does not compile', '1:00 CE | 2:00 CE | 10:00 AC', 500, 480],
    ['takes nothing for what fails on the first test', '1:00 WA1 | 2:00 WA1 | 3:00 WA | 10:00 AC', 500, 430],
    ['melts by the whole minute', '0:59 AC', 500, 500],
    ['melts by the whole minute, from the first on', '1:00 AC', 500, 498],
    ['melts for two hours, to 52 of 100', '2:00:00 AC', 1000, 520],
    ['takes 50 a try whatever the problem gives', '1:00 WA | 1:30 AC', 3000, 3000 - 12 - 50],
  ])('%s', (_, text, points, score) => expect(cell('codeforces', text, points).score).toBe(score));
});

describe('codeforces by the length of the contest', () => {
  const score = (minutes: number, text: string, points: number) => FORMATS.codeforces.cell(attempts(text), { points }, by('codeforces', {}, minutes * 60)).score;

  it.each([
    // https://codeforces.com/blog/entry/133094; three hours as in round 1375, whose standings https://codeforces.com/blog/entry/81719 looks at.
    [120, '1:00 AC', 1000, 996],
    [120, '1:59:00 AC', 1000, 524],
    [120, '1:59:00 AC', 3000, 1572],
    [180, '1:00 AC', 500, 499],
    [180, '1:00 AC', 750, 748],
    [180, '3:00 AC', 1000, 992],
    [180, '1:00 AC', 1500, 1496],
    [180, '10:00 AC', 4000, 3894],
    [150, '1:00:00 AC', 1000, 808],
    [135, '10:00 AC', 1250, 1206],
    [60, '30:00 AC', 500, 380],
    [60, '1:00:00 AC', 1000, 520],
    [300, '5:00:00 AC', 1000, 520],
    // The whole points that have melted, and the whole minutes that have passed.
    [180, '2:59 AC', 500, 498],
    [180, '3:00:00 AC', 500, 260],
    [180, '1:00 WA | 2:00 WA | 3:00:00 AC', 500, 160],
    [180, '1:00 WA | 2:00 WA | 3:00 WA | 3:00:00 AC', 500, 150],
  ])('in %i minutes: %s of %i gives %i', (minutes, text, points, expected) => expect(score(minutes, text, points)).toBe(expected));
});

describe('codeforces after a system test', () => {
  const passed = (minutes: number, failed: boolean): Attempt => ({ atMs: minutes * 60_000, verdict: failed ? 'wrong-answer' : 'accepted', score: null, ...(failed ? { failedSystemTest: true } : {}) });
  const score = (...all: Attempt[]) => FORMATS.codeforces.cell(all, { points: 1000 }, by('codeforces')).score;

  it('counts the last of what has passed the pretests, and nothing where that fails', () => {
    expect(score(passed(10, false), passed(20, true))).toBeNull();
    expect(score(passed(10, true), passed(20, false))).toBe(1000 - 80 - 50);
    expect(score(passed(10, false), ...attempts('20:00 WA'))).toBe(1000 - 40);
  });
});

describe('atcoder', () => {
  it('ranks by points, then the last gain and five minutes for each wrong try before a gain', () => {
    // The last gain after 30:15, three wrong tries before solutions; those of the unsolved problem count for nothing.
    expect(total('atcoder', [['1:00 WA | 10:00 AC', 300], ['20:00 WA | 25:00 WA | 30:15 AC', 400], ['40:00 WA', 500]])).toMatchObject({ score: 700, penaltySeconds: 30 * 60 + 15 + 3 * 300, order: [-700, 30 * 60 + 15 + 900] });
  });

  it('counts seconds, of the last gain only', () => {
    expect(total('atcoder', [['0:10 AC', 100], ['1:00:01 AC', 100]]).penaltySeconds).toBe(3601);
  });

  it('takes nothing for what does not compile', () => {
    expect(total('atcoder', [['1:00 CE | 2:00 AC', 100]]).penaltySeconds).toBe(120);
  });

  it('forgets tries after the gain', () => {
    expect(cell('atcoder', '10:00 AC | 11:00 WA', 100)).toMatchObject({ tries: 1, penaltyMs: 0, gainedAtMs: 600_000 });
  });
});

describe('leaderboard of costs', () => {
  const all = { ...by('leaderboard'), lowerIsBetter: 'all' as const };
  const lowest = (text: string) => FORMATS.leaderboard.cell(attempts(text), { points: null, lowerIsBetter: true }, all);
  const totalOf = (...problems: string[]) => FORMATS.leaderboard.total(problems.map(lowest), all);

  it.each([
    ['takes the lowest', '1:00 AC 50 | 2:00 AC 41.5 | 3:00 AC 60', { score: 41.5, gainedAtMs: 120_000, solvedAtMs: 60_000, tries: 3 }],
    ['takes nothing for what was rejected, which cost nothing', '1:00 WA 0 | 2:00 AC 50 | 3:00 TLE 0', { score: 50, gainedAtMs: 120_000 }],
    ['has no score without an accepted one', '1:00 WA 0 | 2:00 ??', { score: null, gainedAtMs: null, solvedAtMs: null, tries: 1, pending: 1 }],
    ['takes a cost of nothing', '1:00 AC 3 | 2:00 AC 0', { score: 0, gainedAtMs: 120_000 }],
  ])('%s', (_, text, expected) => expect(lowest(text)).toMatchObject(expected));

  it('puts whoever has solved more first, then the lowest sum, then whoever was there first', () => {
    const ranked = [['1:00 AC 1', '1:00 AC 4'], ['1:00 AC 5', '2:00 AC 0'], ['1:00 AC 6', '1:00 AC 0'], ['1:00 AC 2', ''], ['1:00 WA 0', '']].map((problems) => totalOf(...problems));
    expect(ranked.map(({ score }) => score)).toEqual([5, 5, 6, 2, 0]);
    for (const [at, total] of ranked.slice(1).entries()) expect(compareOrder(ranked[at]!.order, total.order)).toBeLessThan(0);
  });

  it('takes costs off from points where a problem has become one', () => {
    const some = { ...all, lowerIsBetter: 'some' as const };
    const [gain, cost] = [FORMATS.leaderboard.cell(attempts('1:00 WA 30'), { points: null }, some), lowest('1:00 AC 10')];
    expect(FORMATS.leaderboard.total([gain, cost], some)).toMatchObject({ score: 20, order: [-1, -20, 60_000] });
    expect(FORMATS.leaderboard.total([gain], some)).toMatchObject({ score: 30, order: [-0, -30, 60_000] });
  });
});

describe('formats of points', () => {
  it.each(['ioi', 'atcoder'] as const)('count a problem of costs in %s by its verdict alone', (format) => {
    const cost = { points: 100, lowerIsBetter: true };
    expect(FORMATS[format].cell(attempts('1:00 WA 900 a=900'), cost, by(format)).score ?? 0).toBe(0);
    expect(FORMATS[format].cell(attempts('1:00 WA 900 a=900 | 2:00 AC 3 a=3'), cost, by(format))).toMatchObject({ score: 100, solvedAtMs: 120_000 });
  });
});

describe('leaderboard', () => {
  it('takes the best score, and of equal ones who was there first', () => {
    const early = total('leaderboard', [['1:00 WA 41.5 | 5:00 WA 40']]);
    const late = total('leaderboard', [['2:00 WA 41.5']]);
    expect(early).toMatchObject({ score: 41.5, order: [-41.5, 60_000] });
    expect(late.order).toEqual([-41.5, 120_000]);
  });
});
