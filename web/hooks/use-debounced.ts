import { useEffect, useState } from 'react';

/** The server is asked once somebody has stopped typing for so long. */
export const SEARCH_LAG_MS = 250;

/** A value once it has stayed the same for `ms` milliseconds. */
export function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
