import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SubmissionSummary } from '#contract/submission.js';
import { submissionsQuery } from '../api/queries.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useSummaryProgress } from '../hooks/use-summary-progress.js';
import { Skeleton } from '../ui/state.js';
import { duration, memory } from '../util/format.js';
import { Time } from './time.js';
import { StateBadge, VERDICT } from './verdict.js';

/** My submissions to one problem, live, beside the editor. */
export function OwnSubmissions({ problem, user }: { problem: string; user: string }): ReactElement {
  const { data, error } = useInfiniteQuery(submissionsQuery({ problem, user, limit: 10 }));
  const submissions = data?.pages[0]?.items;
  const newest = submissions?.[0];
  return (
    <section className="own" tabIndex={0} aria-label="My submissions to this problem">
      <h2>
        My submissions
        {submissions?.length ? (
          <Link to="/submissions" search={{ problem, user }}>
            All
          </Link>
        ) : null}
      </h2>
      <span className="unseen" role="status">
        {newest?.state === 'finished' && newest.verdict ? `Latest: ${VERDICT[newest.verdict].word}` : ''}
      </span>
      {error ? <p>They could not be fetched: {error.message}</p> : null}
      {submissions?.length === 0 ? <p>None yet. The verdict of each will appear here as it comes.</p> : null}
      {!submissions && !error ? (
        <p>
          <Skeleton width="70%" height="1.6rem" />
        </p>
      ) : null}
      <ul className="plain-list">
        {submissions?.map((each) => (
          <Line key={each.id} submission={each} />
        ))}
      </ul>
    </section>
  );
}

function Line({ submission }: { submission: SubmissionSummary }): ReactElement {
  const progress = useSummaryProgress(submission);
  const languageName = useLanguageName();
  return (
    <li>
      <Link to="/submissions/$id" params={{ id: submission.id }}>
        <StateBadge state={progress?.state === 'judging' ? 'judging' : submission.state} verdict={submission.verdict} progress={progress} />
        {typeof submission.score === 'number' ? <span className="numbers">{submission.score} pts</span> : null}
        <span className="soft">{languageName(submission.language)}</span>
        <span className="figures numbers">{typeof submission.cpuMs === 'number' ? `${duration(submission.cpuMs)} · ${memory(submission.peakMemoryKib)}` : ''}</span>
        <span className="soft">
          <Time at={submission.submittedAt} />
        </span>
      </Link>
    </li>
  );
}
