/** What pages for staff ask for, each with its place in the cache. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Role } from '#contract/account.js';
import type { REJUDGED_SHOWN, RejudgingChoice } from '#contract/rejudging.js';
import { call } from './call.js';

const WHILE_RUNNING_MS = 2000;

/** Every problem, page by page; filtered and sorted here, so that typing answers at once. */
export const staffProblemsQuery = queryOptions({
  queryKey: ['problems', 'staff'],
  queryFn: async ({ signal }) => {
    const problems = [];
    for (let cursor: string | undefined; ; ) {
      const page = await call('listStaffProblems', { query: { limit: 200, cursor }, signal });
      problems.push(...page.items);
      if (page.nextCursor === null) return problems;
      cursor = page.nextCursor;
    }
  },
  refetchInterval: (query) => (query.state.data?.some(({ verification, timeLimit }) => verification?.state === 'running' || timeLimit.origin === 'measuring') ? WHILE_RUNNING_MS : false),
});

export const versionsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['problem', slug, 'versions'],
    queryFn: async ({ signal }) => (await call('listVersions', { params: { slug }, signal })).items,
    refetchInterval: (query) => (query.state.data?.some(({ verification, timeLimit }) => verification?.state === 'running' || timeLimit.origin === 'measuring') ? WHILE_RUNNING_MS : false),
  });

/** Versions do not change, and neither does what differs between two. */
export const versionDiffQuery = (slug: string, from: number, to: number) =>
  queryOptions({ queryKey: ['problem', slug, 'diff', from, to], queryFn: ({ signal }) => call('compareVersions', { params: { slug, from, to }, signal }), staleTime: Infinity });

/** The last verifications: those that the visitor began, or all of a problem. */
export const verificationsQuery = (problem?: string) =>
  queryOptions({
    queryKey: ['verifications', problem ?? null],
    queryFn: async ({ signal }) => (await call('listVerifications', { query: { problem }, signal })).items,
    refetchInterval: (query) => (query.state.data?.some(({ state }) => state === 'running') ? WHILE_RUNNING_MS : false),
  });

export const importQuery = (id: string) => queryOptions({ queryKey: ['import', id], queryFn: ({ signal }) => call('getImport', { params: { id }, signal }), staleTime: Infinity });

export const judgeErrorsQuery = (problem: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['judge-errors', problem ?? null],
    queryFn: ({ pageParam, signal }) => call('listJudgeErrors', { query: { problem, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export interface AccountsFilter {
  search?: string | undefined;
  role?: Role | undefined;
  state?: 'active' | 'disabled' | undefined;
}
export const managedAccountsQuery = ({ search, role, state }: AccountsFilter) =>
  infiniteQueryOptions({
    queryKey: ['accounts', search ?? '', role ?? null, state ?? null],
    queryFn: ({ pageParam, signal }) => call('listAccounts', { query: { search, role, disabled: state === undefined ? undefined : String(state === 'disabled'), cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const rejudgingsQuery = (problem: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['rejudgings', problem ?? null],
    queryFn: ({ pageParam, signal }) => call('listRejudgings', { query: { problem, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(({ state }) => state === 'running')) ? WHILE_RUNNING_MS : false),
  });

/** How many submissions a choice comes to. */
export const rejudgingPreviewQuery = (choice: RejudgingChoice) => queryOptions({ queryKey: ['rejudging-preview', choice], queryFn: ({ signal }) => call('previewRejudging', { body: choice, signal }), staleTime: 0 });

export const rejudgingQuery = (id: string) => queryOptions({ queryKey: ['rejudging', id], queryFn: ({ signal }) => call('getRejudging', { params: { id }, signal }) });

export const rejudgedStandingsQuery = (id: string) => queryOptions({ queryKey: ['rejudging', id, 'standings'], queryFn: ({ signal }) => call('getRejudgedStandings', { params: { id }, signal }) });

export const rejudgedQuery = (id: string, show: (typeof REJUDGED_SHOWN)[number]) =>
  infiniteQueryOptions({
    queryKey: ['rejudging', id, 'submissions', show],
    queryFn: ({ pageParam, signal }) => call('listRejudgedSubmissions', { params: { id }, query: { show, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
