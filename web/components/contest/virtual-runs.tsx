import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest, VirtualRun } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { virtualRunsQuery } from '../../api/contest-queries.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { dayAndTime, span } from '../../util/format.js';
import { wholeSeconds } from '../../util/contest-times.js';
import { Countdown } from './countdown.js';

/** For a contest that is over: taking it in a time of one's own with the field as it was beside one, and how the field went. */
export function VirtualRuns({ contest }: { contest: Contest }): ReactElement {
  const { slug } = contest;
  const client = useQueryClient();
  const runs = useQuery(virtualRunsQuery(slug)).data;
  const now = useServerNow();
  const [asking, setAsking] = useState<'start' | 'end'>();
  const changed = () => {
    setAsking(undefined);
    void client.invalidateQueries({ queryKey: virtualRunsQuery(slug).queryKey });
    void client.invalidateQueries({ queryKey: ['contest', slug] });
  };
  const start = useMutation({ mutationFn: () => call('startVirtualRun', { params: { slug } }), onSuccess: changed });
  const end = useMutation({ mutationFn: (id: string) => call('endVirtualRun', { params: { slug, id } }), onSuccess: changed });
  const underWay = runs?.find(({ endsAt }) => Date.parse(endsAt) > now);
  const past = runs?.filter((run) => run !== underWay) ?? [];
  const long = span(wholeSeconds(contest));
  return (
    <section className="card stack tight">
      <h2>
        <Trans>Take it virtually</Trans>
      </h2>
      {underWay ? (
        <>
          <p>
            <Trans>Your virtual run goes on. What you submit to the problems counts in it.</Trans> <Countdown until={underWay.endsAt} />
          </p>
          <div className="row">
            <Link to="/contests/$slug/standings" params={{ slug }} search={{ run: underWay.id }} className={buttonClass('primary')}>
              <Trans>Standings beside you</Trans>
            </Link>
            <Button onClick={() => setAsking('end')}>
              <Trans>End it</Trans>
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>
            <Trans>You have {long} of your own, with the field as it was beside you. Nothing of the contest changes by it.</Trans>
          </p>
          <div className="row">
            <Button look="primary" icon="play" onClick={() => setAsking('start')}>
              <Trans>Start a virtual run</Trans>
            </Button>
            <Link to="/contests/$slug/standings" params={{ slug }} search={{ replay: true }} className={buttonClass()}>
              <Trans>Replay the standings</Trans>
            </Link>
          </div>
        </>
      )}
      {past.length > 0 ? <Past slug={slug} runs={past} /> : null}
      {asking === 'start' ? (
        <Confirm title={<Trans>Start your virtual run now?</Trans>} look="primary" yes={<Trans>Start now</Trans>} no={<Trans>Not yet</Trans>} busy={start.isPending} error={start.error} onYes={() => start.mutate()} onClose={() => setAsking(undefined)}>
          <Trans>Your clock runs for {long}. You can end it before.</Trans>
        </Confirm>
      ) : null}
      {asking === 'end' && underWay ? (
        <Confirm title={<Trans>End your virtual run?</Trans>} yes={<Trans>End it</Trans>} busy={end.isPending} error={end.error} onYes={() => end.mutate(underWay.id)} onClose={() => setAsking(undefined)}>
          <Trans>What you submit from then on does not count in it.</Trans>
        </Confirm>
      ) : null}
    </section>
  );
}

function Past({ slug, runs }: { slug: string; runs: readonly VirtualRun[] }): ReactElement {
  return (
    <ul className="plain-list small" aria-label={t`Your virtual runs`}>
      {runs.map(({ id, startedAt }) => {
        const at = dayAndTime(startedAt);
        return (
          <li key={id}>
            <Link to="/contests/$slug/standings" params={{ slug }} search={{ run: id }}>
              <Trans>Your run of {at}</Trans>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
