import { describe, expect, it } from 'vitest';
import { daysUpTo, streaksOf } from '#server/profiles/days.js';

const startsIn = (zone: string, now: string, count: number) => daysUpTo(new Date(now), count, zone).map(({ date, start }) => [date, start.toISOString()]);

describe('days in a time zone', () => {
  it('end with the day that it is there, whatever day it is in Greenwich', () => {
    expect(startsIn('Asia/Tokyo', '2026-03-01T20:00:00Z', 1)).toEqual([['2026-03-02', '2026-03-01T15:00:00.000Z']]);
    expect(startsIn('America/Los_Angeles', '2026-03-01T02:00:00Z', 2)).toEqual([['2026-02-27', '2026-02-27T08:00:00.000Z'], ['2026-02-28', '2026-02-28T08:00:00.000Z']]);
  });

  it('have 23 and 25 hours where the clock is moved', () => {
    const hours = (now: string) => {
      const [day, next] = daysUpTo(new Date(now), 2, 'Europe/Berlin');
      return (next!.start.getTime() - day!.start.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-30T12:00:00Z'), hours('2026-10-26T12:00:00Z'), hours('2026-06-01T12:00:00Z')]).toEqual([23, 25, 24]);
  });

  it('begin at 01:00 where midnight does not come, and at the first of two midnights', () => {
    // Clocks in Cairo went from 00:00 to 01:00 on 28 April 2023; those in Havana from 01:00 to 00:00 on 5 November 2023.
    expect(startsIn('Africa/Cairo', '2023-04-28T12:00:00Z', 1)).toEqual([['2023-04-28', '2023-04-27T22:00:00.000Z']]);
    expect(startsIn('America/Havana', '2023-11-05T18:00:00Z', 1)).toEqual([['2023-11-05', '2023-11-05T04:00:00.000Z']]);
    // In Beirut 27 October 2024 began at the second 00:00: the day before ended with its 23rd hour twice.
    expect(startsIn('Asia/Beirut', '2024-10-27T12:00:00Z', 1)).toEqual([['2024-10-27', '2024-10-26T22:00:00.000Z']]);
  });

  it('follow one another without gap, in order, for more than a year', () => {
    for (const zone of ['UTC', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      const days = daysUpTo(new Date('2026-05-05T05:05:05Z'), 800, zone);
      for (let at = 1; at < days.length; at += 1) {
        expect((Date.parse(days[at]!.date) - Date.parse(days[at - 1]!.date)) / 86_400_000).toBe(1);
        expect((days[at]!.start.getTime() - days[at - 1]!.start.getTime()) / 3_600_000).toSatisfy((hours: number) => hours >= 23 && hours <= 25);
      }
    }
  });
});

describe('a streak', () => {
  const of = (days: string) => streaksOf([...days].map((day) => day === 'x'));
  it('is not broken by a day that is not over', () => expect([of('..xx.').days, of('..xxx').days, of('.xx..').days]).toEqual([2, 3, 0]));
  it('may be longer than the calendar', () => expect([of('xxx').orMore, of('xx.').orMore, of('.xx').orMore, of('...').orMore]).toEqual([true, true, false, false]));
  it('knows the longest', () => expect(of('xxx.xx.x.').longest).toBe(3));
});
