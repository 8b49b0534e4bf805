/** What pages ask for, each with its place in the cache. */
import { MutationCache, QueryCache, QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Me } from '#contract/account.js';
import { writeStored } from '../util/stored.js';
import { call } from './call.js';
import { Failure, gotNoAnswer } from './failure.js';
import { reconnect } from './live.js';
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
      // Asked even where the browser believes to be offline: an error that says so is better than waiting without a word.
      networkMode: 'always',
      refetchOnReconnect: true,
      // What could not be fetched for want of an answer is asked for again until there is one.
      refetchInterval: ({ state }) => (state.data === undefined && gotNoAnswer(state.error) ? 5000 : false),
      retry: (count, error) => gotNoAnswer(error) && count < 2,
    },
    // A press on a button that cannot reach the server fails now, instead of happening unseen later.
    mutations: { networkMode: 'always' },
  },
});

/** The signed-in account, or null for a guest. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await call('getMe', { signal }).catch((error: unknown) => (error instanceof Failure && error.code === 'not-signed-in' ? null : Promise.reject(error as Error)));
    const before = queryClient.getQueryData<Me | null>(['me']);
    writeStored(WAS_HERE, me?.id ?? null);
    if (before !== undefined && before?.id !== me?.id) becameSomebodyElse();
    return me;
  },
  staleTime: 60_000,
});

/** Under it this browser keeps the id of the account that was here last; other tabs hear of a change. */
export const WAS_HERE = 'was-here';

/** Somebody signed in or out, perhaps in another tab: what the one before had seen is not for the next, and the socket of the former session is of no use. */
function becameSomebodyElse(): void {
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  reconnect();
}

export const languagesQuery = queryOptions({ queryKey: ['languages'], queryFn: ({ signal }) => call('listLanguages', { signal }), staleTime: 300_000 });
export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: ({ signal }) => call('getStatus', { signal }), refetchInterval: 10_000 });
export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => call('listTokens', { signal }) });

/** Every problem that the caller may see, at once: filtered and sorted here, so that typing answers at once. */
export const problemsQuery = queryOptions({ queryKey: ['problems'], queryFn: async ({ signal }) => (await call('listAllProblems', { signal })).items, staleTime: 30_000 });
/** Under `problems` too: what changes those changes the start page. */
export const homeQuery = queryOptions({ queryKey: ['problems', 'home'], queryFn: ({ signal }) => call('getHome', { signal }) });
export const ratingsQuery = infiniteQueryOptions({
  queryKey: ['ratings'],
  queryFn: ({ pageParam, signal }) => call('listRatings', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor,
});
export const profileQuery = (username: string, timeZone: string) => queryOptions({ queryKey: ['profile', username, timeZone], queryFn: ({ signal }) => call('getProfile', { params: { username }, query: { timeZone }, signal }), staleTime: 30_000 });
export const problemQuery = (slug: string) =>
  queryOptions({
    queryKey: ['problem', slug],
    queryFn: async ({ signal }) => {
      const problem = await call('getProblem', { params: { slug }, signal });
      // The style sheet of formulas comes before them, and only where there are any: otherwise the statement would jump.
      if (problem.statements.some(({ html }) => html?.includes('katex'))) await import('katex/dist/katex.min.css').catch(() => undefined);
      await picturesOf(problem.statements.map(({ html }) => html ?? ''));
      return problem;
    },
    staleTime: 60_000,
  });

/** Milliseconds for which a statement waits for its pictures. */
const PICTURES_MS = 1000;
/** Of some the size is known only once they are here; a statement that is shown before would jump. */
async function picturesOf(statements: readonly string[]): Promise<void> {
  const pictures = statements.flatMap((html) => html.match(/<img [^>]*>/g) ?? []).filter((picture) => !/ width="\d+" height="\d+"| style="aspect-ratio/.test(picture));
  const addresses = new Set(pictures.flatMap((picture) => / src="([^"&]+)"/.exec(picture)?.[1] ?? []));
  if (addresses.size === 0) return;
  const fetched = [...addresses].map((src) => {
    const picture = new Image();
    picture.src = src;
    return picture.decode().catch(() => undefined);
  });
  await Promise.race([Promise.all(fetched), new Promise((resolve) => setTimeout(resolve, PICTURES_MS))]);
}
export const verificationQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ['verification', slug, id],
    queryFn: ({ signal }) => call('getVerification', { params: { slug, id }, signal }),
    // The live channel tells when there is news; this is in case it is away.
    refetchInterval: (query) => (query.state.data?.state === 'finished' || query.state.error ? false : 3000),
  });

/** `share`: the token of its link, for whoever is neither owner nor staff. */
export const submissionQuery = (id: string, share?: string) =>
  queryOptions({ queryKey: share === undefined ? ['submission', id] : ['submission', id, share], queryFn: ({ signal }) => call('getSubmission', { params: { id }, query: { share }, signal }) });
export const runQuery = (id: string) => queryOptions({ queryKey: ['run', id], queryFn: ({ signal }) => call('getRun', { params: { id }, signal }) });
export const judgingsQuery = (id: string) => queryOptions({ queryKey: ['judgings', id], queryFn: ({ signal }) => call('listJudgings', { params: { id }, signal }) });
export type SubmissionFilter = NonNullable<Request<'listSubmissions'>['query']>;
export const submissionsQuery = (filter: SubmissionFilter) =>
  infiniteQueryOptions({
    queryKey: ['submissions', filter],
    queryFn: ({ pageParam, signal }) => call('listSubmissions', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
