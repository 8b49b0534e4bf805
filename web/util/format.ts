/** Numbers and times as people read them, in the reader's locale. Durations come in milliseconds, sizes in KiB. Units are international symbols. */
import { formatLocale } from '../i18n.js';

const UNKNOWN = '–';
const formats = new Map<string, Intl.NumberFormat>();

/** Making a format is slow, and tables need hundreds. */
function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  formats.set(key, format);
  return format;
}

/** 12,345 or 12.345 or 12 345, with at most so many digits after the separator. */
export const number = (value: number, digits = 0, locale = formatLocale()): string => numberFormat(locale, digits).format(value);

/** A fraction of 1: 43 %. */
export function percent(fraction: number, locale = formatLocale()): string {
  const key = `${locale} %`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  formats.set(key, format);
  return format.format(fraction);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** 12 ms, 1.24 s, 3.5 min, 2.1 h */
export function duration(ms: number | null | undefined, locale = formatLocale()): string {
  if (ms === null || ms === undefined) return UNKNOWN;
  if (ms < 999.5) return `${number(Math.round(ms), 0, locale)} ms`;
  if (ms < 2 * MINUTE_MS) return `${number(ms / 1000, 2, locale)} s`;
  return ms < 2 * HOUR_MS ? `${number(ms / MINUTE_MS, 1, locale)} min` : `${number(ms / HOUR_MS, 1, locale)} h`;
}

/** 512 KiB, 3.3 MiB, 1 GiB */
export function memory(kib: number | null | undefined, locale = formatLocale()): string {
  if (kib === null || kib === undefined) return UNKNOWN;
  if (kib < 1024) return `${number(kib, 1, locale)} KiB`;
  return kib < 1024 * 1024 ? `${number(kib / 1024, 1, locale)} MiB` : `${number(kib / 1024 / 1024, 1, locale)} GiB`;
}

/** A size in bytes: 120 B, 11.8 KiB */
export const bytes = (size: number, locale = formatLocale()): string => (size < 1024 ? `${number(size, 0, locale)} B` : memory(size / 1024, locale));

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
] as const;

/** "5 minutes ago", or "in 5 minutes", in the reader's language. A clock that is some seconds ahead of ours is now. */
export function ago(time: string, now = Date.now(), locale = formatLocale()): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  let value = (Date.parse(time) - now) / 1000;
  if (value > 0 && value < 30) value = 0;
  for (const [unit, next] of STEPS) {
    const rounded = Math.round(value);
    if (Math.abs(rounded) < next) return format.format(rounded === 0 ? 0 : rounded, unit);
    value /= next;
  }
  return time;
}

/** The exact time in the reader's zone, with the zone named. */
export const exactTime = (time: string, locale = formatLocale()): string => new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'long' });

/** A day of the reader's calendar. */
export const day = (time: string, locale = formatLocale()): string => new Date(time).toLocaleDateString(locale, { dateStyle: 'medium' });

/** The name of a language of people by its code (de-AT), or the code itself. */
export function languageOfCode(code: string, locale = formatLocale()): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Seconds as a clock shows them: 0:05, 12:34, 1:02:03, and with days before it 2 d 01:02:03. */
export function clock(seconds: number, locale = formatLocale()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [days, hours, minutes, rest] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (days > 0) return `${number(days, 0, locale)} d ${two(hours)}:${two(minutes)}:${two(rest)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A moment in the reader's zone, to the minute: Sat, 28 Nov 2026, 19:30 */
export const dayAndTime = (time: string, locale = formatLocale()): string => new Date(time).toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' });

/** How long something takes, in seconds: 2 hours 30 minutes. */
export function span(seconds: number, locale = formatLocale()): string {
  const parts = [['day', Math.floor(seconds / 86_400)], ['hour', Math.floor(seconds / 3600) % 24], ['minute', Math.floor(seconds / 60) % 60], ['second', seconds % 60]] as const;
  const words = parts.filter(([, value]) => value > 0).map(([unit, value]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value));
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(words);
}
