import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { ProblemEntry } from '#contract/problem.js';
import { Skeleton } from '../ui/state.js';
import { number } from '../util/format.js';
import { OwnStatus } from './verdict.js';
import './problem-lines.css';

export interface ProblemLine {
  problem: ProblemEntry;
  /** Instead of how hard it is and who solved it. */
  aside?: ReactNode;
}

/** A few problems, one line each. */
export function ProblemLines({ lines, expected = 6 }: { lines: readonly ProblemLine[] | undefined; expected?: number }): ReactElement {
  return (
    <ul className="card plain-list problem-lines" aria-busy={lines === undefined}>
      {lines?.map(({ problem, aside }) => (
        <li key={problem.slug}>
          <Link to="/problems/$slug" params={{ slug: problem.slug }}>
            <span>{problem.name}</span>
            <span className="aside small soft">{aside ?? <Figures problem={problem} />}</span>
          </Link>
        </li>
      )) ??
        Array.from({ length: expected }, (_, index) => (
          <li key={index} aria-hidden>
            <span>
              <Skeleton width={`${9 + ((index * 5) % 7)}rem`} />
            </span>
          </li>
        ))}
    </ul>
  );
}

function Figures({ problem: { status, difficulty, solvedBy } }: { problem: ProblemEntry }): ReactElement {
  const level = difficulty === null ? '' : number(difficulty, 1);
  const solvers = number(solvedBy);
  if (status === 'solved' || status === 'tried') return <OwnStatus status={status} />;
  return (
    <>
      {level === '' ? null : (
        <span className="numbers">
          <Trans>Difficulty {level}</Trans>
        </span>
      )}
      {solvedBy === 0 ? null : (
        <span className="numbers">
          <Plural value={solvedBy} one="solved by one" other={`solved by ${solvers}`} />
        </span>
      )}
    </>
  );
}
