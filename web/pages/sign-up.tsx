import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { useSignIn } from '../hooks/use-sign-in.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';

const route = getRouteApi('/sign-up');

export function SignUpPage(): ReactElement {
  useTitle('Make an account');
  const { then } = route.useSearch();
  const signIn = useSignIn(then);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [username, email, password] = ['username', 'email', 'password'].map((name) => String(form.get(name))) as [string, string, string];
    setBusy(true);
    setFailure(undefined);
    try {
      await call('createAccount', { body: { username, email, password } });
      await signIn(username, password);
    } catch (error) {
      setFailure(error instanceof Failure ? error : new Failure('internal', 'This did not work. Try again.'));
      setBusy(false);
    }
  }
  const told = (failure?.details ?? []).some(({ path }) => ['username', 'email', 'password'].includes(path));
  return (
    <div className="page slim">
      <form className="card stack" onSubmit={(event) => void submit(event)}>
        <h1>Make an account</h1>
        {failure && !told ? (
          <Note tone="bad" alert>
            {failure.message}
          </Note>
        ) : null}
        <TextField label="Username" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus minLength={2} maxLength={32} pattern="[A-Za-z0-9][A-Za-z0-9._\-]+" title="Letters, digits, dots, dashes or underscores, beginning with a letter or digit" hint="Others see it. Letters, digits, dots, dashes." fault={failure?.of('username')} />
        <TextField label="E-mail" name="email" type="email" autoComplete="email" required maxLength={254} fault={failure?.of('email')} />
        <TextField label="Password" name="password" type="password" autoComplete="new-password" required minLength={8} maxLength={200} hint="At least 8 characters." fault={failure?.of('password')} />
        <Button look="primary" type="submit" busy={busy}>
          Make the account
        </Button>
        <p className="soft">
          Been here before?{' '}
          <Link to="/sign-in" search={{ then }}>
            Sign in
          </Link>
        </p>
      </form>
    </div>
  );
}
