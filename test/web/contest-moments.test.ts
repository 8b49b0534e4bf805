import { describe, expect, it } from 'vitest';
import { momentsOf, momentsWithin, untilNext } from '../../web/util/contest-moments.js';
import { extension } from '../../web/util/extend-contest.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 28, 12, minutes)).toISOString();
const me = { id: 'p', name: 'Owls', members: [], affiliation: null, group: null, unofficial: false, startedAt: null, endsAt: at(300) };
const contest = { slug: 'cup', name: 'Cup', startsAt: at(0), endsAt: at(300), freezeAt: at(240), windowSeconds: null, me };
const kinds = (of: Parameters<typeof momentsOf>[0]) => momentsOf(of).map(({ kind, at: when }) => [kind, (when - Date.parse(at(0))) / 60_000]);

describe('the moments of a contest', () => {
  it('are start, freeze, five minutes before the end, and end', () => {
    expect(kinds(contest)).toEqual([['start', 0], ['freeze', 240], ['five-minutes', 295], ['end', 300]]);
  });
  it('are those of one\'s own time', () => {
    expect(kinds({ ...contest, freezeAt: null, windowSeconds: 3600, me: { ...me, startedAt: at(30), endsAt: at(90) } })).toEqual([['start', 0], ['five-minutes', 85], ['end', 90]]);
    expect(kinds({ ...contest, freezeAt: null, windowSeconds: 3600, me: { ...me, endsAt: null } })).toEqual([['start', 0]]);
  });
  it('are no news for who does not take part, and in the shortest contest', () => {
    expect(kinds({ ...contest, me: null })).toEqual([]);
    expect(kinds({ ...contest, freezeAt: null, endsAt: at(5), me: { ...me, endsAt: at(5) } })).toEqual([['start', 0], ['end', 5]]);
  });
  it('are each told once, also by a timer that comes late', () => {
    const all = momentsOf(contest);
    const end = Date.parse(at(300));
    expect(momentsWithin(all, end - 5 * 60_000, end).map(({ kind }) => kind)).toEqual(['end']);
    expect(momentsWithin(all, end - 5 * 60_000 - 1, end + 999).map(({ kind }) => kind)).toEqual(['five-minutes', 'end']);
    expect(untilNext(all, end - 1)).toBe(1);
    expect(untilNext(all, end)).toBeNull();
  });
});

describe('an extension', () => {
  const long = { durationSeconds: 18_000, startsAt: at(0), endsAt: at(300), freezeAt: at(240) };
  it('moves the end, and with it a freeze that has not begun', () => {
    expect(extension(long, 15, Date.parse(at(239)))).toEqual({ durationSeconds: 18_900 });
    expect(extension({ ...long, freezeAt: null }, 15, Date.parse(at(299)))).toEqual({ durationSeconds: 18_900 });
  });
  it('leaves a freeze that has begun where it began, so that nothing of it is shown', () => {
    expect(extension(long, 15, Date.parse(at(240)))).toEqual({ durationSeconds: 18_900, freezeSeconds: 4500 });
  });
});
