import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { ProblemSummary } from '#contract/problem.js';
import { Icon } from '../ui/icon.js';
import { Bar } from '../ui/progress.js';
import { SkeletonRows } from '../ui/state.js';
import type { ProblemFilter, ProblemSort } from '../util/filter-problems.js';
import { OwnStatus } from './verdict.js';
import './problem-table.css';

/** Rows drawn at first, and added each time the end comes near. */
const STEP = 100;

interface Props {
  problems: readonly ProblemSummary[] | undefined;
  filter: ProblemFilter;
  withStatus: boolean;
  onSort: (sort: Pick<ProblemFilter, 'sort' | 'descending'>) => void;
}

export function ProblemTable({ problems, filter, withStatus, onSort }: Props): ReactElement {
  const [drawn, setDrawn] = useState(STEP);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setDrawn((count) => count + STEP), { rootMargin: '800px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [drawn, problems]);

  const head = (sort: ProblemSort, children: ReactNode, className = '') => {
    const active = (filter.sort ?? 'name') === sort;
    return (
      <th className={className} aria-sort={active ? (filter.descending ? 'descending' : 'ascending') : undefined}>
        <button type="button" onClick={() => onSort({ sort: sort === 'name' ? undefined : sort, descending: active && !filter.descending ? true : undefined })}>
          {children} {active ? <Icon name={filter.descending ? 'chevron' : 'up'} size={12} /> : null}
        </button>
      </th>
    );
  };
  return (
    <div className="table-frame" aria-busy={problems === undefined} tabIndex={0} role="region" aria-label="Problems">
      <table className="table problem-table">
        <caption className="unseen">Problems</caption>
        <thead>
          <tr>
            {head('name', 'Problem')}
            {withStatus ? <th className="status">My status</th> : null}
            <th className="wide-only tags">Tags</th>
            {head('difficulty', 'Difficulty', 'difficulty-head')}
            {head('solved', 'Solved by', 'solved wide-only')}
          </tr>
        </thead>
        <tbody>{problems?.slice(0, drawn).map((problem) => <Row key={problem.slug} problem={problem} withStatus={withStatus} />) ?? <SkeletonRows rows={14} widths={['70%', ...(withStatus ? ['4rem'] : []), '60%', '4rem', '4rem']} classNames={['', ...(withStatus ? [''] : []), 'wide-only', '', 'wide-only']} />}</tbody>
      </table>
      {problems && drawn < problems.length ? <div ref={end} style={{ height: 1 }} /> : null}
    </div>
  );
}

function Row({ problem, withStatus }: { problem: ProblemSummary; withStatus: boolean }): ReactElement {
  return (
    <tr>
      <th scope="row">
        <Link to="/problems/$slug" params={{ slug: problem.slug }} className="name">
          {problem.name}
        </Link>{' '}
        {problem.visibility === 'private' ? <Icon name="lock" size={13} label="Private" /> : null}
      </th>
      {withStatus ? (
        <td>
          <OwnStatus status={problem.status} />
        </td>
      ) : null}
      <td className="wide-only">
        {problem.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
      </td>
      <td className="numbers">
        {problem.difficulty === null ? (
          <span className="soft">–</span>
        ) : (
          <span className="difficulty">
            {problem.difficulty.toFixed(1)} <Bar value={problem.difficulty} limit={10} scale />
          </span>
        )}
      </td>
      <td className="numbers wide-only">
        {problem.solvedBy} <span className="soft">of {problem.triedBy}</span>
      </td>
    </tr>
  );
}
