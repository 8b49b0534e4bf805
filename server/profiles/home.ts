/** The start page: what is new, what somebody was doing, and what could come next for them. */
import type { Home } from '#contract/profile.js';
import type { Database } from '#database/connect.js';
import { selectEasiest, selectLevel, selectRecentlyAdded, selectTried, selectUnsentDrafts, selectUntriedNear } from '#database/home.js';
import type { ListedEntry } from '#database/problem-list.js';
import type { ProblemViewer } from '#database/problems.js';
import { isStaff, type Caller } from '../http/caller.js';

const NEW_PROBLEMS = 6;
const FIRST_PROBLEMS = 8;
const LAST_TRIED = 5;
const UNSENT_DRAFTS = 5;
/** Suggestions of each kind. */
const OF_EACH = 3;
/** A step up is harder than the level by between these, in points of difficulty. */
const STEP = { least: 0.5, most: 2 };

type Suggestion = Home['suggestions'][number];

export async function presentHome(db: Database, caller: Caller | null): Promise<Home> {
  const viewer: ProblemViewer = { accountId: caller?.id ?? null, seesPrivate: isStaff(caller) };
  const present = ({ status, ...entry }: ListedEntry) => (caller === null ? entry : { ...entry, status });
  if (caller === null) {
    const [recent, easiest] = await Promise.all([selectRecentlyAdded(db, viewer, NEW_PROBLEMS), selectEasiest(db, viewer, FIRST_PROBLEMS)]);
    return { recentlyAdded: recent.map(present), suggestions: easiest.map((problem) => ({ reason: 'start', problem: present(problem) })) };
  }
  const [recent, level, drafts, tried] = await Promise.all([
    selectRecentlyAdded(db, viewer, NEW_PROBLEMS), selectLevel(db, viewer), selectUnsentDrafts(db, viewer, UNSENT_DRAFTS), selectTried(db, viewer, LAST_TRIED),
  ]);
  return {
    recentlyAdded: recent.map(present),
    suggestions: (await suggest(db, viewer, level)).map(({ problem, ...why }) => ({ ...why, problem: present(problem) })),
    drafts: drafts.map(({ problem, language, savedAt }) => ({ problem: present(problem), language, savedAt: savedAt.toISOString() })),
    tried: tried.map(({ problem, lastTriedAt }) => ({ problem: present(problem), lastTriedAt: lastTriedAt.toISOString() })),
    level: level.level,
  };
}

/** Each problem once; where what was solved says nothing, the easiest that are left. */
async function suggest(db: Database, viewer: ProblemViewer, { solved, level, tag }: Awaited<ReturnType<typeof selectLevel>>): Promise<(Omit<Suggestion, 'problem'> & { problem: ListedEntry })[]> {
  const wanted = OF_EACH * 3;
  const easiest = async () => (await selectEasiest(db, viewer, OF_EACH * 2)).map((problem) => ({ reason: 'start' as const, problem }));
  if (solved === 0) return easiest();
  const [near, harder, tagged] = await Promise.all([
    level === null ? [] : selectUntriedNear(db, viewer, { level, most: level + STEP.least }, wanted),
    level === null ? [] : selectUntriedNear(db, viewer, { level: level + STEP.least, least: level + STEP.least, most: level + STEP.most }, wanted),
    tag === null ? [] : selectUntriedNear(db, viewer, { level: level ?? 0, tag }, wanted),
  ]);
  const seen = new Set<string>();
  const take = (problems: readonly ListedEntry[]) => {
    const taken = problems.filter(({ slug }) => !seen.has(slug)).slice(0, OF_EACH);
    for (const { slug } of taken) seen.add(slug);
    return taken;
  };
  const found = [
    ...take(near).map((problem) => ({ reason: 'level' as const, problem })),
    ...take(harder).map((problem) => ({ reason: 'harder' as const, problem })),
    ...take(tagged).map((problem) => ({ reason: 'tag' as const, tag: tag ?? '', problem })),
  ];
  return found.length > 0 ? found : easiest();
}
