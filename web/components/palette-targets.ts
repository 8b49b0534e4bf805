import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { problemsQuery } from '../api/queries.js';
import { useLocale } from '../hooks/use-locale.js';
import { useMe } from '../hooks/use-me.js';
import { useSetting } from '../hooks/use-setting.js';
import { useSignOut } from '../hooks/use-sign-out.js';
import { useTheme } from '../hooks/use-theme.js';
import { LOCALES, chooseLocale, type Locale } from '../i18n.js';
import type { IconName } from '../ui/icon.js';
import { toast } from '../ui/toast.js';
import { recentProblems } from '../util/recent-problems.js';
import type { Rankable } from '../util/rank-targets.js';

export const TARGET_GROUPS = ['recent', 'found', 'pages', 'actions', 'problems'] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

export interface Target extends Rankable<TargetGroup> {
  /** The same thing in two groups has one key. */
  key: string;
  icon: IconName;
  run: () => void;
}
type Bare = Omit<Target, 'group' | 'key'> & { key?: string };
const grouped = (group: TargetGroup, targets: readonly Bare[]): Target[] => targets.map((target) => ({ key: `${group} ${target.name}`, ...target, group }));

/** Everything that the visitor can go to or do from here, for what is typed. */
export function useTargets(text: string, onShortcuts: () => void): Target[] {
  const me = useMe();
  const navigate = useNavigate();
  const { data: problems = [] } = useQuery(problemsQuery);
  const actions = useActions(onShortcuts);
  const to = (href: string, name: string, icon: IconName): Bare => ({ name, icon, words: href, key: href, run: () => void navigate({ href }) });

  const problem = ({ slug, name }: { slug: string; name: string }) => to(`/problems/${encodeURIComponent(slug)}`, name, 'file');
  const recent = recentProblems().flatMap((slug) => problems.find((each) => each.slug === slug) ?? []);
  const pages = [
    to('/', t`Start`, 'home'),
    to('/problems', t`Problems`, 'book'),
    to('/contests', t`Contests`, 'calendar'),
    ...(me ? [to('/ratings', t`Ratings`, 'person'), to('/submissions', t`Submissions`, 'inbox'), to(`/submissions?user=${encodeURIComponent(me.username)}`, t`My submissions`, 'inbox'), to(`/people/${encodeURIComponent(me.username)}`, t`My profile`, 'person')] : []),
    to('/status', t`Status`, 'chart'),
    ...(me ? [to('/account', t`Account and tokens`, 'gear')] : [to('/sign-in', t`Sign in`, 'person'), to('/sign-up', t`Make an account`, 'person')]),
    ...(me?.may.importProblems ? [to('/authoring', t`Problems at work`, 'book'), to('/authoring/new', t`New problem`, 'plus'), to('/problems/import', t`Import a problem`, 'upload'), to('/staff/problems', t`Manage problems`, 'wrench'), to('/staff/judge-errors', t`Judge errors`, 'warning'), to('/staff/rejudgings', t`Rejudgings`, 'refresh')] : []),
    ...(me?.may.administer ? [to('/admin/accounts', t`Accounts`, 'people')] : []),
  ];
  return [...grouped('recent', recent.map(problem)), ...grouped('found', named(text).map(({ href, name, icon }) => ({ ...to(href, name, icon), words: text }))), ...grouped('pages', pages), ...grouped('actions', actions), ...grouped('problems', problems.map(problem))];
}

/** What the text itself names: a submission by its id, a person by @name. */
function named(text: string): { href: string; name: string; icon: IconName }[] {
  const typed = text.trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(typed)) return [{ href: `/submissions/${typed}`, name: t`Submission ${typed}`, icon: 'inbox' }];
  const person = /^@([\w.-]{2,32})$/.exec(typed)?.[1];
  return person ? [{ href: `/people/${encodeURIComponent(person)}`, name: t`Profile of ${person}`, icon: 'person' }] : [];
}

function useActions(onShortcuts: () => void): Bare[] {
  const me = useMe();
  const signOut = useSignOut();
  const spoken = useLocale();
  const [theme, setTheme] = useTheme();
  const [singleKeys, setSingleKeys] = useSetting('single-keys');
  const [exactTimes, setExactTimes] = useSetting('exact-times');
  const speak = (locale: Locale) => void chooseLocale(locale).catch(() => toast(t`The words of this language cannot be fetched at the moment.`, { tone: 'bad' }));
  return [
    ...(theme === 'light' ? [] : [{ name: t`Theme: light`, icon: 'sun' as const, run: () => setTheme('light') }]),
    ...(theme === 'dark' ? [] : [{ name: t`Theme: dark`, icon: 'moon' as const, run: () => setTheme('dark') }]),
    ...(theme === 'auto' ? [] : [{ name: t`Theme: as the system`, icon: 'half' as const, run: () => setTheme('auto') }]),
    ...(Object.entries(LOCALES) as [Locale, string][]).filter(([locale]) => locale !== spoken).map(([locale, language]) => ({ name: t`Language: ${language}`, icon: 'globe' as const, words: `language ${locale}`, run: () => speak(locale) })),
    { name: t`Show the shortcuts`, icon: 'keyboard', run: onShortcuts },
    singleKeys === 'off' ? { name: t`Turn on shortcuts of single keys`, icon: 'keyboard', run: () => setSingleKeys(null) } : { name: t`Turn off shortcuts of single keys`, icon: 'keyboard', run: () => setSingleKeys('off') },
    exactTimes === 'on' ? { name: t`Show times as “5 minutes ago”`, icon: 'clock', run: () => setExactTimes(null) } : { name: t`Show exact times`, icon: 'clock', run: () => setExactTimes('on') },
    ...(me ? [{ name: t`Sign out`, icon: 'right' as const, run: () => void signOut() }] : []),
  ];
}
