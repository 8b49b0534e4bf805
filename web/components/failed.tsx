import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Failure } from '../api/failure.js';
import { Button, buttonClass } from '../ui/button.js';
import { State } from '../ui/state.js';
import { useTitle } from '../hooks/use-title.js';

/** In place of what could not be fetched: why, and what to do next. */
export function Failed({ error, retry, what = 'page', level = 2 }: { error: unknown; retry?: () => void; what?: string; level?: 1 | 2 }): ReactElement {
  const failure = error instanceof Failure ? error : null;
  useTitle(level === 1 ? (failure?.code === 'not-found' ? 'Not found' : 'Something went wrong') : undefined);
  if (failure?.code === 'not-signed-in') return <SignInFirst level={level} />;
  if (failure?.code === 'not-found')
    return (
      <State icon="search" title={`There is no such ${what}`} level={level} action={<Link to="/" className={buttonClass()}>Go to the start</Link>}>
        It may have been removed, or you may not be allowed to see it.
      </State>
    );
  if (failure?.code === 'forbidden')
    return (
      <State icon="lock" title="This is not for you to see" level={level} action={<Link to="/" className={buttonClass()}>Go to the start</Link>}>
        {failure.message}
      </State>
    );
  const again = <Button onClick={retry ?? (() => location.reload())}>Try again</Button>;
  return (
    <State icon={failure?.code === 'network' ? 'plug' : 'warning'} title={failure?.code === 'network' ? 'No connection' : 'This did not work'} level={level} action={again}>
      {failure ? failure.message : 'Something broke in this page. Your drafts are kept.'}
    </State>
  );
}

export function SignInFirst({ level = 1 }: { level?: 1 | 2 }): ReactElement {
  const then = location.pathname + location.search;
  return (
    <State
      icon="lock"
      title="Sign in to see this"
      level={level}
      action={
        <>
          <Link to="/sign-in" search={{ then }} className={buttonClass('primary')}>
            Sign in
          </Link>
          <Link to="/sign-up" search={{ then }} className={buttonClass()}>
            Make an account
          </Link>
        </>
      }
    />
  );
}
