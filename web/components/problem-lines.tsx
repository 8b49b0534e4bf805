import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ProblemSummary } from '#contract/problem.js';
import { Skeleton, State } from '../ui/state.js';
import { OwnStatus } from './verdict.js';

/** A few problems, one line each. */
export function ProblemLines({ problems }: { problems: readonly ProblemSummary[] | undefined }): ReactElement {
  if (problems?.length === 0)
    return (
      <div className="card">
        <State icon="inbox" title="No problems yet">Instructors add them by importing a package.</State>
      </div>
    );
  return (
    <ul className="card plain-list problem-lines" aria-busy={problems === undefined}>
      {problems?.map((problem) => (
        <li key={problem.slug}>
          <Link to="/problems/$slug" params={{ slug: problem.slug }}>
            {problem.name}
            <OwnStatus status={problem.status} />
          </Link>
        </li>
      )) ??
        Array.from({ length: 8 }, (_, index) => (
          <li key={index} aria-hidden>
            <span>
              <Skeleton width={`${9 + ((index * 5) % 7)}rem`} />
            </span>
          </li>
        ))}
    </ul>
  );
}
