/** Days as a calendar on the wall has them, in a time zone. */

const DAY_MS = 86_400_000;

/** Asking for an offset is slow. Between two days so far apart that have the same one, no clock is moved. */
const SAMPLE_DAYS = 7;

/** Dates as YYYY-MM-DD, each with its first moment. The last is the day of `now`; `count` of them. */
export function daysUpTo(now: Date, count: number, timeZone: string): { date: string; start: Date }[] {
  const wall = wallClock(timeZone);
  const today = Math.floor(wall(now.getTime()) / DAY_MS) * DAY_MS;
  const days: { date: string; start: Date }[] = [];
  for (let midnight = today - (count - 1) * DAY_MS; midnight <= today; ) {
    const last = Math.min(midnight + (SAMPLE_DAYS - 1) * DAY_MS, today);
    const offset = offsetAt(midnight - DAY_MS, wall);
    const isSteady = offset === offsetAt(last + DAY_MS, wall);
    for (; midnight <= last; midnight += DAY_MS) {
      days.push({ date: new Date(midnight).toISOString().slice(0, 10), start: new Date(isSteady ? midnight - offset : startOf(midnight, wall)) });
    }
  }
  return days;
}

/** What a clock on the wall shows at a moment, as if it were UTC. Both in milliseconds, to the second. */
type Wall = (at: number) => number;

const offsetAt = (at: number, wall: Wall): number => wall(at) - at;

/**
 * The first moment at which the wall shows this date. Where the clock is moved at midnight, 00:00 comes twice or never:
 * one of the offsets of before and after gives it, and the earlier one that is on this date is right.
 */
function startOf(midnight: number, wall: Wall): number {
  const candidates = [midnight - DAY_MS, midnight + DAY_MS].map((near) => midnight - offsetAt(near, wall));
  return Math.min(...candidates.filter((at) => Math.floor(wall(at) / DAY_MS) * DAY_MS === midnight), Math.max(...candidates));
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** Beyond it they are made anew: names of zones come from requests. */
const MOST_CLOCKS = 600;

function wallClock(timeZone: string): Wall {
  if (clocks.size > MOST_CLOCKS) clocks.clear();
  const format = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  clocks.set(timeZone, format);
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  };
}

export interface Streaks {
  days: number;
  orMore: boolean;
  longest: number;
}

/** Days in a row, of a calendar that is `true` where something was done. A day that is not over does not break the one before. */
export function streaksOf(calendar: readonly boolean[]): Streaks {
  let run = 0;
  let longest = 0;
  for (const active of calendar) {
    run = active ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const end = calendar.at(-1) === true ? calendar.length : calendar.length - 1;
  let days = 0;
  while (days < end && calendar[end - 1 - days] === true) days += 1;
  return { days, orMore: days > 0 && days === end, longest };
}
