import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useCallback, useState, type ReactElement, type ReactNode } from 'react';
import type { Problem } from '#contract/problem.js';
import { contestQuery } from '../api/contest-queries.js';
import { whyNothing } from '../api/failure.js';
import { problemQuery } from '../api/queries.js';
import { AnswersPanel } from '../components/answers-panel.js';
import { ContestBar } from '../components/contest/contest-bar.js';
import { EditorPanel } from '../components/editor-panel.js';
import { Failed } from '../components/failed.js';
import { Statement } from '../components/statement.js';
import { useVisitor } from '../hooks/use-me.js';
import { useMedia } from '../hooks/use-media.js';
import { useTitle } from '../hooks/use-title.js';
import { buttonClass } from '../ui/button.js';
import { SplitPane } from '../ui/split-pane.js';
import { Skeleton, State } from '../ui/state.js';
import { readForTab, writeForTab } from '../util/stored.js';
import './problem.css';

const route = getRouteApi('/problems/$slug');

/** Where people live: the statement, and beside it (on a phone: one tap away) the editor and what came of it. */
export function ProblemPage(): ReactElement {
  const { slug } = route.useParams();
  const { contest: from } = route.useSearch();
  const query = useQuery(problemQuery(slug));
  // One that runs counts what is submitted, wherever the page was opened from.
  const contest = from ?? query.data?.contest;
  const wide = useMedia('(min-width: 821px)');
  useTitle(query.data?.name);
  const failed = whyNothing(query);
  if (failed) return <Failed level={1} error={failed} what="problem" retry={() => void query.refetch()} />;

  const reading = <Reading slug={slug}>{query.data ? <Statement key={slug} problem={query.data} /> : <StatementSkeleton />}</Reading>;
  const writing = <div className="panel">{query.data ? <Writing key={slug} problem={query.data} contest={contest} follow={!wide} /> : <div />}</div>;
  const bar = contest === undefined ? null : <ContestBar contest={contest} problem={slug} />;
  if (!wide) return <TwoSides key={slug} slug={slug} name={query.data?.name} bar={bar} reading={reading} writing={writing} />;
  return (
    <div className={bar ? 'workplace in-contest' : 'workplace'}>
      {bar}
      <SplitPane first={reading} second={writing} label={t`Width of the statement`} remember="arbiter.divider" />
    </div>
  );
}

/** The statement scrolls by itself; where it was is remembered while the tab lives. */
function Reading({ slug, children }: { slug: string; children: ReactNode }): ReactElement {
  const key = `scroll.${slug}`;
  const place = useCallback(
    (element: HTMLDivElement | null) => {
      if (!element) return;
      const wanted = Number(readForTab(key));
      // Until the text is long enough, or the reader goes elsewhere.
      const follow = () => {
        if (wanted > 0 && element.scrollTop < wanted) element.scrollTop = wanted;
        if (element.scrollTop >= wanted - 1) observer.disconnect();
      };
      const observer = new ResizeObserver(follow);
      for (const child of element.children) observer.observe(child);
      const changes = new MutationObserver(() => {
        for (const child of element.children) observer.observe(child);
      });
      changes.observe(element, { childList: true });
      const stop = () => (observer.disconnect(), changes.disconnect());
      element.addEventListener('wheel', stop, { once: true, passive: true });
      element.addEventListener('touchmove', stop, { once: true, passive: true });
      element.addEventListener('keydown', stop, { once: true });
      return stop;
    },
    [key],
  );
  return (
    <div ref={place} className="reading" tabIndex={0} role="region" aria-label={t`Statement`} onScroll={({ currentTarget }) => currentTarget.offsetParent && writeForTab(key, String(Math.round(currentTarget.scrollTop)))}>
      {children}
    </div>
  );
}

/** One side at a time, the other one tap away. Both stay as they are while they are not seen; the editor comes when it is first wanted. */
function TwoSides({ slug, name, bar, reading, writing }: { slug: string; name: string | undefined; bar: ReactNode; reading: ReactNode; writing: ReactNode }): ReactElement {
  const key = `side.${slug}`;
  const [side, setSide] = useState<'statement' | 'code'>(() => (readForTab(key) === 'code' ? 'code' : 'statement'));
  const [wanted, setWanted] = useState(side === 'code');
  const words = { statement: t`Statement`, code: t`Code` };
  function turn(next: 'statement' | 'code') {
    setSide(next);
    setWanted(wanted || next === 'code');
    writeForTab(key, next);
  }
  return (
    <div className={bar ? 'workplace phone in-contest' : 'workplace phone'}>
      {bar}
      <div id="side-panel-statement" role="tabpanel" aria-labelledby="side-statement" className="panel" hidden={side !== 'statement'}>
        {reading}
      </div>
      <div id="side-panel-code" role="tabpanel" aria-labelledby="side-code" className="panel" hidden={side !== 'code'}>
        {name === undefined ? null : (
          <h1 className="unseen">
            <Trans>{name}: write a program</Trans>
          </h1>
        )}
        {wanted ? writing : null}
      </div>
      <div className="switch" role="tablist" aria-label={t`Statement or code`}>
        {(['statement', 'code'] as const).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`side-${each}`}
            aria-selected={side === each}
            aria-controls={`side-panel-${each}`}
            tabIndex={side === each ? 0 : -1}
            onClick={() => turn(each)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              const other = each === 'statement' ? 'code' : 'statement';
              turn(other);
              document.getElementById(`side-${other}`)?.focus();
            }}
          >
            {words[each]}
          </button>
        ))}
      </div>
    </div>
  );
}

function Writing({ problem, contest: slug, follow }: { problem: Problem; contest: string | undefined; follow: boolean }): ReactElement {
  const visitor = useVisitor();
  const { data } = useQuery({ ...contestQuery(slug ?? ''), enabled: slug !== undefined });
  // Before it, after it, and for whoever takes no part, what is submitted is practice.
  const contest = data?.may.submit ? slug : undefined;
  const here = { then: location.pathname + location.search };
  if (visitor.kind === 'unknown') return <div />;
  if (visitor.kind === 'guest')
    return (
      <State
        icon="lock"
        title={t`Sign in to write and submit`}
        action={
          <>
            <Link to="/sign-in" search={here} className={buttonClass('primary')}>
              <Trans>Sign in</Trans>
            </Link>
            <Link to="/sign-up" search={here} className={buttonClass()}>
              <Trans>Make an account</Trans>
            </Link>
          </>
        }
      >
        <Trans>The editor opens here, beside the statement.</Trans>
      </State>
    );
  if (!problem.may.submit) return <State icon="lock" title={t`This problem takes no submissions from you`} />;
  if (problem.types.includes('submit-answer')) return <AnswersPanel problem={problem} contest={contest} user={visitor.me.username} follow={follow} />;
  return <EditorPanel problem={problem} contest={contest} user={visitor.me.username} follow={follow} />;
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
