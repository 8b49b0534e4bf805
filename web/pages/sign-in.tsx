import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { Failure } from '../api/failure.js';
import { useFormFaults } from '../hooks/use-form-faults.js';
import { useSignIn } from '../hooks/use-sign-in.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { presentFault } from '../util/field-faults.js';

const route = getRouteApi('/sign-in');
const RULES = { username: presentFault, password: presentFault };

export function SignInPage(): ReactElement {
  useTitle(t`Sign in`);
  const { then } = route.useSearch();
  const signIn = useSignIn(then);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ message: string; wrong: boolean }>();
  const { faults, read, mend } = useFormFaults(RULES);

  async function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setFault(undefined);
    const fields = read(event.currentTarget);
    if (!fields) return;
    setBusy(true);
    try {
      await signIn(fields.username, fields.password);
    } catch (error) {
      setFault(error instanceof Failure ? { message: error.message, wrong: error.code === 'wrong-credentials' } : { message: t`This did not work. Try again.`, wrong: false });
      setBusy(false);
    }
  }
  return (
    <div className="page slim">
      <form className="card stack" noValidate onSubmit={(event) => void submit(event)} onInput={mend}>
        <h1>
          <Trans>Sign in</Trans>
        </h1>
        {fault ? (
          <Note tone="bad" alert>
            {fault.message} {fault.wrong ? <Trans>If you have forgotten it, an administrator can give you a new one.</Trans> : null}
          </Note>
        ) : null}
        <TextField label={t`Username`} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus fault={faults.username} />
        <TextField label={t`Password`} name="password" type="password" autoComplete="current-password" required fault={faults.password} />
        <Button look="primary" type="submit" busy={busy}>
          <Trans>Sign in</Trans>
        </Button>
        <p className="soft">
          <Trans>
            New here?{' '}
            <Link to="/sign-up" search={{ then }}>
              Make an account
            </Link>
          </Trans>
        </p>
      </form>
    </div>
  );
}
