import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { problemQuery } from '../api/queries.js';
import { EditorPanel } from '../components/editor-panel.js';
import { Failed } from '../components/failed.js';
import { Statement } from '../components/statement.js';
import { useVisitor } from '../hooks/use-me.js';
import { useMedia } from '../hooks/use-media.js';
import { useTitle } from '../hooks/use-title.js';
import { buttonClass } from '../ui/button.js';
import { SplitPane } from '../ui/split-pane.js';
import { Skeleton, State } from '../ui/state.js';
import './problem.css';

const route = getRouteApi('/problems/$slug');

/** Where people live: the statement, and beside it (on a phone: one tap away) the editor and what came of it. */
export function ProblemPage(): ReactElement {
  const { slug } = route.useParams();
  const query = useQuery(problemQuery(slug));
  const wide = useMedia('(min-width: 56rem)');
  const [side, setSide] = useState<'statement' | 'code'>('statement');
  useTitle(query.data?.name);
  if (query.error) return <Failed level={1} error={query.error} what="problem" retry={() => void query.refetch()} />;

  const reading = (
    <div className="reading" tabIndex={0} role="region" aria-label="Statement">
      {query.data ? <Statement problem={query.data} /> : <StatementSkeleton />}
    </div>
  );
  const writing = <div className="panel">{query.data ? <Writing key={slug} problem={query.data} follow={!wide} /> : <div />}</div>;
  if (wide)
    return (
      <div className="workplace">
        <SplitPane first={reading} second={writing} label="Width of the statement" remember="arbiter.divider" />
      </div>
    );
  return (
    <div className="workplace phone">
      <div id="side-panel" role="tabpanel" aria-labelledby={`side-${side}`} className="panel">
        {side === 'code' && query.data ? <h1 className="unseen">{query.data.name}: write a program</h1> : null}
        {side === 'statement' ? reading : writing}
      </div>
      <div className="switch" role="tablist" aria-label="Statement or code">
        {(['statement', 'code'] as const).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`side-${each}`}
            aria-selected={side === each}
            aria-controls="side-panel"
            tabIndex={side === each ? 0 : -1}
            onClick={() => setSide(each)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              const other = each === 'statement' ? 'code' : 'statement';
              setSide(other);
              document.getElementById(`side-${other}`)?.focus();
            }}
          >
            {{ statement: 'Statement', code: 'Code' }[each]}
          </button>
        ))}
      </div>
    </div>
  );
}

function Writing({ problem, follow }: { problem: Problem; follow: boolean }): ReactElement {
  const visitor = useVisitor();
  const here = { then: `/problems/${problem.slug}` };
  if (visitor.kind === 'unknown') return <div />;
  if (visitor.kind === 'guest')
    return (
      <State
        icon="lock"
        title="Sign in to write and submit"
        action={
          <>
            <Link to="/sign-in" search={here} className={buttonClass('primary')}>
              Sign in
            </Link>
            <Link to="/sign-up" search={here} className={buttonClass()}>
              Make an account
            </Link>
          </>
        }
      >
        The editor opens here, beside the statement.
      </State>
    );
  if (!problem.may.submit) return <State icon="lock" title="This problem takes no submissions from you" />;
  return <EditorPanel problem={problem} user={visitor.me.username} follow={follow} />;
}

function StatementSkeleton(): ReactElement {
  return (
    <div className="statement" aria-busy>
      <div className="statement-head">
        <Skeleton width="16rem" height="1.9rem" />
        <Skeleton width="22rem" height="1.2rem" />
      </div>
      {['100%', '92%', '97%', '60%'].map((width) => (
        <Skeleton key={width} width={width} height="1.1rem" />
      ))}
      <Skeleton height="8rem" />
    </div>
  );
}
