import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Progress } from '#contract/live.js';
import type { SubmissionSummary } from '#contract/submission.js';
import { watchSubmission } from '../api/live.js';

/** Asked now and then as well, in case the live channel is away; in milliseconds. */
const ASK_EVERY_MS = 10_000;
/** The rows of a list ask together: news of so many milliseconds are fetched once. */
const GATHER_MS = 200;

/** The latest news of a submission in a list, while it is not finished; when it is, the lists are fetched again. */
export function useSummaryProgress({ id, state }: Pick<SubmissionSummary, 'id' | 'state'>): Progress | undefined {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (state === 'finished') return;
    const refetch = () => fetchLists(client);
    const timer = setInterval(refetch, ASK_EVERY_MS);
    const stop = watchSubmission(id, {
      onReady: () => {},
      onProgress: setProgress,
      onFinished: () => {
        refetch();
        tellProblems(client);
      },
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [client, id, state]);
  return state === 'finished' ? undefined : progress;
}

let gathering = false;
function fetchLists(client: QueryClient): void {
  if (gathering) return;
  gathering = true;
  setTimeout(() => {
    gathering = false;
    void client.invalidateQueries({ queryKey: ['submissions'] });
    // How far the reader is with the problems of a contest.
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'contest' && queryKey.length === 2 });
  }, GATHER_MS);
}

/** What the reader has done about a problem stands in the list, which is fetched when it is next looked at, and on the problem's own page. */
function tellProblems(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['problems'], refetchType: 'none' });
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'problem' && queryKey.length === 2 });
}
