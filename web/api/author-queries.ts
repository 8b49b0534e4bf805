/** What the pages ask for on which problems are written, each with its place in the cache. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Authored } from '#contract/authoring-work.js';
import { addressOf, call } from './call.js';
import { failureOf, noAnswer } from './failure.js';
import { queryClient } from './queries.js';

const WHILE_RUNNING_MS = 1000;

/** Every problem that the visitor writes; administrators see all. */
export const authoredListQuery = queryOptions({
  queryKey: ['authored'],
  queryFn: async ({ signal }) => {
    const all = [];
    for (let cursor: string | undefined; ; ) {
      const page = await call('listAuthored', { query: { limit: 200, cursor }, signal });
      all.push(...page.items);
      if (page.nextCursor === null) return all;
      cursor = page.nextCursor;
    }
  },
});

export const authoredQuery = (id: string) => {
  const queryKey = ['authored', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => newest(queryClient.getQueryData<Authored>(queryKey), await call('getAuthored', { params: { id }, signal })),
    refetchInterval: (query) => (query.state.data?.generation && ['queued', 'running'].includes(query.state.data.generation.state) ? WHILE_RUNNING_MS : false),
  });
};

/** A part that was saved while the answer was on its way is newer than what the answer has of it. */
function newest(before: Authored | undefined, now: Authored): Authored {
  if (!before) return now;
  const known = new Map(before.parts.map((part) => [part.id, part]));
  return { ...now, parts: now.parts.map((part) => (known.get(part.id)?.revision ?? 0) > part.revision ? known.get(part.id)! : part) };
}

export const generationQuery = (id: string, generation: string) =>
  queryOptions({
    queryKey: ['authored', id, 'generation', generation],
    queryFn: ({ signal }) => call('getGeneration', { params: { id, generation }, signal }),
    refetchInterval: (query) => (query.state.data && ['queued', 'running'].includes(query.state.data.state) ? WHILE_RUNNING_MS : false),
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['authored', id, 'history'],
    queryFn: ({ pageParam, signal }) => call('listSnapshots', { params: { id }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
export const comparisonQuery = (id: string, snapshot: string, against: 'before' | 'now') =>
  queryOptions({ queryKey: ['authored', id, 'history', snapshot, against], queryFn: ({ signal }) => call('compareSnapshot', { params: { id, snapshot }, query: { against }, signal }) });
export const collaboratorsQuery = (id: string) => queryOptions({ queryKey: ['authored', id, 'collaborators'], queryFn: ({ signal }) => call('getCollaborators', { params: { id }, signal }) });
export const packageCheckQuery = (id: string) => queryOptions({ queryKey: ['authored', id, 'check'], queryFn: ({ signal }) => call('checkAuthored', { params: { id }, signal }), staleTime: 0, refetchOnWindowFocus: false });

/** The text of a file, or null where its bytes are no text. What a hash names never changes. `start`: only so many bytes of it. */
export const fileTextQuery = (id: string, hash: string, start?: number) =>
  queryOptions({
    queryKey: ['authored-file', hash, start ?? null],
    queryFn: async ({ signal }): Promise<string | null> => {
      const response = await fetch(addressOf('getAuthoredFile', { id, hash }, { start }), { signal, credentials: 'same-origin' }).catch((error: unknown) => {
        throw signal.aborted ? error : noAnswer();
      });
      if (!response.ok) throw await failureOf(response.status, await response.text());
      try {
        // Cut in the midst of a character it still is a text.
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await response.arrayBuffer(), { stream: start !== undefined });
      } catch {
        return null;
      }
    },
    staleTime: Infinity,
    gcTime: 600_000,
  });
