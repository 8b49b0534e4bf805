import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Submission, SubmissionState } from '#contract/submission.js';
import { watchSubmission } from '../api/live.js';
import { submissionQuery } from '../api/queries.js';
import { brought, hear, stageOf, type Heard, type Stage } from '../util/submission-state.js';

export interface LiveSubmission {
  submission: Submission | undefined;
  stage: Stage | undefined;
  error: Error | null;
  refetch: () => void;
}

/** How often to ask anyway, in milliseconds: for the place in the queue, and for when the live channel says nothing. */
const ASK_EVERY: Record<SubmissionState, number | false> = { queued: 2000, judging: 8000, finished: false };

/** A submission as it stands now, and as it goes on. */
export function useSubmission(id: string): LiveSubmission {
  const client = useQueryClient();
  const [heard, setHeard] = useState<Heard | null>(null);
  const query = useQuery({ ...submissionQuery(id), refetchInterval: ({ state }) => (state.data ? ASK_EVERY[state.data.state] : false) });
  const failed = query.error !== null;

  useEffect(() => {
    if (failed) return;
    const options = submissionQuery(id);
    setHeard(null);
    return watchSubmission(id, {
      onReady: () => void client.invalidateQueries({ queryKey: options.queryKey }),
      onProgress(progress) {
        setHeard((before) => hear(before, progress));
        // It is being judged again: what we hold is of the judging before.
        if (client.getQueryData(options.queryKey)?.state === 'finished') void client.invalidateQueries({ queryKey: options.queryKey });
      },
      onFinished(submission) {
        client.setQueryData(options.queryKey, submission);
        void client.invalidateQueries({ queryKey: ['submissions'] });
        void client.invalidateQueries({ queryKey: ['problems'], refetchType: 'none' });
      },
    });
  }, [client, id, failed]);

  const submission = query.data && brought(query.data, heard);
  return { submission, stage: submission && stageOf(submission, heard), error: query.error, refetch: () => void query.refetch() };
}
