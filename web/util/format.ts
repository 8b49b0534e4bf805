/** Numbers and times as people read them. Durations come in milliseconds, sizes in KiB. */

/** 12 ms, 1.24 s */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(2))} s`;
}

/** 512 KiB, 3.3 MiB, 1 GiB */
export function memory(kib: number | null | undefined): string {
  if (kib === null || kib === undefined) return '–';
  if (kib < 1024) return `${kib} KiB`;
  const [value, unit] = kib < 1024 * 1024 ? [kib / 1024, 'MiB'] : [kib / 1024 / 1024, 'GiB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}

/** A size in bytes: 120 B, 11.8 KiB */
export const bytes = (size: number): string => (size < 1024 ? `${size} B` : memory(Math.round((size / 1024) * 10) / 10));

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
] as const;

/** "5 minutes ago" in the reader's language. */
export function ago(time: string, now = Date.now(), locale?: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  let value = Math.min(0, (Date.parse(time) - now) / 1000);
  for (const [unit, next] of STEPS) {
    if (Math.abs(value) < next) return format.format(Math.round(value), unit);
    value /= next;
  }
  return time;
}

/** The exact time in the reader's zone, with the zone named. */
export const exactTime = (time: string): string => new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** "1 test", "24 tests" */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** The English name of a language code, or the code itself. */
export function languageOfCode(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
