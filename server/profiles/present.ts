/** A profile as somebody may see it. */
import type { Profile } from '#contract/profile.js';
import type { Database } from '#database/connect.js';
import { selectActivity, selectSolved, type ProfileAccount } from '#database/profiles.js';
import { isStaff, type Caller } from '../http/caller.js';
import { presentRating } from '../ratings/present.js';
import { daysUpTo, streaksOf } from './days.js';
import { maySeeHidden } from './policy.js';

/** 53 weeks, so that the calendar holds a year whatever day of the week it is. */
const CALENDAR_DAYS = 371;
const MOST_SOLVED = 500;

export async function presentProfile(db: Database, account: ProfileAccount, caller: Caller, timeZone: string): Promise<Profile> {
  const viewer = { accountId: caller.id, seesPrivate: isStaff(caller) };
  const days = daysUpTo(new Date(), CALENDAR_DAYS, timeZone);
  const [activity, solved, rating] = await Promise.all([selectActivity(db, account.id, viewer, days.map(({ start }) => start)), selectSolved(db, account.id, viewer, MOST_SOLVED), presentRating(db, account.id, caller)]);
  const active = new Set(activity.days.map(({ day }) => day));
  return {
    username: account.username,
    role: account.role,
    memberSince: account.createdAt.toISOString(),
    ...(maySeeHidden(caller, account) ? { hidden: account.profileHiddenAt !== null } : {}),
    submissions: activity.verdicts.reduce((sum, each) => sum + each.submissions, 0),
    accepted: activity.verdicts.find(({ verdict }) => verdict === 'accepted')?.submissions ?? 0,
    calendar: {
      timeZone, from: days[0]!.date, to: days.at(-1)!.date,
      days: activity.days.map(({ day, submissions, accepted }) => ({ date: days[day]!.date, submissions, accepted })),
    },
    streak: streaksOf(days.map((_, day) => active.has(day))),
    solved: { count: solved.count, byDifficulty: solved.byDifficulty, byTag: solved.byTag, latest: solved.latest },
    rating,
    languages: activity.languages,
    verdicts: activity.verdicts,
  };
}
