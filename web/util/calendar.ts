/** A year of days in weeks, as a calendar on paper has them. Dates are YYYY-MM-DD of some time zone; nothing here asks for the time. */
import type { Profile } from '#contract/profile.js';

const DAY_MS = 86_400_000;

export interface CalendarDay {
  date: string;
  submissions: number;
  accepted: number;
}

/** Weeks from the first whole one to the one of the last day, which may lack days at its end. `firstDay` of the week: 0 is Sunday. */
export function weeksOf({ from, to, days }: Pick<Profile['calendar'], 'from' | 'to' | 'days'>, firstDay: number): CalendarDay[][] {
  const counts = new Map(days.map((day) => [day.date, day]));
  const weeks: CalendarDay[][] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    if (new Date(at).getUTCDay() === firstDay) weeks.push([]);
    const date = new Date(at).toISOString().slice(0, 10);
    weeks.at(-1)?.push({ submissions: 0, accepted: 0, ...counts.get(date), date });
  }
  return weeks;
}

/** How strongly a day is drawn: 0 for nothing, up to 4. */
export function strengthOf(submissions: number): 0 | 1 | 2 | 3 | 4 {
  if (submissions === 0) return 0;
  return submissions < 2 ? 1 : submissions < 4 ? 2 : submissions < 8 ? 3 : 4;
}

/** 0 is Sunday; Monday where the browser does not know. */
export function firstDayOfWeek(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay === 7 ? 0 : ((info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1);
}

/** The reader's zone; Greenwich where the browser does not tell. */
export function timeZoneHere(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC';
}
