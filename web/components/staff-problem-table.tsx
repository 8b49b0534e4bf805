import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { StaffProblem } from '#contract/problem.js';
import { Badge } from '../ui/badge.js';
import { Icon } from '../ui/icon.js';
import { SkeletonRows } from '../ui/state.js';
import type { StaffProblemFilter } from '../util/filter-staff-problems.js';
import type { StaffSort } from '../util/list-choices.js';
import { number } from '../util/format.js';
import { Time } from './time.js';
import { TimeLimitWords } from './time-limit.js';
import { VerificationBadge } from './verification-badge.js';
import './staff-table.css';

/** Rows drawn at first, and added each time the end comes near. */
const STEP = 100;

interface Props {
  /** Undefined while they are being fetched. */
  problems: readonly StaffProblem[] | undefined;
  filter: StaffProblemFilter;
  chosen: ReadonlySet<string>;
  onChoose: (slugs: readonly string[], on: boolean) => void;
  onSort: (sort: Pick<StaffProblemFilter, 'sort' | 'reversed'>) => void;
}

export function StaffProblemTable({ problems, filter, chosen, onChoose, onSort }: Props): ReactElement {
  const [drawn, setDrawn] = useState(STEP);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setDrawn((count) => count + STEP), { rootMargin: '800px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [drawn, problems]);

  const head = (sort: StaffSort, children: ReactNode, className = '') => {
    const active = (filter.sort ?? 'name') === sort;
    return (
      <th className={className} aria-sort={active ? (filter.reversed ? 'descending' : 'ascending') : undefined}>
        <button type="button" onClick={() => onSort({ sort: sort === 'name' ? undefined : sort, reversed: active && !filter.reversed ? true : undefined })}>
          {children} {active ? <Icon name={filter.reversed ? 'up' : 'chevron'} size={12} /> : null}
        </button>
      </th>
    );
  };
  const slugs = problems?.map(({ slug }) => slug) ?? [];
  const all = slugs.length > 0 && slugs.every((slug) => chosen.has(slug));
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Problems`} aria-busy={problems === undefined}>
      <table className="table staff-table">
        <caption className="unseen">
          <Trans>Problems</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <input type="checkbox" aria-label={t`Choose all that are shown`} checked={all} ref={(box) => void (box && (box.indeterminate = !all && slugs.some((slug) => chosen.has(slug))))} onChange={() => onChoose(slugs, !all)} />
            </th>
            {head('name', <Trans>Problem</Trans>)}
            {head('verification', <Trans>Verification</Trans>)}
            {head('time', <Trans>Time limit</Trans>, 'wide-only')}
            {head('submissions', <Trans>Submissions</Trans>, 'end')}
            {head('errors', <Trans>Judge errors</Trans>, 'end')}
            {head('version', <Trans>Version</Trans>, 'wide-only')}
            {head('owner', <Trans>Owner</Trans>, 'wide-only')}
          </tr>
        </thead>
        <tbody>
          {problems?.slice(0, drawn).map((problem) => <Row key={problem.slug} problem={problem} chosen={chosen.has(problem.slug)} onChoose={onChoose} />) ?? (
            <SkeletonRows rows={12} widths={['1rem', '12rem', '5rem', '5rem', '3rem', '2rem', '6rem', '5rem']} classNames={['', '', '', 'wide-only', '', '', 'wide-only', 'wide-only']} />
          )}
        </tbody>
      </table>
      {problems && drawn < problems.length ? <div ref={end} style={{ height: 1 }} /> : null}
    </div>
  );
}

function Row({ problem, chosen, onChoose }: { problem: StaffProblem; chosen: boolean; onChoose: Props['onChoose'] }): ReactElement {
  const { slug, name, visibility, verification, version, versionAt, submissions, judgeErrors, owner, timeLimit } = problem;
  const errors = number(judgeErrors);
  return (
    <tr data-chosen={chosen || undefined}>
      <td className="tight">
        <input type="checkbox" aria-label={t`Choose ${name}`} checked={chosen} onChange={() => onChoose([slug], !chosen)} />
      </td>
      <th scope="row">
        <Link to="/problems/$slug/staff" params={{ slug }} search={{}}>
          {name}
        </Link>{' '}
        {visibility === 'private' ? (
          <Badge tone="calm" icon="lock">
            <Trans>Hidden</Trans>
          </Badge>
        ) : null}
        <div className="small soft mono">{slug}</div>
      </th>
      <td className="tight">
        <VerificationBadge verification={verification} version={version} />
      </td>
      <td className="tight wide-only">
        <TimeLimitWords limit={timeLimit} />
      </td>
      <td className="end numbers">
        {submissions > 0 ? (
          <Link to="/submissions" search={{ problem: slug }} aria-label={t`Submissions to ${name}`}>
            {number(submissions)}
          </Link>
        ) : (
          <span className="soft">0</span>
        )}
      </td>
      <td className="end numbers">
        {judgeErrors > 0 ? (
          <Link to="/staff/judge-errors" search={{ problem: slug }} aria-label={t`${errors} judge errors of ${name}`}>
            {errors}
          </Link>
        ) : (
          <span className="soft">0</span>
        )}
      </td>
      <td className="tight wide-only numbers">
        {number(version)} <span className="soft small">· <Time at={versionAt} /></span>
      </td>
      <td className="tight wide-only">{owner ?? <span className="soft">–</span>}</td>
    </tr>
  );
}
