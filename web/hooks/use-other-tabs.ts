import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { WAS_HERE, meQuery } from '../api/queries.js';

/** Hears when somebody signs in or out in another tab, and asks who is here now. Use it once. */
export function useOtherTabs(): void {
  const client = useQueryClient();
  useEffect(() => {
    const changed = ({ key }: StorageEvent) => key === `arbiter.${WAS_HERE}` && void client.invalidateQueries({ queryKey: meQuery.queryKey });
    window.addEventListener('storage', changed);
    return () => window.removeEventListener('storage', changed);
  }, [client]);
}
