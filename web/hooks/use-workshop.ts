import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { AuthoredKind } from '#contract/authoring.js';
import type { Authored } from '#contract/authoring-work.js';
import { authoredQuery } from '../api/author-queries.js';
import type { SentOf } from '../util/author-content.js';
import type { SavedSnapshot, SavedStore } from './saved-store.js';
import { isPart, type PartOf, type Workshop } from './workshop.js';

export const WorkshopContext = createContext<Workshop | null>(null);

/** The problem that the page is about. Only under a WorkshopContext, which the page gives once it has the problem. */
export function useWorkshop(): { workshop: Workshop; authored: Authored } {
  const workshop = useContext(WorkshopContext);
  if (!workshop) throw new Error('no workshop around this part');
  const { data } = useQuery(authoredQuery(workshop.id));
  if (!data) throw new Error('the problem is not there yet');
  return { workshop, authored: data };
}

export function useParts<K extends AuthoredKind>(kind: K): PartOf<K>[] {
  const { parts } = useWorkshop().authored;
  return useMemo(() => parts.filter(isPart(kind)) as unknown as PartOf<K>[], [parts, kind]);
}

export interface OpenPart<K extends AuthoredKind> {
  store: SavedStore<SentOf<K>>;
  snapshot: SavedSnapshot<SentOf<K>>;
  /** Changes some of the content; `replaced`: fields that own their text shall take it. */
  change: (change: Partial<SentOf<K>>, replaced?: boolean) => void;
}

/** A part that is written in: its store, once its texts are here. Unsent changes are sent when it leaves the page. */
export function useOpenPart<K extends AuthoredKind>(part: PartOf<K>): OpenPart<K> | { error: Error } | null {
  const { workshop } = useWorkshop();
  const [opened, setOpened] = useState<{ id: string; store?: SavedStore<SentOf<K>>; error?: Error }>();
  const { id } = part;
  useEffect(() => {
    let current = true;
    workshop.store<K>(part).then(
      (store) => current && setOpened({ id, store }),
      (error: unknown) => current && setOpened({ id, error: error as Error }),
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the store is made of the part as it was first; it hears of later revisions by itself
  }, [workshop, id]);
  const store = opened?.id === id ? opened.store : undefined;
  const snapshot = useSyncExternalStore(store?.subscribe ?? nothingChanges, () => store?.get() ?? null);
  useEffect(() => store && tellOf(workshop, id, store), [workshop, id, store]);
  if (opened?.id === id && opened.error) return { error: opened.error };
  if (!store || !snapshot) return null;
  return { store, snapshot, change: (change, replaced) => store.change({ ...store.get().value, ...change }, replaced) };
}

const nothingChanges = () => () => {};

/** Tells the board of a store while its part is on the page, and after that until the server has all of it. */
function tellOf<T>({ board }: Workshop, part: string, store: SavedStore<T>): () => void {
  const tell = () => {
    const { state, savedAt, failure } = store.get();
    board.tell(part, { state, savedAt, failure, retry: () => void store.save() });
  };
  tell();
  const unsubscribe = store.subscribe(tell);
  const leave = () => void store.save(true);
  const hide = () => document.visibilityState === 'hidden' && leave();
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
    store.stop();
    // The listener of the board goes when there is nothing more to tell.
    const done = () => {
      if (store.get().state !== 'saved') return;
      unsubscribe();
      settled();
      board.tell(part, undefined);
    };
    const settled = store.subscribe(done);
    done();
  };
}
