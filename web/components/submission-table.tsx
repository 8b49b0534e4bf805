import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SubmissionSummary } from '#contract/submission.js';
import { useRowKeys } from '../hooks/use-row-keys.js';
import { SkeletonRows } from '../ui/state.js';
import { duration, memory } from '../util/format.js';
import { Time } from './time.js';
import { LiveBadge, Points } from './verdict.js';
import './narrow-table.css';

export type SubmissionColumn = 'user' | 'problem' | 'language' | 'resources';

/** Rows that are ticked, to do something with them. */
export interface Ticks {
  ticked: ReadonlySet<string>;
  onTick: (submission: SubmissionSummary) => void;
}

interface Props {
  /** Undefined while they are being fetched. */
  submissions: readonly SubmissionSummary[] | undefined;
  columns: readonly SubmissionColumn[];
  languageName: (id: string) => string;
  caption: string;
  skeletonRows?: number;
  ticks?: Ticks;
}

/** Submissions, newest first; those that are being judged fill in as it happens. */
export function SubmissionTable({ submissions, columns, languageName, caption, skeletonRows = 8, ticks }: Props): ReactElement {
  const body = useRowKeys<HTMLTableSectionElement>();
  const has = (column: SubmissionColumn) => columns.includes(column);
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={caption} aria-busy={submissions === undefined}>
      <table className="table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {ticks ? (
              <th className="tight">
                <span className="unseen">
                  <Trans>Compare</Trans>
                </span>
              </th>
            ) : null}
            <th className="tight">
              <Trans>When</Trans>
            </th>
            <th className="tight">
              <Trans>Verdict</Trans>
            </th>
            {has('problem') ? (
              <th className="roomy">
                <Trans>Problem</Trans>
              </th>
            ) : null}
            {has('user') ? (
              <th className="roomy">
                <Trans>Who</Trans>
              </th>
            ) : null}
            {has('language') ? (
              <th className="roomy">
                <Trans>Language</Trans>
              </th>
            ) : null}
            {has('resources') ? (
              <>
                <th className="end roomy">
                  <Trans>Time</Trans>
                </th>
                <th className="end roomy">
                  <Trans>Memory</Trans>
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody ref={body}>
          {submissions?.map((each) => <Row key={each.id} submission={each} has={has} languageName={languageName} ticks={ticks} />) ?? (
            <SkeletonRows
              rows={skeletonRows}
              widths={[...(ticks ? ['1.2rem'] : []), '5rem', '7rem', ...columns.flatMap((column) => (column === 'resources' ? ['4rem', '4rem'] : ['7rem']))]}
              classNames={[...(ticks ? [''] : []), '', '', ...columns.flatMap((column) => (column === 'resources' ? ['roomy', 'roomy'] : ['roomy']))]}
            />
          )}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  submission: SubmissionSummary;
  has: (column: SubmissionColumn) => boolean;
  languageName: (id: string) => string;
  ticks: Ticks | undefined;
}

function Row({ submission, has, languageName, ticks }: RowProps): ReactElement {
  const { problemName, user } = submission;
  return (
    <tr>
      {ticks ? (
        <td className="tight">
          <input type="checkbox" className="tick" checked={ticks.ticked.has(submission.id)} aria-label={t`Compare the submission of ${user} to ${problemName}`} onChange={() => ticks.onTick(submission)} />
        </td>
      ) : null}
      <td className="tight">
        <Link to="/submissions/$id" params={{ id: submission.id }}>
          <Time at={submission.submittedAt} />{' '}
          <span className="unseen">
            <Trans>submission to {problemName}</Trans>
          </span>
        </Link>
        <span className="cramped small soft">
          {has('problem') ? (
            <Link to="/problems/$slug" params={{ slug: submission.problem }}>
              {problemName}
            </Link>
          ) : null}
          <span>{[has('user') ? user : '', has('language') ? languageName(submission.language) : ''].filter(Boolean).join(' · ')}</span>
        </span>
      </td>
      <td className="tight">
        <span className="row verdict-line">
          <LiveBadge submission={submission} />
          <Points score={submission.score} className="soft small" />
        </span>
        {has('resources') && typeof submission.cpuMs === 'number' ? (
          <span className="cramped small soft numbers">
            {duration(submission.cpuMs)} · {memory(submission.peakMemoryKib)}
          </span>
        ) : null}
      </td>
      {has('problem') ? (
        <td className="roomy" style={{ minWidth: '9rem' }}>
          <Link to="/problems/$slug" params={{ slug: submission.problem }}>
            {problemName}
          </Link>
        </td>
      ) : null}
      {has('user') ? <td className="roomy">{user}</td> : null}
      {has('language') ? <td className="tight roomy">{languageName(submission.language)}</td> : null}
      {has('resources') ? (
        <>
          <td className="end numbers tight roomy">{duration(submission.cpuMs)}</td>
          <td className="end numbers tight roomy">{memory(submission.peakMemoryKib)}</td>
        </>
      ) : null}
    </tr>
  );
}
