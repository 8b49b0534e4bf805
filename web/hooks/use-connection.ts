import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { connectionStore, type Connection } from '../api/live.js';
import { queryClient } from '../api/queries.js';

const ONLINE_EVENTS = ['online', 'offline'] as const;
function subscribeOnline(changed: () => void): () => void {
  for (const name of ONLINE_EVENTS) window.addEventListener(name, changed);
  return () => {
    for (const name of ONLINE_EVENTS) window.removeEventListener(name, changed);
  };
}

/** How the live channel is doing; `offline` where the browser itself has no network. */
export function useConnection(): Connection | 'offline' {
  const live = useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  return online ? live : 'offline';
}

/** Milliseconds for which a break is not worth a word. */
const PATIENCE = 1500;

/** What is missing, once it has been missing for a moment; null while all is well. */
export function useMissing(): 'offline' | 'lost' | null {
  const connection = useConnection();
  const missing = connection === 'offline' || connection === 'lost' ? connection : null;
  const away = missing !== null;
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!away) return;
    const timer = setTimeout(() => setLong(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [away]);
  return long ? missing : null;
}

/** When the connection is back, everything on the page is fetched again: what happened meanwhile was told to nobody. Use it once. */
export function useCatchUp(): void {
  const connection = useConnection();
  const away = useRef(false);
  useEffect(() => {
    if (connection === 'lost' || connection === 'offline') away.current = true;
    else if (away.current && connection !== 'connecting') {
      away.current = false;
      void queryClient.invalidateQueries();
    }
  }, [connection]);
}
