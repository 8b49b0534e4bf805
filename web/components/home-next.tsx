import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { SUGGESTIONS, type Home, type Reason } from '../util/suggestions.js';
import { buttonClass } from '../ui/button.js';
import { State } from '../ui/state.js';
import { number } from '../util/format.js';
import { ProblemLines } from './problem-lines.js';

/** What could come next, and why just that. */
export function HomeNext({ home }: { home: Home | undefined }): ReactElement {
  const groups = home && SUGGESTIONS.map((reason) => ({ reason, suggestions: home.suggestions.filter((each) => each.reason === reason) })).filter(({ suggestions }) => suggestions.length > 0);
  return (
    <section className="stack tight next">
      <h2>
        <Trans>What comes next</Trans>
      </h2>
      {groups?.length === 0 ? (
        <div className="card">
          <State
            icon="star"
            title={t`Nothing is left to suggest`}
            action={
              <Link to="/problems" className={buttonClass()}>
                <Trans>All problems</Trans>
              </Link>
            }
          >
            <Trans>You have tried every problem there is.</Trans>
          </State>
        </div>
      ) : (
        (groups?.map(({ reason, suggestions }) => (
          <div key={reason} className="stack tight">
            <h3>{heading(reason, home?.level ?? null, suggestions[0]?.tag ?? '')}</h3>
            <ProblemLines lines={suggestions.map(({ problem }) => ({ problem }))} />
          </div>
        )) ?? <ProblemLines lines={undefined} />)
      )}
    </section>
  );
}

function heading(reason: Reason, level: number | null, tag: string): ReactNode {
  const about = level === null ? '' : number(level, 1);
  switch (reason) {
    case 'start':
      return <Trans>The easiest that you have not tried</Trans>;
    case 'level':
      return <Trans>About as hard as what you solved last: difficulty {about}</Trans>;
    case 'harder':
      return <Trans>A step harder</Trans>;
    case 'tag':
      return <Trans>More of “{tag}”, which you solved most of late</Trans>;
  }
}
