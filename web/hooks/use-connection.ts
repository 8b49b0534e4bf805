import { useSyncExternalStore } from 'react';
import { connectionStore, type Connection } from '../api/live.js';

/** How the live channel is doing. */
export const useConnection = (): Connection => useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
