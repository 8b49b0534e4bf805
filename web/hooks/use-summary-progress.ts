import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Progress } from '#contract/live.js';
import type { SubmissionSummary } from '#contract/submission.js';
import { watchSubmission } from '../api/live.js';

/** The latest news of a submission in a list, while it is not finished; when it is, the lists are fetched again. */
export function useSummaryProgress({ id, state }: Pick<SubmissionSummary, 'id' | 'state'>): Progress | undefined {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (state === 'finished') return;
    const refetch = () => void client.invalidateQueries({ queryKey: ['submissions'] });
    // Asked now and then as well, in case the live channel is away.
    const timer = setInterval(refetch, 10_000);
    const stop = watchSubmission(id, { onReady: () => {}, onProgress: setProgress, onFinished: refetch });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [client, id, state]);
  return state === 'finished' ? undefined : progress;
}
