import { useEffect } from 'react';

/** Names the page in the tab and the history; null leaves the name that it has. */
export function useTitle(title: string | undefined | null): void {
  useEffect(() => {
    if (title !== null) document.title = title ? `${title} · Arbiter` : 'Arbiter';
  }, [title]);
}
