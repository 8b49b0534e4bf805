import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import type { Resolution } from '#contract/scoreboard.js';
import { call } from '../../api/call.js';
import { contestQuery, resolutionQuery } from '../../api/contest-queries.js';
import { Failure, whyNothing } from '../../api/failure.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { TextField } from '../../ui/field.js';
import { Note, Skeleton, State } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { MEDALS, usualMedals, type MedalCounts } from '../../util/resolver.js';
import { Failed } from '../failed.js';
import { MEDAL_WORDS, ResolverStage } from './resolver-stage.js';

/** Before the ceremony: how many medals there are; after it: showing everybody. */
export function Resolver({ contest }: { contest: Contest }): ReactElement {
  const query = useQuery(resolutionQuery(contest.slug));
  const failed = whyNothing(query);
  if (failed instanceof Failure && failed.code === 'conflict') return <NotYet contest={contest} />;
  if (failed) return <Failed error={failed} retry={() => void query.refetch()} />;
  return query.data ? <Ready contest={contest} resolution={query.data} refresh={() => void query.refetch()} /> : <Skeleton height="16rem" />;
}

function NotYet({ contest }: { contest: Contest }): ReactElement {
  return (
    <State
      icon="lock"
      title={t`There is nothing to unveil`}
      action={
        <Link to="/contests/$slug/standings" params={{ slug: contest.slug }} className={buttonClass()}>
          <Trans>To the standings</Trans>
        </Link>
      }
    >
      {contest.freezeAt === null ? <Trans>The standings of this contest are never frozen.</Trans> : <Trans>The resolver opens when the contest has ended.</Trans>}
    </State>
  );
}

function Ready({ contest, resolution, refresh }: { contest: Contest; resolution: Resolution; refresh: () => void }): ReactElement {
  const { _ } = useLingui();
  const [medals, setMedals] = useState<MedalCounts>(() => usualMedals(resolution.rows));
  const [running, setRunning] = useState(false);
  const unjudged = resolution.steps.reduce((sum, { cell }) => sum + cell.pending, 0);
  return (
    <div className="stack card">
      <h2>
        <Trans>Resolver</Trans>
      </h2>
      <p>
        <Plural value={resolution.steps.length} one="One try waits to be unveiled" other="# cells wait to be unveiled" />
        {'. '}
        <Trans>It begins with the standings as the freeze left them, and goes from the last rank to the first.</Trans>
      </p>
      {unjudged === 0 ? null : (
        <Note tone="warn">
          <Trans>Some submissions are not judged yet: they would stay without a verdict.</Trans>{' '}
          <Button compact onClick={refresh}>
            <Trans>Look again</Trans>
          </Button>
        </Note>
      )}
      <div className="row bottom">
        {MEDALS.map((medal) => (
          <TextField key={medal} label={_(MEDAL_WORDS[medal])} type="number" min={0} max={999} className="medal-count" value={medals[medal]} onChange={(event) => setMedals({ ...medals, [medal]: Math.max(0, Math.min(999, Math.floor(Number(event.target.value) || 0))) })} />
        ))}
      </div>
      <div className="row">
        <Button look="primary" icon="play" onClick={() => setRunning(true)}>
          <Trans>Begin</Trans>
        </Button>
        {contest.may.edit && contest.state === 'frozen' ? <Unfreeze slug={contest.slug} /> : null}
        <Link to="/contests/$slug/standings" params={{ slug: contest.slug }} className={buttonClass('ghost')}>
          <Trans>To the standings</Trans>
        </Link>
      </div>
      <p className="small soft">
        <kbd>{t`Space`}</kbd> / <kbd>→</kbd> <Trans>next</Trans> · <kbd>←</kbd> <Trans>back</Trans> · <kbd>F</kbd> <Trans>by itself</Trans> · <kbd>{t`Esc`}</kbd> <Trans>leave</Trans>
      </p>
      {running ? <ResolverStage name={contest.name} resolution={resolution} medals={medals} onLeave={() => setRunning(false)} /> : null}
    </div>
  );
}

/** After the ceremony everybody may see the end. */
function Unfreeze({ slug }: { slug: string }): ReactElement {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const unfreeze = useMutation({
    mutationFn: () => call('changeContest', { params: { slug }, body: { unfrozen: true } }),
    onSuccess(contest) {
      client.setQueryData(contestQuery(slug).queryKey, contest);
      setAsked(false);
      toast(t`Everybody sees the final standings now.`);
    },
  });
  return (
    <>
      <Button icon="eye" onClick={() => setAsked(true)}>
        <Trans>Show everybody the end</Trans>
      </Button>
      {asked ? (
        <Confirm title={t`Show the final standings?`} look="primary" yes={<Trans>Show them</Trans>} busy={unfreeze.isPending} error={unfreeze.error} onYes={() => unfreeze.mutate()} onClose={() => setAsked(false)}>
          <Trans>The freeze ends for everybody at once. Do it when the ceremony is over.</Trans>
        </Confirm>
      ) : null}
    </>
  );
}
