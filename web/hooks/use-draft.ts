import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { meQuery, queryClient } from '../api/queries.js';
import type { DraftSnapshot } from '../util/draft.js';
import { withNames, withoutUsualName } from '../util/source-file.js';
import { draftKey, readStored, writeStored } from '../util/stored.js';
import { DraftStore } from './draft-store.js';

/** Looking again at a page asks the server at most so often. */
const ASK_MS = 3000;

/** Somebody else has signed in meanwhile, in another tab: neither shall get the program of the other. */
function mustBe(user: string): void {
  if (queryClient.getQueryData(meQuery.queryKey)?.username !== user) throw new Failure('not-signed-in', '');
}

/** The program being written: of one person, problem and language, in this browser and on the server. */
export function useDraft(user: string, problem: string, language: OfferedLanguage): { store: DraftStore; draft: DraftSnapshot } {
  const { id } = language;
  const key = draftKey(user, problem, id);
  const store = useMemo(() => {
    const params = { slug: problem, language: id };
    return new DraftStore({
      // The list first: that there is none yet is no error.
      async fetch() {
        mustBe(user);
        const { items } = await call('listDrafts', { params: { slug: problem } });
        if (!items.some((each) => each.language === id)) return null;
        return call('getDraft', { params }).catch((error: unknown) => (error instanceof Failure && error.code === 'not-found' ? null : Promise.reject(error as Error)));
      },
      async save(body, keepalive) {
        mustBe(user);
        return call('saveDraft', { params, body, keepalive });
      },
      read: () => readStored(key),
      write: (text) => writeStored(key, text),
      named: (program) => withNames(language, program),
      unnamed: (program) => withoutUsualName(language, program),
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a language stays what it is while its id does; another object of it must not begin the draft anew
  }, [key, problem, id]);

  useEffect(() => {
    let askedAt = performance.now();
    void store.compare();
    const look = () => {
      if (document.visibilityState === 'hidden') return void store.save(true);
      if (performance.now() - askedAt < ASK_MS) return;
      askedAt = performance.now();
      void store.compare();
    };
    const leave = () => void store.save(true);
    const online = () => void store.compare();
    const written = (event: StorageEvent) => event.key === `arbiter.${key}` && store.readAgain();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', online);
    window.addEventListener('storage', written);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', online);
      window.removeEventListener('storage', written);
      store.stop();
    };
  }, [store, key]);
  return { store, draft: useSyncExternalStore(store.subscribe, store.get) };
}
