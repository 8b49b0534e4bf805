import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SubmissionSummary } from '#contract/submission.js';
import { useSummaryProgress } from '../hooks/use-summary-progress.js';
import { SkeletonRows } from '../ui/state.js';
import { duration, memory } from '../util/format.js';
import { Time } from './time.js';
import { StateBadge } from './verdict.js';

export type SubmissionColumn = 'user' | 'problem' | 'language' | 'resources';

interface Props {
  /** Undefined while they are being fetched. */
  submissions: readonly SubmissionSummary[] | undefined;
  columns: readonly SubmissionColumn[];
  languageName: (id: string) => string;
  caption: string;
  skeletonRows?: number;
}

/** Submissions, newest first; those that are being judged fill in as it happens. */
export function SubmissionTable({ submissions, columns, languageName, caption, skeletonRows = 8 }: Props): ReactElement {
  const has = (column: SubmissionColumn) => columns.includes(column);
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={caption} aria-busy={submissions === undefined}>
      <table className="table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th className="tight">When</th>
            <th className="tight">Verdict</th>
            {has('problem') ? <th>Problem</th> : null}
            {has('user') ? <th>Who</th> : null}
            {has('language') ? <th>Language</th> : null}
            {has('resources') ? (
              <>
                <th className="end">Time</th>
                <th className="end">Memory</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {submissions?.map((each) => <Row key={each.id} submission={each} has={has} languageName={languageName} />) ?? <SkeletonRows rows={skeletonRows} widths={['5rem', '7rem', ...columns.flatMap((column) => (column === 'resources' ? ['4rem', '4rem'] : ['7rem']))]} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ submission, has, languageName }: { submission: SubmissionSummary; has: (column: SubmissionColumn) => boolean; languageName: (id: string) => string }): ReactElement {
  const progress = useSummaryProgress(submission);
  return (
    <tr>
      <td className="tight">
        <Link to="/submissions/$id" params={{ id: submission.id }}>
          <Time at={submission.submittedAt} />
          <span className="unseen"> submission to {submission.problemName}</span>
        </Link>
      </td>
      <td className="tight">
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          <StateBadge state={progress?.state === 'judging' ? 'judging' : submission.state} verdict={submission.verdict} progress={progress} />
          {typeof submission.score === 'number' ? <span className="numbers soft small">{submission.score} pts</span> : null}
        </span>
      </td>
      {has('problem') ? (
        <td style={{ minWidth: '9rem' }}>
          <Link to="/problems/$slug" params={{ slug: submission.problem }}>
            {submission.problemName}
          </Link>
        </td>
      ) : null}
      {has('user') ? <td>{submission.user}</td> : null}
      {has('language') ? <td className="tight">{languageName(submission.language)}</td> : null}
      {has('resources') ? (
        <>
          <td className="end numbers tight">{duration(submission.cpuMs)}</td>
          <td className="end numbers tight">{memory(submission.peakMemoryKib)}</td>
        </>
      ) : null}
    </tr>
  );
}
