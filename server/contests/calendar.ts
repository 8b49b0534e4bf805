/**
 * Contests as an iCalendar (RFC 5545). Written here: the libraries for it bring more than they spare, or want a newer Node.js. Pure.
 */
import type { ContestRow } from '#database/contests.js';
import { endOf } from './times.js';

/** `origin`: under which people reach the pages. `now` dates the answer. */
export function calendarOf(contests: readonly Pick<ContestRow, 'id' | 'slug' | 'name' | 'startsAt' | 'durationSeconds' | 'windowSeconds' | 'seq' | 'createdAt'>[], { name, origin, now }: { name: string; origin: string; now: Date }): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Arbiter//Contests//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H',
    ...contests.flatMap((contest) => [
      'BEGIN:VEVENT', `UID:${contest.id}@arbiter`, `DTSTAMP:${time(now)}`, `DTSTART:${time(contest.startsAt)}`, `DTEND:${time(endOf(contest))}`,
      `SUMMARY:${text(contest.name)}`,
      `DESCRIPTION:${text(`${contest.windowSeconds === null ? '' : `Start when you like, for ${Math.round(contest.windowSeconds / 60)} minutes.\n`}${pageOf(origin, contest.slug)}`)}`,
      `URL:${pageOf(origin, contest.slug)}`, 'TRANSP:OPAQUE', 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('');
}

const pageOf = (origin: string, slug: string): string => `${origin}/contests/${encodeURIComponent(slug)}`;
const time = (date: Date): string => `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
/** Section 3.3.11; other control characters have no place in it. */
// eslint-disable-next-line no-control-regex -- control characters are what this takes out
const text = (value: string): string => value.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

const MOST_BYTES = 75;

/** Section 3.1: no line is longer than 75 bytes; what is goes on behind a space. No character is cut. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > MOST_BYTES) {
      out += '\r\n ';
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return `${out}\r\n`;
}
