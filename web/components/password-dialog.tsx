import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/state.js';
import { makePassword } from '../util/passwords.js';
import { SecretShown } from './secret-shown.js';

/** An administrator gives somebody else a new password, made up here and shown once: to oneself it could not be shown, as it ends the session. */
export function PasswordDialog({ account: { id, username }, onClose }: { account: { id: string; username: string }; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const [password] = useState(makePassword);
  const reset = useMutation({
    mutationFn: () => call('changeAccount', { params: { id }, body: { password } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  return (
    <Dialog title={<Trans>New password for {username}</Trans>} held={reset.isPending} onClose={onClose}>
      {reset.isSuccess ? (
        <SecretShown secret={password} what={t`the password`} />
      ) : (
        <p>
          <Trans>A password is made up and shown once. {username} is signed out everywhere, and all API tokens of the account end.</Trans>
        </p>
      )}
      {reset.error ? (
        <Note tone="bad" alert>
          {reset.error.message}
        </Note>
      ) : null}
      <div className="row">
        {reset.isSuccess ? (
          <Button look="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        ) : (
          <>
            <Button look="primary" busy={reset.isPending} onClick={() => reset.mutate()}>
              <Trans>Make a new password</Trans>
            </Button>
            <Button disabled={reset.isPending} onClick={onClose}>
              <Trans>Leave it</Trans>
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
