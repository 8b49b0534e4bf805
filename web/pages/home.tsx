import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import { whyNothing } from '../api/failure.js';
import { homeQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { HomeContests } from '../components/home-contests.js';
import { HomeNext } from '../components/home-next.js';
import { HomeNow } from '../components/home-now.js';
import { ProblemLines } from '../components/problem-lines.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { useTitle } from '../hooks/use-title.js';
import { buttonClass } from '../ui/button.js';
import { Skeleton, State } from '../ui/state.js';
import { patient } from '../util/patient.js';
import './home.css';

/** Not for guests, who come with nothing in their cache. */
const HomeDoing = lazy(patient(async () => ({ default: (await import('../components/home-doing.js')).HomeDoing })));

/** What is going on, what I was doing, what comes next. */
export function HomePage(): ReactElement {
  useTitle(undefined);
  const visitor = useVisitor();
  const guest = likelyKind(visitor) === 'guest';
  const me = visitor.kind === 'account' ? visitor.me : undefined;
  const username = me?.username ?? '';
  const home = useQuery(homeQuery);
  const greeting = guest ? (
    <Invitation />
  ) : me ? (
    <h1>
      <Trans>Hello, {username}</Trans>
    </h1>
  ) : (
    <Skeleton width="14rem" height="1.875rem" />
  );
  const failed = whyNothing(home);
  if (failed)
    return (
      <div className="page">
        {greeting}
        <Failed error={failed} retry={() => void home.refetch()} />
      </div>
    );
  const recent = (
    <Section title={<Trans>New problems</Trans>} link={<Link to="/problems" search={{ sort: 'newest' }}>{t`All, newest first`}</Link>}>
      {home.data?.recentlyAdded.length === 0 ? <NoProblems /> : <ProblemLines lines={home.data?.recentlyAdded.map((problem) => ({ problem }))} />}
    </Section>
  );
  return (
    <div className="page">
      {greeting}
      <HomeContests />
      <div className="columns">
        {guest ? (
          <Section title={<Trans>Problems to try</Trans>} link={<Link to="/problems">{t`All problems`}</Link>}>
            {home.data?.suggestions.length === 0 ? <NoProblems /> : <ProblemLines expected={8} lines={home.data?.suggestions.map(({ problem }) => ({ problem }))} />}
          </Section>
        ) : (
          <Suspense fallback={<Skeleton height="24rem" />}>
            <HomeDoing me={me} home={home.data} />
          </Suspense>
        )}
        <div className="stack wide">
          {guest ? null : <HomeNext home={home.data} />}
          <HomeNow />
          {recent}
        </div>
      </div>
    </div>
  );
}

function Section({ title, link, children }: { title: ReactNode; link: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}

function NoProblems(): ReactElement {
  return (
    <div className="card">
      <State icon="inbox" title={t`No problems yet`}>
        <Trans>Instructors add them by importing a package.</Trans>
      </State>
    </div>
  );
}

function Invitation(): ReactElement {
  return (
    <section className="invitation">
      <div className="stack">
        <h1>
          <Trans>Write a program. Watch it being judged.</Trans>
        </h1>
        <p>
          <Trans>Arbiter runs every test of your program in a sealed room of its own, and shows each result the moment it is known: verdict, time and memory, measured to the millisecond.</Trans>
        </p>
        <div className="row">
          <Link to="/sign-up" search={{}} className={buttonClass('primary')}>
            <Trans>Make an account</Trans>
          </Link>
          <Link to="/problems" className={buttonClass()}>
            <Trans>Look at the problems</Trans>
          </Link>
        </div>
      </div>
    </section>
  );
}
