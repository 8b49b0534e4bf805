import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { Failure } from '../api/failure.js';
import { useSignIn } from '../hooks/use-sign-in.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';

const route = getRouteApi('/sign-in');

export function SignInPage(): ReactElement {
  useTitle('Sign in');
  const { then } = route.useSearch();
  const signIn = useSignIn(then);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(undefined);
    try {
      await signIn(String(form.get('username')), String(form.get('password')));
    } catch (error) {
      setFault(error instanceof Failure ? error.message : 'This did not work. Try again.');
      setBusy(false);
    }
  }
  return (
    <div className="page slim">
      <form className="card stack" onSubmit={(event) => void submit(event)}>
        <h1>Sign in</h1>
        {fault ? (
          <Note tone="bad" alert>
            {fault}
          </Note>
        ) : null}
        <TextField label="Username" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <Button look="primary" type="submit" busy={busy}>
          Sign in
        </Button>
        <p className="soft">
          New here?{' '}
          <Link to="/sign-up" search={{ then }}>
            Make an account
          </Link>
        </p>
      </form>
    </div>
  );
}
