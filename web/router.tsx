/** Every address and its page. Pages are fetched when they are needed, or when a link to them is pointed at. */
import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, notFound } from '@tanstack/react-router';
import type { Role } from '#contract/account.js';
import { clarificationsQuery, contestQuery, contestsQuery, participantsQuery, resolutionQuery, scoreboardQuery } from './api/contest-queries.js';
import type * as SiteQueries from './api/contest-site-queries.js';
import { WAS_HERE, homeQuery, languagesQuery, meQuery, problemQuery, problemsQuery, profileQuery, queryClient, ratingsQuery, statusQuery, submissionQuery, submissionsQuery, tokensQuery } from './api/queries.js';
import type * as StaffQueries from './api/staff-queries.js';
import { REJUDGED_SHOWN } from './util/rejudgings.js';
import { timeZoneHere } from './util/calendar.js';
import { ROLES } from './util/roles.js';
import { readStored } from './util/stored.js';
import { Failed } from './components/failed.js';
import { PageLoading } from './components/page-loading.js';
import { Shell } from './components/shell.js';
import { Failure } from './api/failure.js';
import { patient } from './util/patient.js';
import type { ProblemFilter } from './util/filter-problems.js';
import type { StandingsSearch } from './util/standings-filter.js';
import type { StaffProblemFilter } from './util/filter-staff-problems.js';
import { OWN_STATUSES, PROBLEM_SORTS, PROBLEM_TYPES, STAFF_SORTS, VERIFICATION_RESULTS } from './util/list-choices.js';

type Search = Record<string, unknown>;
/** Numbers are what the router makes of `?search=12`. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined);
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined => values.find((each) => each === value);
const level = (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 && value <= 10 ? value : undefined);
/** Where to go after signing in: a page of ours only. */
const then = (search: Search): { then?: string | undefined } => {
  const path = text(search['then']);
  return path && /^\/(?![/\\])/.test(path) ? { then: path } : {};
};

/** What pages for the signed-in show is fetched before it is certain that somebody is: most probably it is who was here last. */
function isProbablyHere(): boolean {
  const me = queryClient.getQueryData(meQuery.queryKey);
  return me === undefined ? readStored(WAS_HERE) !== null : me !== null;
}
/** What few people ask for is fetched with their pages, and asks as soon as it is there. */
const staff = (ask: (queries: typeof StaffQueries) => void): void => void import('./api/staff-queries.js').then(ask, () => undefined);
const site = (ask: (queries: typeof SiteQueries) => void): void => void import('./api/contest-site-queries.js').then(ask, () => undefined);
/** On its way while the page itself is, whose component asks for the same and waits for neither. */
const soon = <T, K extends QueryKey>(query: FetchQueryOptions<T, Error, T, K>): void => void queryClient.prefetchQuery(query);

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => <Failed level={1} error={new Failure('not-found', '')} />,
  errorComponent: ({ error, reset }) => <Failed level={1} error={error} retry={reset} />,
});

const home = createRoute({ getParentRoute: () => root, path: '/', loader: () => (soon(homeQuery), soon(statusQuery), void queryClient.prefetchInfiniteQuery(contestsQuery({ over: false }))), component: lazyRouteComponent(patient(() => import('./pages/home.js')), 'HomePage') });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: then, component: lazyRouteComponent(patient(() => import('./pages/sign-in.js')), 'SignInPage') });
const signUp = createRoute({ getParentRoute: () => root, path: '/sign-up', validateSearch: then, component: lazyRouteComponent(patient(() => import('./pages/sign-up.js')), 'SignUpPage') });
const problems = createRoute({
  getParentRoute: () => root,
  path: '/problems',
  validateSearch: (search: Search): ProblemFilter => ({
    search: text(search['search']),
    tags: text(search['tags']) ?? text(search['tag']),
    status: oneOf(OWN_STATUSES, search['status']),
    type: oneOf(PROBLEM_TYPES, search['type']),
    from: level(search['from']),
    to: level(search['to']),
    sort: oneOf(PROBLEM_SORTS, search['sort']),
    reversed: search['reversed'] === true ? true : undefined,
  }),
  loader: () => soon(problemsQuery),
  component: lazyRouteComponent(patient(() => import('./pages/problems.js')), 'ProblemsPage'),
});
const problemImport = createRoute({
  getParentRoute: () => root,
  path: '/problems/import',
  validateSearch: (search: Search): { problem?: string | undefined } => ({ problem: text(search['problem']) }),
  component: lazyRouteComponent(patient(() => import('./pages/problem-import.js')), 'ProblemImportPage'),
});
const problem = createRoute({
  getParentRoute: () => root,
  path: '/problems/$slug',
  /** `contest`: it was opened as a problem of one. */
  validateSearch: (search: Search): { contest?: string | undefined } => ({ contest: text(search['contest']) }),
  loader: ({ params }) => (soon(problemQuery(params.slug)), isProbablyHere() && soon(languagesQuery)),
  component: lazyRouteComponent(patient(() => import('./pages/problem.js')), 'ProblemPage'),
});
const problemStaff = createRoute({
  getParentRoute: () => root,
  path: '/problems/$slug/staff',
  validateSearch: (search: Search): { verification?: string | undefined } => ({ verification: text(search['verification']) }),
  loader: ({ params: { slug } }) => isProbablyHere() && (soon(problemQuery(slug)), staff(({ verificationsQuery, versionsQuery }) => (soon(verificationsQuery(slug)), soon(versionsQuery(slug))))),
  component: lazyRouteComponent(patient(() => import('./pages/problem-staff.js')), 'ProblemStaffPage'),
});
const versionNumber = (value: unknown): number | undefined => (typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined);
const versionDiff = createRoute({
  getParentRoute: () => root,
  path: '/problems/$slug/compare',
  validateSearch: (search: Search): { from?: number | undefined; to?: number | undefined } => ({ from: versionNumber(search['from']), to: versionNumber(search['to']) }),
  loader: ({ params: { slug } }) => isProbablyHere() && staff(({ versionsQuery }) => soon(versionsQuery(slug))),
  component: lazyRouteComponent(patient(() => import('./pages/version-diff.js')), 'VersionDiffPage'),
});
export interface SubmissionsSearch {
  problem?: string | undefined;
  user?: string | undefined;
  language?: string | undefined;
  verdict?: string | undefined;
  /** Days of the reader's calendar, both included, as 2026-01-31. */
  from?: string | undefined;
  to?: string | undefined;
}
const day = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);
const submissions = createRoute({
  getParentRoute: () => root,
  path: '/submissions',
  validateSearch: (search: Search): SubmissionsSearch => ({ problem: text(search['problem']), user: text(search['user']), language: text(search['language']), verdict: text(search['verdict']), from: day(search['from']), to: day(search['to']) }),
  // A filter is the page's to read.
  loader: ({ location }) => isProbablyHere() && (soon(languagesQuery), location.searchStr === '' && void queryClient.prefetchInfiniteQuery(submissionsQuery({}))),
  component: lazyRouteComponent(patient(() => import('./pages/submissions.js')), 'SubmissionsPage'),
});
const submission = createRoute({
  getParentRoute: () => root,
  path: '/submissions/$id',
  validateSearch: (search: Search): { share?: string | undefined } => ({ share: text(search['share']) }),
  loader: ({ params, location }) => isProbablyHere() && location.searchStr === '' && soon(submissionQuery(params.id)),
  component: lazyRouteComponent(patient(() => import('./pages/submission.js')), 'SubmissionPage'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: (search: Search): { left?: string | undefined; right?: string | undefined } => ({ left: text(search['left']), right: text(search['right']) }),
  component: lazyRouteComponent(patient(() => import('./pages/compare.js')), 'ComparePage'),
});
const account = createRoute({ getParentRoute: () => root, path: '/account', loader: () => isProbablyHere() && soon(tokensQuery), component: lazyRouteComponent(patient(() => import('./pages/account.js')), 'AccountPage') });
export interface AccountsSearch {
  search?: string | undefined;
  role?: Role | undefined;
  state?: 'active' | 'disabled' | undefined;
}
const staffProblems = createRoute({
  getParentRoute: () => root,
  path: '/staff/problems',
  validateSearch: (search: Search): StaffProblemFilter => ({
    search: text(search['search']),
    visibility: oneOf(['public', 'private'] as const, search['visibility']),
    verification: oneOf(VERIFICATION_RESULTS, search['verification']),
    owner: text(search['owner']),
    sort: oneOf(STAFF_SORTS, search['sort']),
    reversed: search['reversed'] === true ? true : undefined,
  }),
  loader: () => isProbablyHere() && staff(({ staffProblemsQuery }) => soon(staffProblemsQuery)),
  component: lazyRouteComponent(patient(() => import('./pages/staff-problems.js')), 'StaffProblemsPage'),
});
const authoring = createRoute({ getParentRoute: () => root, path: '/authoring', component: lazyRouteComponent(patient(() => import('./pages/authoring.js')), 'AuthoringPage') });
const authorNew = createRoute({ getParentRoute: () => root, path: '/authoring/new', component: lazyRouteComponent(patient(() => import('./pages/author-new.js')), 'AuthorNewPage') });
/** Without a section: what the problem has and still needs. */
const author = createRoute({ getParentRoute: () => root, path: '/authoring/$id/{-$section}', component: lazyRouteComponent(patient(() => import('./pages/author.js')), 'AuthorPage') });
const judgeErrors = createRoute({
  getParentRoute: () => root,
  path: '/staff/judge-errors',
  validateSearch: (search: Search): { problem?: string | undefined } => ({ problem: text(search['problem']) }),
  loader: ({ location }) => isProbablyHere() && location.searchStr === '' && staff(({ judgeErrorsQuery }) => void queryClient.prefetchInfiniteQuery(judgeErrorsQuery(undefined))),
  component: lazyRouteComponent(patient(() => import('./pages/judge-errors.js')), 'JudgeErrorsPage'),
});
const rejudgings = createRoute({
  getParentRoute: () => root,
  path: '/staff/rejudgings',
  validateSearch: (search: Search): { problem?: string | undefined } => ({ problem: text(search['problem']) }),
  loader: ({ location }) => isProbablyHere() && location.searchStr === '' && staff(({ rejudgingsQuery }) => void queryClient.prefetchInfiniteQuery(rejudgingsQuery(undefined))),
  component: lazyRouteComponent(patient(() => import('./pages/rejudgings.js')), 'RejudgingsPage'),
});
const rejudging = createRoute({
  getParentRoute: () => root,
  path: '/staff/rejudgings/$id',
  validateSearch: (search: Search): { show?: (typeof REJUDGED_SHOWN)[number] | undefined } => ({ show: oneOf(REJUDGED_SHOWN, search['show']) }),
  loader: ({ params }) => isProbablyHere() && staff(({ rejudgingQuery }) => soon(rejudgingQuery(params.id))),
  component: lazyRouteComponent(patient(() => import('./pages/rejudging.js')), 'RejudgingPage'),
});
const accounts = createRoute({
  getParentRoute: () => root,
  path: '/admin/accounts',
  validateSearch: (search: Search): AccountsSearch => ({ search: text(search['search']), role: oneOf(ROLES, search['role']), state: oneOf(['active', 'disabled'] as const, search['state']) }),
  loader: ({ location }) => isProbablyHere() && location.searchStr === '' && staff(({ managedAccountsQuery }) => void queryClient.prefetchInfiniteQuery(managedAccountsQuery({}))),
  component: lazyRouteComponent(patient(() => import('./pages/accounts.js')), 'AccountsPage'),
});
const status = createRoute({ getParentRoute: () => root, path: '/status', loader: () => (soon(statusQuery), soon(languagesQuery)), component: lazyRouteComponent(patient(() => import('./pages/status.js')), 'StatusPage') });
const person = createRoute({ getParentRoute: () => root, path: '/people/$username', loader: ({ params }) => isProbablyHere() && soon(profileQuery(params.username, timeZoneHere())), component: lazyRouteComponent(patient(() => import('./pages/profile.js')), 'ProfilePage') });

const contests = createRoute({
  getParentRoute: () => root,
  path: '/contests',
  validateSearch: (search: Search): { search?: string | undefined } => ({ search: text(search['search']) }),
  loader: ({ location }) => location.searchStr === '' && (void queryClient.prefetchInfiniteQuery(contestsQuery({ over: false })), void queryClient.prefetchInfiniteQuery(contestsQuery({ over: true }))),
  component: lazyRouteComponent(patient(() => import('./pages/contests.js')), 'ContestsPage'),
});
const contestNew = createRoute({
  getParentRoute: () => root,
  path: '/contests/new',
  validateSearch: (search: Search): { from?: string | undefined } => ({ from: text(search['from']) }),
  component: lazyRouteComponent(patient(() => import('./pages/contest-new.js')), 'ContestNewPage'),
});
/** Every part of a contest is a page of its own, in the frame of components/contest/contest-frame.tsx, which lists them. */
const contest = createRoute({ getParentRoute: () => root, path: '/contests/$slug', loader: ({ params: { slug } }) => soon(contestQuery(slug)), component: lazyRouteComponent(patient(() => import('./pages/contest.js')), 'ContestPage') });
const contestJury = createRoute({
  getParentRoute: () => root,
  path: '/contests/$slug/jury',
  validateSearch: (search: Search): SiteQueries.JurySearch => ({ problem: text(search['problem']), verdict: text(search['verdict']), state: oneOf(['queued', 'judging', 'finished'] as const, search['state']), participant: text(search['participant']) }),
  loader: ({ params: { slug } }) => (soon(contestQuery(slug)), isProbablyHere() && site(({ juryQuery }) => soon(juryQuery(slug)))),
  component: lazyRouteComponent(patient(() => import('./pages/contest-jury.js')), 'ContestJuryPage'),
});
const contestTeams = createRoute({ getParentRoute: () => root, path: '/contests/$slug/teams', loader: ({ params: { slug } }) => soon(contestQuery(slug)), component: lazyRouteComponent(patient(() => import('./pages/contest-teams.js')), 'ContestTeamsPage') });
const contestBalloons = createRoute({ getParentRoute: () => root, path: '/contests/$slug/balloons', loader: ({ params: { slug } }) => (soon(contestQuery(slug)), isProbablyHere() && site(({ balloonsQuery }) => soon(balloonsQuery(slug)))), component: lazyRouteComponent(patient(() => import('./pages/contest-balloons.js')), 'ContestBalloonsPage') });
const contestPrinting = createRoute({ getParentRoute: () => root, path: '/contests/$slug/printing', loader: ({ params: { slug } }) => (soon(contestQuery(slug)), isProbablyHere() && site(({ printsQuery }) => soon(printsQuery(slug)))), component: lazyRouteComponent(patient(() => import('./pages/contest-printing.js')), 'ContestPrintingPage') });
/** Several prints for one run of the printer; without ids those that wait. */
const contestPrints = createRoute({
  getParentRoute: () => root,
  path: '/contests/$slug/printing/together',
  validateSearch: (search: Search): { ids?: string | undefined } => ({ ids: text(search['ids']) }),
  component: lazyRouteComponent(patient(() => import('./pages/contest-prints.js')), 'ContestPrintsPage'),
});
/** One print, as it comes out of the printer. */
const contestPrint = createRoute({ getParentRoute: () => root, path: '/contests/$slug/printing/$id', loader: ({ params: { slug, id } }) => isProbablyHere() && site(({ printQuery }) => soon(printQuery(slug, id))), component: lazyRouteComponent(patient(() => import('./pages/contest-print.js')), 'ContestPrintPage') });

const contestSubmissions = createRoute({ getParentRoute: () => root, path: '/contests/$slug/submissions', loader: ({ params: { slug } }) => soon(contestQuery(slug)), component: lazyRouteComponent(patient(() => import('./pages/contest-submissions.js')), 'ContestSubmissionsPage') });
const contestClarifications = createRoute({ getParentRoute: () => root, path: '/contests/$slug/clarifications', loader: ({ params: { slug } }) => (soon(contestQuery(slug)), soon(clarificationsQuery(slug))), component: lazyRouteComponent(patient(() => import('./pages/contest-clarifications.js')), 'ContestClarificationsPage') });
const contestPeople = createRoute({ getParentRoute: () => root, path: '/contests/$slug/people', loader: ({ params: { slug } }) => (soon(contestQuery(slug)), void queryClient.prefetchInfiniteQuery(participantsQuery(slug))), component: lazyRouteComponent(patient(() => import('./pages/contest-people.js')), 'ContestPeoplePage') });
const contestSettings = createRoute({ getParentRoute: () => root, path: '/contests/$slug/settings', loader: ({ params: { slug } }) => soon(contestQuery(slug)), component: lazyRouteComponent(patient(() => import('./pages/contest-settings.js')), 'ContestSettingsPage') });
const flag = (value: unknown): true | undefined => (value === true || value === '' ? true : undefined);
const contestStandings = createRoute({
  getParentRoute: () => root,
  path: '/contests/$slug/standings',
  validateSearch: (search: Search): StandingsSearch => ({
    search: text(search['search']),
    group: text(search['group']),
    affiliation: text(search['affiliation']),
    official: flag(search['official']),
    view: oneOf(['public'] as const, search['view']),
    participant: text(search['participant']),
    replay: flag(search['replay']),
    run: text(search['run']),
    projector: flag(search['projector']),
  }),
  loader: ({ params: { slug } }) => (soon(contestQuery(slug)), soon(scoreboardQuery(slug))),
  component: lazyRouteComponent(patient(() => import('./pages/contest-standings.js')), 'ContestStandingsPage'),
});
const contestResolver = createRoute({
  getParentRoute: () => root,
  path: '/contests/$slug/resolver',
  loader: ({ params: { slug } }) => isProbablyHere() && (soon(contestQuery(slug)), soon(resolutionQuery(slug))),
  component: lazyRouteComponent(patient(() => import('./pages/contest-resolver.js')), 'ContestResolverPage'),
});

const ratings = createRoute({ getParentRoute: () => root, path: '/ratings', loader: () => isProbablyHere() && void queryClient.prefetchInfiniteQuery(ratingsQuery), component: lazyRouteComponent(patient(() => import('./pages/ratings.js')), 'RatingsPage') });

/** The design language; in development only, where alone its page is built. */
const design = createRoute({
  getParentRoute: () => root,
  path: '/design',
  beforeLoad: () => {
    if (!import.meta.env.DEV) notFound({ throw: true });
  },
  ...(import.meta.env.DEV ? { component: lazyRouteComponent(patient(() => import('./pages/design.js')), 'DesignPage') } : {}),
});

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, signUp, problems, problemImport, problem, problemStaff, versionDiff, submissions, submission, compare, account, staffProblems, authoring, authorNew, author, judgeErrors, rejudgings, rejudging, accounts, status, person, ratings, contests, contestNew, contest, contestSubmissions, contestClarifications, contestPeople, contestSettings, contestJury, contestTeams, contestBalloons, contestPrinting, contestPrints, contestPrint, contestStandings, contestResolver, design]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 150,
  // A page that is there is not held back for the sake of its placeholder, which has its shape.
  defaultPendingMinMs: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
