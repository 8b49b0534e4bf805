/** What pages of contests ask for, each with its place in the cache: everything of one contest lies under `contest` and its slug. */
import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { Participant } from '#contract/contest.js';
import { noteServerTime } from '../util/server-clock.js';
import { call } from './call.js';

export interface ContestsFilter {
  search?: string | undefined;
  /** Those that have ended, the last one first; else those that run or will, the first one first. */
  over: boolean;
}
export const contestsQuery = ({ search, over }: ContestsFilter) =>
  infiniteQueryOptions({
    queryKey: ['contests', over, search ?? ''],
    queryFn: async ({ pageParam, signal }) => {
      const page = await call('listContests', { query: { search, over: String(over), cursor: pageParam, limit: over ? 20 : 100 }, signal });
      noteServerTime(page.now);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Those that are not over and in which whoever is signed in takes part. */
export const ownContestsQuery = queryOptions({
  queryKey: ['contests', 'own'],
  queryFn: async ({ signal }) => {
    const page = await call('listContests', { query: { over: 'false', registered: 'true', limit: 20 }, signal });
    noteServerTime(page.now);
    return page.items;
  },
  staleTime: 5 * 60_000,
});

export const contestQuery = (slug: string) =>
  queryOptions({
    queryKey: ['contest', slug],
    queryFn: async ({ signal }) => {
      const contest = await call('getContest', { params: { slug }, signal });
      noteServerTime(contest.now);
      return contest;
    },
  });

/**
 * `asPublic`: for the jury, what everybody else sees. Not with the rest of its contest: who shows it is told of changes (useScoreboard),
 * and loads it anew only where something was missed. It is never compared with what was there, as ten thousand rows take their time.
 */
export const scoreboardQuery = (slug: string, asPublic = false) =>
  queryOptions({
    queryKey: ['scoreboard', slug, asPublic],
    queryFn: ({ signal }) => call('getScoreboard', { params: { slug }, query: asPublic ? { public: 'true' } : {}, signal }),
    structuralSharing: false,
  });
export const standingsHistoryQuery = (slug: string, participant: string, asPublic: boolean) =>
  queryOptions({ queryKey: ['standings-history', slug, participant, asPublic], queryFn: ({ signal }) => call('getStandingsHistory', { params: { slug, participant }, query: asPublic ? { public: 'true' } : {}, signal }) });
export const virtualRunsQuery = (slug: string) => queryOptions({ queryKey: ['virtual-runs', slug], queryFn: async ({ signal }) => (await call('listVirtualRuns', { params: { slug }, signal })).items });
/** `at`: seconds since the start; undefined: as far as the run is. */
export const replayQuery = (slug: string, at: number | undefined, run: string | undefined) =>
  queryOptions({ queryKey: ['replay', slug, at, run], queryFn: ({ signal }) => call('getReplay', { params: { slug }, query: { ...(at === undefined ? {} : { at }), ...(run === undefined ? {} : { run }) }, signal }), structuralSharing: false });
export const resolutionQuery = (slug: string) => queryOptions({ queryKey: ['resolution', slug], queryFn: ({ signal }) => call('getResolution', { params: { slug }, signal }), structuralSharing: false, staleTime: Infinity });

export const clarificationsQuery = (slug: string) => queryOptions({ queryKey: ['contest', slug, 'clarifications'], queryFn: async ({ signal }) => (await call('listClarifications', { params: { slug }, signal })).items });

const participantsKey = (slug: string) => ['contest', slug, 'participants'] as const;
export const participantsQuery = (slug: string, search = '') =>
  infiniteQueryOptions({
    queryKey: [...participantsKey(slug), search],
    queryFn: ({ pageParam, signal }) => call('listParticipants', { params: { slug }, query: { search: search || undefined, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Somebody has changed: they are so in every list of theirs. Their rating is told with the list alone. */
export function takeParticipant(client: QueryClient, slug: string, changed: Participant): void {
  const put = (each: Participant) => (each.id === changed.id ? { ...each, ...changed } : each);
  client.setQueriesData<InfiniteData<{ items: Participant[] }>>({ queryKey: participantsKey(slug) }, (all) => all && { ...all, pages: all.pages.map((page) => ({ ...page, items: page.items.map(put) })) });
}

/** Asked again as long as there are any. */
export const pendingPasswordsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['contest', slug, 'pending-passwords'],
    queryFn: async ({ signal }) => (await call('getPendingPasswords', { params: { slug }, signal })).pending,
    refetchInterval: ({ state }) => ((state.data ?? 0) > 0 ? 2_000 : false),
  });
