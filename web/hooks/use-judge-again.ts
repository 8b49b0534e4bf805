import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.js';
import { watchSubmission } from '../api/live.js';

/** The server takes so many at once; as many are watched until their verdict is there. */
export const MOST_AGAIN = 200;

export interface JudgeAgain {
  /** Sends them to be judged again; those that have no judge error any more are passed over. */
  start: (submissions: readonly string[]) => Promise<void>;
  /** Those under way, and those of this round that have their new verdict. */
  pending: ReadonlySet<string>;
  done: number;
  total: number;
  sending: boolean;
  error: Error | undefined;
}

/** Judges submissions again and counts how many are through, by the live channel. */
export function useJudgeAgain(): JudgeAgain {
  const client = useQueryClient();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState({ done: 0, total: 0 });
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const stops = useRef(new Map<string, () => void>());
  useEffect(() => {
    const all = stops.current;
    return () => all.forEach((stop) => stop());
  }, []);

  function finished(id: string) {
    const stop = stops.current.get(id);
    if (!stop) return;
    stop();
    stops.current.delete(id);
    setRound(({ done, total }) => ({ done: done + 1, total }));
    setPending((before) => new Set([...before].filter((each) => each !== id)));
    if (stops.current.size === 0) {
      for (const key of ['judge-errors', 'submissions', 'problems']) void client.invalidateQueries({ queryKey: [key] });
    }
  }

  async function start(submissions: readonly string[]) {
    setSending(true);
    setError(undefined);
    try {
      const { queued } = await call('judgeAgain', { body: { submissions: submissions.slice(0, MOST_AGAIN) } });
      const anew = stops.current.size === 0;
      setRound((before) => (anew ? { done: 0, total: queued.length } : { ...before, total: before.total + queued.length }));
      setPending((before) => new Set([...before, ...queued]));
      for (const id of queued) {
        // The present state is told first: one that is through already is heard of as well.
        stops.current.set(id, watchSubmission(id, { onReady: () => {}, onProgress: () => {}, onFinished: () => finished(id) }));
      }
      if (queued.length === 0) void client.invalidateQueries({ queryKey: ['judge-errors'] });
    } catch (failure) {
      setError(failure instanceof Error ? failure : undefined);
    } finally {
      setSending(false);
    }
  }
  return { start, pending, done: round.done, total: round.total, sending, error };
}
