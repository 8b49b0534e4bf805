import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { toast } from '../ui/toast.js';

/** An administrator gives somebody a new password, and tells it them. */
export function PasswordDialog({ account, onClose }: { account: { id: string; username: string }; onClose: () => void }): ReactElement {
  const { username } = account;
  const [password, setPassword] = useState(makeUp);
  const reset = useMutation({
    mutationFn: () => call('changeAccount', { params: { id: account.id }, body: { password } }),
    onSuccess: () => {
      toast(t`${username} has a new password.`);
      onClose();
    },
  });
  return (
    <Dialog title={t`New password for ${username}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate();
        }}
      >
        {reset.error ? (
          <Note tone="bad" alert>
            {reset.error.message}
          </Note>
        ) : null}
        <TextField label={t`New password`} hint={t`Note it now: it is not shown again.`} className="mono" value={password} required minLength={8} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => setPassword(event.target.value)} />
        <div className="row">
          <Button type="submit" look="primary" busy={reset.isPending}>
            <Trans>Set it</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Leave it</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Sixteen letters and digits that are hard to confuse; the few left over by 256 are no matter for a first password. */
function makeUp(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % letters.length]).join('');
}
