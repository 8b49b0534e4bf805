/** What the jury and the runners of a contest ask for, each below `contest` and its slug, so that news of the contest refresh it. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Verdict } from '#contract/verdict.js';
import type { SubmissionState } from '#contract/submission.js';
import { call } from './call.js';

/** Nothing is lost where a message is: it is asked for again so often, in milliseconds. */
const AGAIN_MS = 20_000;

export const juryQuery = (slug: string) => queryOptions({ queryKey: ['contest', slug, 'jury'], queryFn: ({ signal }) => call('getJuryOverview', { params: { slug }, signal }), refetchInterval: AGAIN_MS });

/** As the address says it. */
export interface JurySearch {
  problem?: string | undefined;
  verdict?: string | undefined;
  state?: SubmissionState | undefined;
  participant?: string | undefined;
}

export interface JuryFilter {
  label?: string | undefined;
  verdict?: Verdict | undefined;
  state?: SubmissionState | undefined;
  participant?: string | undefined;
}
export const jurySubmissionsQuery = (slug: string, filter: JuryFilter) =>
  infiniteQueryOptions({
    queryKey: ['contest', slug, 'jury', 'submissions', filter],
    queryFn: ({ pageParam, signal }) => call('listJurySubmissions', { params: { slug }, query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: AGAIN_MS,
  });

export const helpersQuery = (slug: string) => queryOptions({ queryKey: ['contest', slug, 'helpers'], queryFn: async ({ signal }) => (await call('listHelpers', { params: { slug }, signal })).items });

export const balloonsQuery = (slug: string) => queryOptions({ queryKey: ['contest', slug, 'balloons'], queryFn: ({ signal }) => call('listBalloons', { params: { slug }, signal }), refetchInterval: AGAIN_MS });

export const printsQuery = (slug: string) => queryOptions({ queryKey: ['contest', slug, 'prints'], queryFn: async ({ signal }) => (await call('listPrints', { params: { slug }, signal })).items, refetchInterval: AGAIN_MS });

export const printQuery = (slug: string, id: string) => queryOptions({ queryKey: ['contest', slug, 'prints', id], queryFn: ({ signal }) => call('getPrint', { params: { slug, id }, signal }) });

/** Several whole prints; `ids` undefined: those that wait. What was asked for is printed: it does not change below the hand. */
export const printsTogetherQuery = (slug: string, ids: string | undefined) =>
  queryOptions({ queryKey: ['print-together', slug, ids ?? null], queryFn: async ({ signal }) => (await call('getPrints', { params: { slug }, query: { ids }, signal })).items, staleTime: Infinity, gcTime: 0 });

/** What is chosen among as pretests. */
export const problemTestsQuery = (slug: string) => queryOptions({ queryKey: ['problem', slug, 'tests'], queryFn: async ({ signal }) => (await call('listTests', { params: { slug }, signal })).items });
