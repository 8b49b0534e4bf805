import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { submissionQuery } from '../api/queries.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy-button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { toast } from '../ui/toast.js';

/** Makes the link to a submission as it opens, and takes it back. `closed`: until its contest is over it opens for nobody. */
export function ShareDialog({ id, closed, onClose }: { id: string; closed: boolean; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: submissionQuery(id).queryKey });
  const share = useMutation({ mutationFn: () => call('shareSubmission', { params: { id } }), onSuccess: changed });
  const { mutate } = share;
  useEffect(() => mutate(), [mutate]);
  const unshare = useUnshare(id, onClose);
  const link = share.data ? `${location.origin}/submissions/${id}?share=${share.data.token}` : '';
  const message = (share.error ?? unshare.error)?.message;
  return (
    <Dialog title={t`Share this submission`} onClose={onClose}>
      <p>
        <Trans>Whoever is signed in here and has this link can read the source, the verdict and what you see of the tests. You can take the link back at any time.</Trans>
      </p>
      {closed ? (
        <Note tone="odd">
          <Trans>It was sent in a contest: the link opens for nobody until that is over and nothing of it is hidden any more.</Trans>
        </Note>
      ) : null}
      <div className="row bottom" style={{ flexWrap: 'nowrap' }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <TextField label={t`Link`} readOnly value={link} className="mono" onFocus={(event) => event.target.select()} />
        </div>
        <CopyButton text={link} what={t`the link`} compact={false} />
      </div>
      {message ? (
        <Note tone="bad" alert>
          {message}
        </Note>
      ) : null}
      <div className="row apart">
        <Button look="danger" busy={unshare.isPending} onClick={() => unshare.mutate()}>
          <Trans>Take the link back</Trans>
        </Button>
        <Button look="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

/** Takes the link back; whoever has it finds nothing any more. */
export function useUnshare(id: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('unshareSubmission', { params: { id } }),
    onSuccess: () => {
      toast(t`The link no longer works.`);
      void client.invalidateQueries({ queryKey: submissionQuery(id).queryKey });
      done();
    },
  });
}
