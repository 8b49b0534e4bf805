import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import type { Problem, Verification, VerificationSummary } from '#contract/problem.js';
import { call } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { verificationQuery } from '../api/queries.js';
import { verificationsQuery } from '../api/staff-queries.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { Progress } from '../ui/progress.js';
import { Note, Skeleton, State } from '../ui/state.js';
import { ago, duration, number, percent } from '../util/format.js';
import { JUST_OVER, NEAR_LIMIT, greyZoneOf } from '../util/matrix.js';
import { Failed } from './failed.js';
import { Time } from './time.js';
import { VerificationMatrix } from './verification-matrix.js';

/** Begins a verification, follows it, and shows what came of it; the last one unless another is chosen. */
export function VerificationPart({ problem, chosen }: { problem: Problem; chosen: string | undefined }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { slug } = problem;
  const { data: past } = useQuery(verificationsQuery(slug));
  const id = chosen ?? past?.[0]?.id;
  const choose = (verification: string) => void navigate({ to: '/problems/$slug/staff', params: { slug }, search: { verification }, replace: true, resetScroll: false });
  const start = useMutation({
    mutationFn: () => call('createVerification', { params: { slug } }),
    onSuccess: (created) => {
      void client.invalidateQueries({ queryKey: ['verifications'] });
      choose(created.id);
    },
  });
  return (
    <section className="stack" aria-label={t`Verification`}>
      <div className="row apart bottom">
        <div>
          <h2>
            <Trans>Verification</Trans>
          </h2>
          <p className="soft">
            <Trans>Judges every labelled submission of the package, and holds what it gets against its label.</Trans>
          </p>
        </div>
        <div className="row bottom">
          {past && past.length > 1 && id ? <Past past={past} id={id} onChoose={choose} /> : null}
          <Button look="primary" icon="play" busy={start.isPending} onClick={() => start.mutate()}>
            {past && past.length > 0 ? <Trans>Verify again</Trans> : <Trans>Verify</Trans>}
          </Button>
        </div>
      </div>
      {start.error ? (
        <Note tone="bad" alert>
          {start.error.message}
        </Note>
      ) : null}
      {id ? (
        <Shown key={id} slug={slug} id={id} current={problem.version} />
      ) : past ? (
        <div className="card">
          <State icon="check" title={t`Not verified yet`}>
            <Trans>Verify the package to see whether each labelled submission gets what its label says.</Trans>
          </State>
        </div>
      ) : (
        <Skeleton height="16rem" />
      )}
    </section>
  );
}

function Past({ past, id, onChoose }: { past: readonly VerificationSummary[]; id: string; onChoose: (id: string) => void }): ReactElement {
  return (
    <SelectField label={t`Verification`} labelUnseen value={id} onChange={(event) => onChoose(event.target.value)}>
      {past.map(({ id: each, version, createdAt }) => {
        const when = ago(createdAt);
        return (
          <option key={each} value={each}>
            {t`Version ${version}, ${when}`}
          </option>
        );
      })}
      {past.some((each) => each.id === id) ? null : <option value={id}>{t`An earlier one`}</option>}
    </SelectField>
  );
}

function Shown({ slug, id, current }: { slug: string; id: string; current: number }): ReactElement {
  const client = useQueryClient();
  const query = useQuery(verificationQuery(slug, id));
  const { data } = query;
  const failed = whyNothing(query);
  const state = data?.state;
  useEffect(() => {
    if (state !== 'finished') return;
    void client.invalidateQueries({ queryKey: ['problem', slug, 'versions'] });
    void client.invalidateQueries({ queryKey: ['verifications'] });
  }, [client, slug, state]);
  if (failed) return <Failed error={failed} what="verification" retry={() => void query.refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  const total = data.rows.length;
  const judged = data.rows.filter((row) => row.state === 'finished' || row.state === 'unjudgeable').length;
  const { version } = data;
  const [done, all] = [number(judged), number(total)];
  return (
    <div className="stack">
      {data.version === current ? null : (
        <Note tone="calm">
          <Trans>
            This is version {version}; the current one is {current}.
          </Trans>
        </Note>
      )}
      {data.state === 'running' ? (
        <div className="stack tight">
          <p className="numbers" role="status">
            <Trans>
              {done} of {all} submissions judged. You may leave this page: it goes on.
            </Trans>
          </p>
          <Progress fraction={total > 0 ? judged / total : 0} label={t`Submissions judged`} />
        </div>
      ) : (
        <Result verification={data} />
      )}
      <GreyZones verification={data} />
      {total > 0 ? <VerificationMatrix verification={data} /> : null}
    </div>
  );
}

function Result({ verification: { rows, asExpected, createdAt, timeLimitMs } }: { verification: Verification }): ReactElement {
  const surprises = rows.filter((row) => row.asExpected === false).length;
  const unjudged = rows.filter((row) => row.state === 'unjudgeable').length;
  const limit = duration(timeLimitMs);
  return (
    <Note tone={asExpected ? 'good' : surprises > 0 ? 'bad' : 'warn'} alert>
      {rows.length === 0 ? (
        <Trans>The package has no labelled submissions, so nothing shows that it is right.</Trans>
      ) : asExpected ? (
        <Trans>Every submission got what its label says.</Trans>
      ) : surprises > 0 ? (
        <Plural value={surprises} one="# submission did not get what its label says." other="# submissions did not get what their labels say." />
      ) : (
        <Plural value={unjudged} one="# submission could not be judged here." other="# submissions could not be judged here." />
      )}{' '}
      <span className="numbers">
        {timeLimitMs === null ? null : <Trans>Time limit: {limit}.</Trans>} <Time at={createdAt} />
      </span>
    </Note>
  );
}

/** Verdicts that depend on the machine are worth a word even where they are as expected. */
function GreyZones({ verification: { rows, timeLimitMs } }: { verification: Verification }): ReactElement | null {
  const zones = rows.flatMap((row) => greyZoneOf(row, timeLimitMs)?.zone ?? []);
  const near = zones.filter((zone) => zone === 'near').length;
  const over = zones.length - near;
  const [half, margin] = [percent(NEAR_LIMIT), percent(JUST_OVER)];
  if (zones.length === 0) return null;
  return (
    <Note tone="warn">
      <ul className="plain-list">
        {near > 0 ? (
          <li>
            <Plural value={near} one={`# accepted submission uses more than ${half} of the time limit: another machine may find it too slow.`} other={`# accepted submissions use more than ${half} of the time limit: another machine may find them too slow.`} />
          </li>
        ) : null}
        {over > 0 ? (
          <li>
            <Plural value={over} one={`# submission that is too slow needs less than ${margin} of the limit: another machine may accept it.`} other={`# submissions that are too slow need less than ${margin} of the limit: another machine may accept them.`} />
          </li>
        ) : null}
      </ul>
    </Note>
  );
}
