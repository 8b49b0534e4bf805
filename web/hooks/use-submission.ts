import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Progress } from '#contract/live.js';
import type { Submission, SubmissionState } from '#contract/submission.js';
import { whyNothing } from '../api/failure.js';
import { watchSubmission } from '../api/live.js';
import { submissionQuery } from '../api/queries.js';
import { brought, hear, stageOf, type Heard, type Stage } from '../util/submission-state.js';

export interface LiveSubmission {
  submission: Submission | undefined;
  stage: Stage | undefined;
  /** Why there is nothing to show. */
  error: Error | null;
  refetch: () => void;
}

/** How often to ask anyway, in milliseconds: for the place in the queue, and for when the live channel says nothing. */
const ASK_EVERY: Record<SubmissionState, number | false> = { queued: 2000, judging: 8000, finished: false };
/** By a link there is no live channel. */
const ASK_SHARED: Record<SubmissionState, number | false> = { queued: 3000, judging: 3000, finished: 60_000 };
/** How often to ask whether its contest tells more by now. */
const ASK_WITHHELD_MS = 30_000;
/** News are gathered for so long before the page shows them. */
const GATHER_MS = 80;

/** A submission as it stands now, and as it goes on. `share`: the token of its link. */
export function useSubmission(id: string, share?: string): LiveSubmission {
  const client = useQueryClient();
  const [heard, setHeard] = useState<Heard | null>(null);
  const query = useQuery({
    ...submissionQuery(id, share),
    refetchInterval: ({ state }) => (state.data ? (state.data.withheld ? ASK_WITHHELD_MS : (state.data.seenAs === 'shared' ? ASK_SHARED : ASK_EVERY)[state.data.state]) : false),
  });
  const failed = query.error !== null;
  const watched = !failed && query.data !== undefined && query.data.seenAs !== 'shared';

  useEffect(() => {
    if (!watched) return;
    const options = submissionQuery(id, share);
    let gathered: Progress[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const news = gathered;
      gathered = [];
      setHeard((before) => news.reduce<Heard | null>(hear, before));
    };
    setHeard(null);
    const stop = watchSubmission(id, {
      onReady: () => void client.invalidateQueries({ queryKey: options.queryKey }),
      onProgress(progress) {
        gathered.push(progress);
        timer ??= setTimeout(flush, GATHER_MS);
        // It is being judged again: what we hold is of the judging before.
        if (client.getQueryData(options.queryKey)?.state === 'finished') void client.invalidateQueries({ queryKey: options.queryKey }, { cancelRefetch: false });
      },
      onFinished(submission) {
        client.setQueryData(options.queryKey, submission);
        void client.invalidateQueries({ queryKey: ['submissions'] });
        void client.invalidateQueries({ queryKey: ['judgings', id] });
        void client.invalidateQueries({ queryKey: ['problems'], refetchType: 'none' });
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, id, share, watched]);

  const submission = query.data && brought(query.data, heard);
  return { submission, stage: submission && stageOf(submission, heard), error: whyNothing(query), refetch: () => void query.refetch() };
}
