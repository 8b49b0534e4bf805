/** Times as CLICS writes them. Pure. */

/** ISO 8601 in UTC, always with milliseconds. */
export const timeOf = (date: Date): string => date.toISOString();

/** `h:mm:ss.uuu`. */
export function relativeTime(ms: number): string {
  const whole = Math.round(Math.abs(ms));
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  const text = `${Math.floor(whole / 3_600_000)}:${pad(Math.floor(whole / 60_000) % 60, 2)}:${pad(Math.floor(whole / 1000) % 60, 2)}.${pad(whole % 1000, 3)}`;
  return ms < 0 && whole > 0 ? `-${text}` : text;
}

/** Since a moment. */
export const contestTime = (began: Date, at: Date): string => relativeTime(at.getTime() - began.getTime());

/** Seconds in whole milliseconds. */
export const seconds = (ms: number): number => Math.round(ms) / 1000;
