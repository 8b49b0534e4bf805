/** Days of the reader's calendar (2026-01-31) as moments. */

/** Midnight at the beginning of the day; undefined where there is no such day. */
export function startOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 0);
}

/** Midnight at its end. */
export function endOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 1);
}

function momentOf(day: string | undefined, later: number): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '')?.slice(1).map(Number);
  const [year, month, date] = parts ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const midnight = new Date(year, month - 1, date + later);
  const named = new Date(year, month - 1, date);
  return named.getMonth() === month - 1 && named.getDate() === date ? midnight.toISOString() : undefined;
}
