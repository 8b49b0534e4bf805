import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { ContestSummary } from '#contract/contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Badge } from '../../ui/badge.js';
import { phaseOf } from '../../util/contest-times.js';

/** Whether it will be, is, or was, and whether its standings stand still. */
export function ContestStateBadge({ contest }: { contest: Pick<ContestSummary, 'state' | 'startsAt' | 'endsAt'> }): ReactElement {
  const phase = phaseOf(contest, useServerNow());
  return (
    <span className="row">
      {phase === 'upcoming' ? (
        <Badge tone="accent" icon="calendar">
          <Trans>Upcoming</Trans>
        </Badge>
      ) : phase === 'running' ? (
        <Badge tone="good" icon="play">
          <Trans>Running</Trans>
        </Badge>
      ) : (
        <Badge tone="calm" icon="clock">
          <Trans>Over</Trans>
        </Badge>
      )}
      {contest.state === 'frozen' ? (
        <Badge tone="accent" icon="lock">
          <Trans>Frozen</Trans>
        </Badge>
      ) : null}
    </span>
  );
}
