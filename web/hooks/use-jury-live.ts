import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { watchContest } from '../api/live.js';

/** Verdicts may come fifty a second: what is shown is asked for anew so often at most, in milliseconds. */
const GATHER_MS = 1200;

/** Keeps what the jury sees of a contest fresh: with each submission, verdict, question, balloon and print. */
export function useJuryLive(slug: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['contest', slug, 'jury'] });
      }, GATHER_MS);
    };
    const stop = watchContest(slug, { onReady: soon, onState: soon, onScoreboard: soon, onClarification: soon, onSite: soon });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, slug]);
}
