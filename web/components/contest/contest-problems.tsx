import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { State } from '../../ui/state.js';
import '../problem-lines.css';

/** The problems of a contest in its order. */
export function ContestProblems({ problems }: { contest: Contest; problems: NonNullable<Contest['problems']> }): ReactElement {
  return (
    <section className="stack tight">
      <h2>
        <Trans>Problems</Trans>
      </h2>
      {problems.length === 0 ? (
        <div className="card">
          <State icon="inbox" title={t`No problems yet`} />
        </div>
      ) : (
        <ul className="card plain-list problem-lines">
          {problems.map(({ label, slug, name }) => (
            <li key={slug}>
              <Link to="/problems/$slug" params={{ slug }}>
                <span>
                  <b>{label}</b> {name}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
