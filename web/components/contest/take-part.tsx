import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { contestQuery } from '../../api/contest-queries.js';
import { likelyKind, useVisitor } from '../../hooks/use-me.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Badge } from '../../ui/badge.js';
import { phaseOf, type Phase } from '../../util/contest-times.js';
import { dayAndTime, span } from '../../util/format.js';
import { Register } from './register.js';
import { Withdraw } from './withdraw.js';

/** The reader's part in a contest: registers, starts their time, or says how it stands. */
export function TakePart({ contest }: { contest: Contest }): ReactElement | null {
  const guest = likelyKind(useVisitor()) === 'guest';
  const phase = phaseOf(contest, useServerNow());
  if (contest.me !== null) return <Mine contest={contest} me={contest.me} phase={phase} />;
  if (phase === 'over') return null;
  const then = `/contests/${contest.slug}`;
  return (
    <section className="card stack">
      <h2>
        <Trans>Take part</Trans>
      </h2>
      {guest ? (
        <>
          <p>
            <Trans>You need an account to take part.</Trans>
          </p>
          <div className="row">
            <Link to="/sign-in" search={{ then }} className={buttonClass('primary')}>
              <Trans>Sign in</Trans>
            </Link>
            <Link to="/sign-up" search={{ then }} className={buttonClass()}>
              <Trans>Make an account</Trans>
            </Link>
          </div>
        </>
      ) : contest.may.register ? (
        <Register slug={contest.slug} mode={contest.registration} />
      ) : (
        <p>
          <Trans>The jury registers the participants of this contest.</Trans>
        </p>
      )}
    </section>
  );
}

function Mine({ contest, me, phase }: { contest: Contest; me: NonNullable<Contest['me']>; phase: Phase }): ReactElement {
  const { slug, windowSeconds } = contest;
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const start = useMutation({
    mutationFn: () => call('startContest', { params: { slug } }),
    onSuccess: (started) => {
      client.setQueryData(contestQuery(slug).queryKey, started);
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['problems'] });
    },
  });
  const { name, affiliation, startedAt, endsAt } = me;
  const from = startedAt === null ? '' : dayAndTime(startedAt);
  const until = endsAt === null ? '' : dayAndTime(endsAt);
  const long = windowSeconds === null ? '' : span(windowSeconds);
  return (
    <section className="card stack tight">
      <div className="row apart">
        <h2>{name}</h2>
        {me.disqualified ? (
          <Badge tone="bad" icon="cross">
            {t`Disqualified`}
          </Badge>
        ) : (
          <Badge tone="good" icon="check">
            {t`Registered`}
          </Badge>
        )}
      </div>
      {affiliation === null ? null : <p className="soft">{affiliation}</p>}
      {me.members.length > 1 ? <p className="small soft">{me.members.join(', ')}</p> : null}
      {me.disqualified ? (
        <p>
          <Trans>The jury has disqualified you: you submit nothing more here, and have no rank. Ask the jury if you think that this is wrong.</Trans>
        </p>
      ) : me.unofficial ? (
        <p>
          <Trans>You take part out of competition: without a rank.</Trans>
        </p>
      ) : null}
      {contest.may.start ? (
        <>
          <p>
            <Trans>You have {long} from the moment at which you start.</Trans>
          </p>
          <div>
            <Button look="primary" icon="play" onClick={() => setAsking(true)}>
              <Trans>Start my time</Trans>
            </Button>
          </div>
        </>
      ) : null}
      {startedAt !== null && endsAt !== null ? (
        <p className="soft">
          <Trans>
            Your time: {from} to {until}
          </Trans>
        </p>
      ) : null}
      {contest.may.withdraw ? (
        <Withdraw contest={contest} me={me} />
      ) : phase === 'over' || me.disqualified ? null : (
        <p className="small soft">
          <Trans>Only the jury can take you out of this contest.</Trans>
        </p>
      )}
      {asking ? (
        <Confirm title={<Trans>Start your time now?</Trans>} look="primary" yes={<Trans>Start now</Trans>} no={<Trans>Not yet</Trans>} busy={start.isPending} error={start.error} onYes={() => start.mutate()} onClose={() => setAsking(false)}>
          <Trans>The problems open and your clock runs for {long}. It cannot be stopped.</Trans>
        </Confirm>
      ) : null}
    </section>
  );
}
