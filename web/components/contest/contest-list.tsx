import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ContestSummary } from '#contract/contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Badge } from '../../ui/badge.js';
import { Icon } from '../../ui/icon.js';
import { Skeleton } from '../../ui/state.js';
import { phaseOf } from '../../util/contest-times.js';
import { clock, dayAndTime, number, span } from '../../util/format.js';
import { FORMAT_WORDS } from './contest-words.js';
import './contest-list.css';

/** Contests, one below the other: when, how long, and how long it is until the next thing happens. */
export function ContestList({ contests, expected = 3 }: { contests: readonly ContestSummary[] | undefined; expected?: number }): ReactElement {
  return (
    <ul className="card plain-list contest-list" aria-busy={contests === undefined}>
      {contests?.map((contest) => <ContestLine key={contest.slug} contest={contest} />) ??
        Array.from({ length: expected }, (_, index) => (
          <li key={index} aria-hidden>
            <span>
              <Skeleton width="14rem" />
              <Skeleton width="20rem" height="1.2em" />
            </span>
          </li>
        ))}
    </ul>
  );
}

function ContestLine({ contest }: { contest: ContestSummary }): ReactElement {
  const { _ } = useLingui();
  const now = useServerNow();
  const phase = phaseOf(contest, now);
  const left = clock(Math.ceil((Date.parse(phase === 'upcoming' ? contest.startsAt : contest.endsAt) - now) / 1000));
  const participants = number(contest.participants);
  return (
    <li>
      <Link to="/contests/$slug" params={{ slug: contest.slug }}>
        <span className="contest-line">
          <span className="contest-name">{contest.name}</span>
          <span className="small soft contest-facts">
            <time dateTime={contest.startsAt}>{dayAndTime(contest.startsAt)}</time>
            <span>{span(contest.windowSeconds ?? contest.durationSeconds)}</span>
            <span>{_(FORMAT_WORDS[contest.format])}</span>
            <span className="numbers">
              <Plural value={contest.participants} _0="nobody registered" one="one participant" other={`${participants} participants`} />
            </span>
            {contest.visibility === 'private' ? (
              <span>
                <Icon name="lock" size={12} /> <Trans>Private</Trans>
              </span>
            ) : null}
          </span>
        </span>
        <span className="contest-aside">
          {contest.registered ? (
            <Badge tone="good" icon="check">
              {phase === 'over' ? t`Took part` : t`Registered`}
            </Badge>
          ) : null}
          {phase === 'over' ? null : <span className="small numbers">{phase === 'upcoming' ? t`begins in ${left}` : t`ends in ${left}`}</span>}
        </span>
      </Link>
    </li>
  );
}
