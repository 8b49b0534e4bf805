import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Version } from '#contract/problem.js';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { verificationQuery } from '../api/queries.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { Note, Skeleton } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { FindingsReport } from './findings.js';

interface Props {
  slug: string;
  version: Version;
  /** An earlier one than the current becomes current again. */
  back: boolean;
  onClose: () => void;
}

/** Makes a version the current one. One that is not proved wants a reason, which is kept. */
export function PublishDialog({ slug, version: { number, proof, verification }, back, onClose }: Props): ReactElement {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const proved = proof === 'proved';
  const publish = useMutation({
    mutationFn: () => call('publishVersion', { params: { slug, number }, body: proved ? {} : { override: { reason: reason.trim() } } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['problem', slug] });
      void client.invalidateQueries({ queryKey: ['problems'] });
      toast(t`Version ${number} is current now.`);
      onClose();
    },
  });
  const title = back ? t`Roll back to version ${number}` : t`Publish version ${number}`;
  const fault = publish.error instanceof Failure ? publish.error.of('override.reason') : undefined;
  return (
    <Dialog title={title} onClose={onClose} held={publish.isPending}>
      <p>
        <Trans>From now on submissions are judged against version {number}. What is queued or judged already keeps its version; a rejudging brings it to this one.</Trans>
      </p>
      {proved ? (
        <Note tone="good">
          <Trans>Its verification proves it: every submission got what its label says, and its data is as its validators want it.</Trans>
        </Note>
      ) : (
        <>
          <Unproved slug={slug} proof={proof} verification={verification?.id} />
          <TextField label={t`Why it is to be published all the same`} hint={t`Your name and this reason stay with the version.`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={1000} fault={fault} />
        </>
      )}
      {publish.error && !fault ? (
        <Note tone="bad" alert>
          <span lang="en">{publish.error.message}</span>
        </Note>
      ) : null}
      <div className="row">
        <Button look={proved ? 'primary' : 'danger'} busy={publish.isPending} disabled={!proved && reason.trim().length < 3} onClick={() => publish.mutate()}>
          {back ? <Trans>Roll back</Trans> : proved ? <Trans>Publish</Trans> : <Trans>Publish without proof</Trans>}
        </Button>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function Unproved({ slug, proof, verification }: { slug: string; proof: Version['proof']; verification: string | undefined }): ReactElement {
  const { data } = useQuery({ ...verificationQuery(slug, verification ?? ''), enabled: verification !== undefined });
  if (proof === 'verifying') {
    return (
      <Note tone="warn">
        <Trans>Its verification is still going on. Wait for its end, unless this cannot wait.</Trans>
      </Note>
    );
  }
  if (proof === 'not-verified') {
    return (
      <Note tone="warn">
        <Trans>It was never verified. Verify it first, unless this cannot wait.</Trans>
      </Note>
    );
  }
  return (
    <>
      <Note tone="bad">
        <Trans>Its verification does not prove it. Mend what is listed here and import it as a new version: that is the usual way.</Trans>
      </Note>
      {data ? <FindingsReport faults={data.reasons} warnings={[]} /> : <Skeleton height="4rem" />}
    </>
  );
}
