import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Contest, ContestProblem } from '#contract/contest.js';
import { useContest } from '../../hooks/use-contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Icon } from '../../ui/icon.js';
import { nextMoment, phaseOf } from '../../util/contest-times.js';
import { isPlainKey } from '../../util/keys.js';
import { Balloon } from './balloon.js';
import { Countdown } from './countdown.js';
import './contest.css';

/** Above a problem of a contest: back to it, the clock, and its other problems, also by the keys n and p. */
export function ContestBar({ contest: slug, problem }: { contest: string; problem: string }): ReactElement | null {
  const { data: contest } = useContest(slug);
  const problems = contest?.problems;
  const at = problems?.findIndex((each) => each.slug === problem) ?? -1;
  const navigate = useNavigate();
  const [before, after] = at < 0 ? [] : [problems?.[at - 1]?.slug, problems?.[at + 1]?.slug];
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const to = event.key === 'n' ? after : event.key === 'p' ? before : undefined;
      if (to === undefined || !isPlainKey(event)) return;
      event.preventDefault();
      void navigate({ to: '/problems/$slug', params: { slug: to }, search: { contest: slug } });
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [navigate, slug, before, after]);
  if (!contest) return <div className="contest-bar" aria-busy />;
  return (
    <div className="contest-bar">
      <Link to="/contests/$slug" params={{ slug }} className="contest-back">
        <Icon name="left" /> <span>{contest.name}</span>
      </Link>
      {problems ? <Problems slug={slug} problems={problems} current={problem} /> : null}
      <Clock contest={contest} />
    </div>
  );
}

function Problems({ slug: contest, problems, current }: { slug: string; problems: readonly ContestProblem[]; current: string }): ReactElement {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => void here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [current]);
  return (
    <nav aria-label={t`Problems of the contest`}>
      {problems.map(({ slug, label, name, color, own }) => (
        <Link key={slug} ref={slug === current ? here : undefined} to="/problems/$slug" params={{ slug }} search={{ contest }} title={name} aria-current={slug === current ? 'page' : undefined} activeProps={{}} activeOptions={{ exact: true }}>
          <Balloon label={label} color={color} />
          {own === undefined ? null : <span className={`own-${own}`}>{own === 'solved' ? <Icon name="check" size={14} label={t`Solved`} /> : own === 'tried' ? <Icon name="half" size={14} label={t`Tried`} /> : <Icon name="dots" size={14} label={t`Submitted`} />}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** How long it goes on, or why nothing counts. */
function Clock({ contest }: { contest: Contest }): ReactElement | null {
  const now = useServerNow();
  const next = nextMoment(contest, now);
  if (contest.may.submit && next)
    return (
      <span className="contest-left">
        <Icon name="clock" label={t`Time left`} /> <Countdown until={next.at} />
      </span>
    );
  const phase = phaseOf(contest, now);
  return (
    <span className="contest-left soft small">
      {phase === 'over' ? <Trans>Over: what you submit is practice</Trans> : phase === 'upcoming' ? <Trans>Not begun</Trans> : contest.me === null ? <Trans>You take no part: practice</Trans> : <Trans>Your time is over: practice</Trans>}
    </span>
  );
}
