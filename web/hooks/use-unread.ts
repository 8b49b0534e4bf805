import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Clarification } from '#contract/clarification.js';
import type { Contest } from '#contract/contest.js';
import { clarificationsQuery } from '../api/contest-queries.js';
import { readStored, writeStored } from '../util/stored.js';

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const keyOf = (slug: string) => `contest-read.${slug}`;
const lastAnswer = (clarifications: readonly Clarification[]) => clarifications.reduce((last, { answeredAt }) => (answeredAt !== null && answeredAt > last ? answeredAt : last), '');

/** Everything that is answered or announced until now has been seen, in this browser. */
export function noteRead(slug: string, clarifications: readonly Clarification[]): void {
  const last = lastAnswer(clarifications);
  if (last <= (readStored(keyOf(slug)) ?? '')) return;
  writeStored(keyOf(slug), last);
  listeners.forEach((listener) => listener());
}

/** How many clarifications want to be looked at: for the jury those without an answer, for everybody else what is answered or announced since they looked. */
export function useUnread({ slug, may }: Pick<Contest, 'slug' | 'may'>): number {
  const { data } = useQuery({ ...clarificationsQuery(slug), staleTime: 60_000 });
  const read = useSyncExternalStore(subscribe, () => readStored(keyOf(slug)) ?? '');
  return data?.filter(({ answer, answeredAt }) => (may.edit ? answer === null : answeredAt !== null && answeredAt > read)).length ?? 0;
}
