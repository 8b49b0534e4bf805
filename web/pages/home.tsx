import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import { recentProblemsQuery, statusQuery, submissionsQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { ProblemLines } from '../components/problem-lines.js';
import { SubmissionTable } from '../components/submission-table.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { useTitle } from '../hooks/use-title.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Skeleton, State } from '../ui/state.js';
import { counted } from '../util/format.js';
import './home.css';

/** What is going on, what I was doing, what comes next. */
export function HomePage(): ReactElement {
  useTitle(undefined);
  const visitor = useVisitor();
  const guest = likelyKind(visitor) === 'guest';
  const me = visitor.kind === 'account' ? visitor.me : undefined;
  return (
    <div className="page">
      {guest ? <Invitation /> : me ? <h1>Hello, {me.username}</h1> : <Skeleton width="14rem" height="1.875rem" />}
      <div className="columns">
        {guest ? <Problems /> : <OwnSubmissions me={me} />}
        <div className="stack wide">
          {guest ? null : <Problems />}
          <Now />
        </div>
      </div>
    </div>
  );
}

function Invitation(): ReactElement {
  return (
    <section className="invitation">
      <div className="stack">
        <h1>Write a program. Watch it being judged.</h1>
        <p>Arbiter runs every test of your program in a sealed room of its own, and shows each result the moment it is known: verdict, time and memory, measured to the millisecond.</p>
        <div className="row">
          <Link to="/sign-up" search={{}} className={buttonClass('primary')}>
            Make an account
          </Link>
          <Link to="/problems" className={buttonClass()}>
            Look at the problems
          </Link>
        </div>
      </div>
    </section>
  );
}

function OwnSubmissions({ me }: { me: Me | undefined }): ReactElement {
  const query = useInfiniteQuery({ ...submissionsQuery({ user: me?.username, limit: 8 }), enabled: me !== undefined });
  const languageName = useLanguageName();
  const submissions = query.data?.pages[0]?.items;
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>What I was doing</h2>
        <Link to="/submissions" search={{ user: me?.username }}>
          All my submissions
        </Link>
      </div>
      {query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <div className="card">
          <State icon="inbox" title="Nothing submitted yet" action={<Link to="/problems" className={buttonClass('primary')}>Choose a problem</Link>}>
            Your submissions will be listed here, with their verdicts as they come.
          </State>
        </div>
      ) : (
        <SubmissionTable submissions={submissions} columns={['problem', 'language']} languageName={languageName} caption="My latest submissions" />
      )}
    </section>
  );
}

function Problems(): ReactElement {
  const query = useQuery(recentProblemsQuery);
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>Problems</h2>
        <Link to="/problems">All problems</Link>
      </div>
      {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <ProblemLines problems={query.data?.items} />}
    </section>
  );
}

function Now(): ReactElement {
  const { data } = useQuery(statusQuery);
  const alive = data?.judges.filter((judge) => judge.alive) ?? [];
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>Now</h2>
        <Link to="/status">Status</Link>
      </div>
      <div className="card now">
        {data ? (
          <>
            <p className="row">
              <Icon name={alive.length > 0 ? 'check' : 'warning'} />
              {alive.length > 0 ? `${counted(alive.length, 'judge')} at work` : 'No judge is at work: submissions wait until one is.'}
            </p>
            <p className="row soft numbers">
              <Icon name="dots" />
              {data.queue.queued + data.queue.judging === 0 ? 'Nothing is waiting' : `${data.queue.judging} being judged, ${data.queue.queued} waiting`}
            </p>
          </>
        ) : (
          <>
            <Skeleton width="9rem" />
            <Skeleton width="11rem" />
          </>
        )}
      </div>
    </section>
  );
}
