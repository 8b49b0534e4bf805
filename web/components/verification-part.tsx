import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Problem, VerificationSummary } from '#contract/problem.js';
import { call } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { verificationsQuery } from '../api/staff-queries.js';
import { useVerification } from '../hooks/use-verification.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { Progress } from '../ui/progress.js';
import { Note, Skeleton, State } from '../ui/state.js';
import { ago, number } from '../util/format.js';
import { DataChecks } from './data-checks.js';
import { Failed } from './failed.js';
import { GreyZones } from './grey-zones.js';
import { VerificationMatrix } from './verification-matrix.js';
import { VerificationResult } from './verification-result.js';

/** Begins a verification, follows it, and shows what came of it; the last one unless another is chosen. */
export function VerificationPart({ problem, chosen }: { problem: Problem; chosen: string | undefined }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { slug } = problem;
  const { data: past } = useQuery(verificationsQuery(slug));
  const id = chosen ?? past?.[0]?.id;
  const version = past?.find((each) => each.id === id)?.version ?? problem.version;
  const choose = (verification: string) => void navigate({ to: '/problems/$slug/staff', params: { slug }, search: { verification }, replace: true, resetScroll: false });
  const start = useMutation({
    mutationFn: () => call('createVerification', { params: { slug }, body: { version } }),
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
            <Trans>Judges every labelled submission of the package and holds what it gets against its label, and has the validators look at the data. Only a version that this proves is published by itself.</Trans>
          </p>
        </div>
        <div className="row bottom">
          {past && past.length > 1 && id ? <Past past={past} id={id} onChoose={choose} /> : null}
          <Button look="primary" icon="play" busy={start.isPending} onClick={() => start.mutate()}>
            {past && past.length > 0 ? <Trans>Verify version {version} again</Trans> : <Trans>Verify</Trans>}
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
  const query = useVerification(slug, id);
  const { data } = query;
  const failed = whyNothing(query);
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
        <VerificationResult verification={data} />
      )}
      <GreyZones verification={data} />
      {total > 0 ? <VerificationMatrix verification={data} /> : null}
      <DataChecks data={data.data} />
    </div>
  );
}
