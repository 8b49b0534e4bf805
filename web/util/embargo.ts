/** `embargo_until` of a package as the fields of a form: a date, and a time of day in UTC that may be missing. */
export interface EmbargoParts {
  /** YYYY-MM-DD; empty: there is none. */
  date: string;
  /** hh:mm, with seconds where there are some; empty: the start of the day. */
  time: string;
}

export function partsOfEmbargo(embargo: string | null): EmbargoParts {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?/.exec(embargo ?? '') ?? [];
  return { date, time: time.replace(/:00$/, '') };
}

export function embargoOf({ date, time }: EmbargoParts): string | null {
  if (date === '') return null;
  return time === '' ? date : `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
}
