import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { useFormFaults } from '../hooks/use-form-faults.js';
import { useSignIn } from '../hooks/use-sign-in.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { emailFault, newPasswordFault, usernameFault } from '../util/field-faults.js';

const route = getRouteApi('/sign-up');
const RULES = { username: usernameFault, email: emailFault, password: newPasswordFault };

export function SignUpPage(): ReactElement {
  useTitle(t`Make an account`);
  const { then } = route.useSearch();
  const signIn = useSignIn(then);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { faults, read, mend } = useFormFaults(RULES);

  async function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setFailure(undefined);
    const form = event.currentTarget;
    const body = read(form);
    if (!body) return;
    setBusy(true);
    try {
      await call('createAccount', { body });
      await signIn(body.username, body.password);
    } catch (error) {
      setFailure(error instanceof Failure ? error : new Failure('internal', t`This did not work. Try again.`));
      setBusy(false);
      const field = error instanceof Failure ? form.elements.namedItem(error.details[0]?.path ?? '') : null;
      if (field instanceof HTMLElement) field.focus();
    }
  }
  const told = (failure?.details ?? []).some(({ path }) => path in RULES);
  return (
    <div className="page slim">
      <form className="card stack" noValidate onSubmit={(event) => void submit(event)} onInput={mend}>
        <h1>
          <Trans>Make an account</Trans>
        </h1>
        {failure && !told ? (
          <Note tone="bad" alert>
            {failure.message}
          </Note>
        ) : null}
        <TextField label={t`Username`} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus maxLength={32} hint={t`Others see it. Letters, digits, dots, dashes.`} fault={faults.username ?? failure?.of('username')} />
        <TextField label={t`E-mail`} name="email" type="email" autoComplete="email" required maxLength={254} fault={faults.email ?? failure?.of('email')} />
        <TextField label={t`Password`} name="password" type="password" autoComplete="new-password" required hint={t`At least 8 characters.`} fault={faults.password ?? failure?.of('password')} />
        <Button look="primary" type="submit" busy={busy}>
          <Trans>Make the account</Trans>
        </Button>
        <p className="soft">
          <Trans>
            Been here before?{' '}
            <Link to="/sign-in" search={{ then }}>
              Sign in
            </Link>
          </Trans>
        </p>
      </form>
    </div>
  );
}
