import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type { Contest } from '#contract/contest.js';
import { Failure, whyNothing } from '../../api/failure.js';
import { useClarificationNotices } from '../../hooks/use-clarification-notices.js';
import { useContest } from '../../hooks/use-contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { useTitle } from '../../hooks/use-title.js';
import { useUnread } from '../../hooks/use-unread.js';
import { Skeleton } from '../../ui/state.js';
import { nextMoment } from '../../util/contest-times.js';
import { number } from '../../util/format.js';
import { Failed } from '../failed.js';
import { ContestStateBadge } from './contest-state.js';
import { Countdown } from './countdown.js';
import { JoinByCode } from './join-by-code.js';
import { NotifyMe } from './notify-me.js';
import './contest.css';

/**
 * The parts of a contest in the order of their tabs; `edit`: for who may edit it; a function tells for whom else. A part is here when its
 * page is.
 */
const SECTIONS = {
  home: { to: '/contests/$slug', word: msg`Contest`, edit: false },
  standings: { to: '/contests/$slug/standings', word: msg`Standings`, edit: false },
  submissions: { to: '/contests/$slug/submissions', word: msg`Submissions`, edit: false },
  clarifications: { to: '/contests/$slug/clarifications', word: msg`Clarifications`, edit: false },
  people: { to: '/contests/$slug/people', word: msg`People`, edit: false },
  printing: { to: '/contests/$slug/printing', word: msg`Printing`, edit: ({ printing, may, me }: Contest) => printing && (may.deliver || me !== null) },
  balloons: { to: '/contests/$slug/balloons', word: msg`Balloons`, edit: ({ balloons, may }: Contest) => balloons !== 'off' && may.deliver },
  jury: { to: '/contests/$slug/jury', word: msg`Jury`, edit: true },
  teams: { to: '/contests/$slug/teams', word: msg`Teams and seats`, edit: true },
  settings: { to: '/contests/$slug/settings', word: msg`Settings`, edit: true },
} as const satisfies Record<string, { to: LinkProps['to']; word: MessageDescriptor; edit: boolean | ((contest: Contest) => boolean) }>;
export type ContestSection = keyof typeof SECTIONS;

interface Props {
  slug: string;
  section: ContestSection;
  /** As wide as the window: for tables that need it. */
  wide?: boolean;
  children: (contest: Contest) => ReactNode;
}

/** What is around every page of a contest: name, state, the clock, and the way to its other parts. */
export function ContestFrame({ slug, section, wide = false, children }: Props): ReactElement {
  const query = useContest(slug);
  const { _ } = useLingui();
  const { data: contest } = query;
  const word = _(SECTIONS[section].word);
  useTitle(contest && (section === 'home' ? contest.name : `${word}: ${contest.name}`));
  const failed = whyNothing(query);
  if (failed)
    return (
      <>
        <Failed level={1} error={failed} what="contest" retry={() => void query.refetch()} />
        {failed instanceof Failure && failed.code === 'not-found' ? <JoinByCode slug={slug} /> : null}
      </>
    );
  if (!contest)
    return (
      <div className="page" aria-busy>
        <Skeleton width="16rem" height="1.9rem" />
        <Skeleton height="2.5rem" />
        <Skeleton height="20rem" />
      </div>
    );
  return (
    <div className={wide ? 'page contest wide' : 'page contest'}>
      <header className="contest-head">
        <div className="stack tight">
          <p className="small">
            <Link to="/contests" search={{}}>
              <Trans>Contests</Trans>
            </Link>
          </p>
          <h1>{contest.name}</h1>
          <ContestStateBadge contest={contest} />
        </div>
        <div className="contest-side">
          <ContestClock contest={contest} />
          {contest.me !== null && Date.parse(contest.endsAt) > Date.parse(contest.now) ? <NotifyMe /> : null}
        </div>
      </header>
      <ContestNav contest={contest} current={section} />
      {contest.may.edit ? <JuryNotices slug={slug} /> : null}
      {children(contest)}
    </div>
  );
}

const isFor = (edit: boolean | ((contest: Contest) => boolean), contest: Contest): boolean => (typeof edit === 'function' ? edit(contest) : !edit || contest.may.edit);

function JuryNotices({ slug }: { slug: string }): null {
  useClarificationNotices(slug, true);
  return null;
}

function ContestNav({ contest, current }: { contest: Contest; current: ContestSection }): ReactElement {
  const { slug, may: { edit } } = contest;
  const unread = useUnread(contest);
  const { _ } = useLingui();
  const here = useRef<HTMLAnchorElement>(null);
  const sections = (Object.keys(SECTIONS) as ContestSection[]).filter((section) => section === current || isFor(SECTIONS[section].edit, contest));
  // In the middle, so that on a phone what is on either side shows; again whenever the row becomes wider.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no effect's end.
    void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current, sections.length, unread]);
  return (
    <nav className="contest-nav" aria-label={t`Parts of the contest`}>
      {sections.map((section) => (
        <Link key={section} ref={section === current ? here : undefined} to={SECTIONS[section].to} params={{ slug }} aria-current={section === current ? 'page' : undefined} activeProps={{}} activeOptions={{ exact: true }} resetScroll={false}>
          {_(SECTIONS[section].word)}
          {section === 'clarifications' && unread > 0 ? (
            <span className="unread numbers">
              {number(unread)}
              <span className="unseen"> {edit ? t`not answered` : t`new`}</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}

const CLOCK_WORDS = { start: msg`Begins in`, 'own-end': msg`Your time ends in`, end: msg`Ends in` } satisfies Record<string, MessageDescriptor>;

/** How long it is until what comes next. */
function ContestClock({ contest }: { contest: Contest }): ReactElement | null {
  const { _ } = useLingui();
  const next = nextMoment(contest, useServerNow());
  if (next === null) return null;
  return (
    <p className="contest-clock">
      <span className="small soft">{_(CLOCK_WORDS[next.what])}</span>
      <Countdown until={next.at} />
    </p>
  );
}
