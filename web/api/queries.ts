/** What pages ask for, each with its place in the cache. */
import { MutationCache, QueryCache, QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import { writeStored } from '../util/stored.js';
import { Failure } from './failure.js';
import type { Request } from './types.js';

/** The session has ended meanwhile: from now on this is a guest. */
function noticeSignedOut(error: Error): void {
  if (error instanceof Failure && error.code === 'not-signed-in' && queryClient.getQueryData(meQuery.queryKey)) queryClient.setQueryData(meQuery.queryKey, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => error instanceof Failure && ['network', 'unavailable', 'unreadable'].includes(error.code) && count < 2,
    },
  },
});

/** The signed-in account, or null for a guest. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    try {
      const me = await call('getMe', { signal });
      writeStored('was-here', 'yes');
      return me;
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'not-signed-in')) throw error;
      writeStored('was-here', null);
      return null;
    }
  },
  staleTime: 60_000,
});

export const languagesQuery = queryOptions({ queryKey: ['languages'], queryFn: ({ signal }) => call('listLanguages', { signal }), staleTime: 300_000 });
export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: ({ signal }) => call('getStatus', { signal }), refetchInterval: 10_000 });
export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => call('listTokens', { signal }) });

/** Every problem that the caller may see: fetched page by page, filtered and sorted here, so that typing answers at once. */
export const problemsQuery = queryOptions({
  queryKey: ['problems'],
  queryFn: async ({ signal }) => {
    const problems = [];
    for (let cursor: string | undefined; ; ) {
      const page = await call('listProblems', { query: { limit: 200, cursor }, signal });
      problems.push(...page.items);
      if (page.nextCursor === null) return problems;
      cursor = page.nextCursor;
    }
  },
  staleTime: 30_000,
});
export const recentProblemsQuery = queryOptions({ queryKey: ['problems', 'recent'], queryFn: ({ signal }) => call('listProblems', { query: { limit: 8 }, signal }) });
export const problemQuery = (slug: string) =>
  queryOptions({
    queryKey: ['problem', slug],
    queryFn: async ({ signal }) => {
      const problem = await call('getProblem', { params: { slug }, signal });
      // The style sheet of formulas comes before them, and only where there are any: otherwise the statement would jump.
      if (problem.statements.some(({ html }) => html?.includes('katex'))) await import('katex/dist/katex.min.css').catch(() => undefined);
      return problem;
    },
    staleTime: 60_000,
  });
export const verificationQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ['verification', slug, id],
    queryFn: ({ signal }) => call('getVerification', { params: { slug, id }, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'finished' || query.state.error ? false : 1000),
  });

export const submissionQuery = (id: string) => queryOptions({ queryKey: ['submission', id], queryFn: ({ signal }) => call('getSubmission', { params: { id }, signal }) });
export type SubmissionFilter = NonNullable<Request<'listSubmissions'>['query']>;
export const submissionsQuery = (filter: SubmissionFilter) =>
  infiniteQueryOptions({
    queryKey: ['submissions', filter],
    queryFn: ({ pageParam, signal }) => call('listSubmissions', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
export const accountsQuery = (search: string, role: 'student' | 'instructor' | 'admin' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['accounts', search, role],
    queryFn: ({ pageParam, signal }) => call('listAccounts', { query: { search, role, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
