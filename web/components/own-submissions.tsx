import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { SubmissionSummary } from '#contract/submission.js';
import { submissionsQuery } from '../api/queries.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { Skeleton } from '../ui/state.js';
import { duration, memory } from '../util/format.js';
import { Time } from './time.js';
import { LiveBadge, Points, VERDICT } from './verdict.js';

/** My submissions to one problem, live, beside the editor. */
export function OwnSubmissions({ problem, user }: { problem: string; user: string }): ReactElement {
  const { data, error } = useInfiniteQuery(submissionsQuery({ problem, user, limit: 10 }));
  const submissions = data?.pages[0]?.items;
  const message = error?.message;
  return (
    <section className="own" tabIndex={0} aria-label={t`My submissions to this problem`}>
      <h2>
        <Trans>My submissions</Trans>
        {submissions?.length ? (
          <Link to="/submissions" search={{ problem, user }}>
            <Trans>All</Trans>
          </Link>
        ) : null}
      </h2>
      <Verdicts submissions={submissions} />
      {error ? (
        <p>
          <Trans>They could not be fetched: {message}</Trans>
        </p>
      ) : null}
      {submissions?.length === 0 ? (
        <p>
          <Trans>None yet. The verdict of each will appear here as it comes.</Trans>
        </p>
      ) : null}
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

/** Says each verdict once, when it comes; not those that were there before. */
function Verdicts({ submissions }: { submissions: readonly SubmissionSummary[] | undefined }): ReactElement {
  const told = useRef<Set<string>>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!submissions) return;
    const finished = submissions.filter(({ state }) => state === 'finished');
    const news = told.current && finished.find(({ id }) => !told.current?.has(id));
    told.current = new Set([...(told.current ?? []), ...finished.map(({ id }) => id)]);
    if (news?.withheld) setSaid(t`Received`);
    else if (news?.verdict) {
      const { word } = VERDICT[news.verdict];
      setSaid(news.pretests && news.verdict === 'accepted' ? t`Pretests passed` : t`Verdict: ${word}`);
    }
    // The same words twice are said twice only if there was nothing between them.
    else if (finished.length < submissions.length) setSaid('');
  }, [submissions]);
  return (
    <span className="unseen" role="status">
      {said}
    </span>
  );
}

function Line({ submission }: { submission: SubmissionSummary }): ReactElement {
  const languageName = useLanguageName();
  return (
    <li>
      <Link to="/submissions/$id" params={{ id: submission.id }}>
        <LiveBadge submission={submission} />
        <Points score={submission.score} />
        <span className="soft">{languageName(submission.language)}</span>
        <span className="figures numbers">{typeof submission.cpuMs === 'number' ? `${duration(submission.cpuMs)} · ${memory(submission.peakMemoryKib)}` : ''}</span>
        <span className="soft">
          <Time at={submission.submittedAt} />
        </span>
      </Link>
    </li>
  );
}
