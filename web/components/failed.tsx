import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Failure } from '../api/failure.js';
import { Button, buttonClass } from '../ui/button.js';
import { State } from '../ui/state.js';
import { useTitle } from '../hooks/use-title.js';

const MISSING = {
  page: msg`There is no such page`,
  problem: msg`There is no such problem`,
  submission: msg`There is no such submission`,
  'shared submission': msg`This link opens nothing`,
  verification: msg`There is no such verification`,
  person: msg`There is nobody of this name`,
  import: msg`There is no such import`,
  contest: msg`There is no such contest`,
} satisfies Record<string, MessageDescriptor>;

interface Props {
  error: unknown;
  retry?: () => void;
  /** What was looked for. */
  what?: keyof typeof MISSING;
  /** 1 where it stands in place of the whole page. */
  level?: 1 | 2;
}

/** In place of what could not be fetched: why, and what to do next. */
export function Failed({ error, retry, what = 'page', level = 2 }: Props): ReactElement {
  const { _ } = useLingui();
  const failure = error instanceof Failure ? error : null;
  useTitle(level === 1 ? (failure?.code === 'not-found' ? t`Not found` : t`Something went wrong`) : null);
  const start = (
    <Link to="/" className={buttonClass()}>
      <Trans>Go to the start</Trans>
    </Link>
  );
  /** Where the others of its kind are. */
  const others =
    what === 'problem' ? (
      <Link to="/problems" className={buttonClass()}>
        <Trans>All problems</Trans>
      </Link>
    ) : what === 'contest' ? (
      <Link to="/contests" search={{}} className={buttonClass()}>
        <Trans>All contests</Trans>
      </Link>
    ) : what === 'submission' ? (
      <Link to="/submissions" className={buttonClass()}>
        <Trans>All submissions</Trans>
      </Link>
    ) : (
      start
    );
  if (failure?.code === 'not-signed-in') return <SignInFirst level={level} />;
  if (failure?.code === 'not-found')
    return (
      <State icon="search" title={_(MISSING[what])} level={level} action={others}>
        {what === 'shared submission' ? <Trans>It may have been taken back. Of a submission in a contest it opens again when the contest is over and nothing of it is hidden any more.</Trans> : <Trans>It may have been removed, or you may not be allowed to see it.</Trans>}
      </State>
    );
  if (failure?.code === 'forbidden')
    return (
      <State icon="lock" title={t`This is not for you to see`} level={level} action={start}>
        {failure.message}
      </State>
    );
  const again = (
    <Button icon="refresh" onClick={retry ?? (() => location.reload())}>
      <Trans>Try again</Trans>
    </Button>
  );
  if (failure?.code === 'network')
    return (
      <State icon="plug" title={t`No connection`} level={level} action={again}>
        <Trans>The server cannot be reached. This page comes as soon as the connection is back.</Trans>
      </State>
    );
  return (
    <State icon="warning" title={t`This did not work`} level={level} action={again}>
      {failure ? failure.message : <Trans>Something broke in this page. Your drafts are kept.</Trans>}
    </State>
  );
}

export function SignInFirst({ level = 1 }: { level?: 1 | 2 }): ReactElement {
  const then = location.pathname + location.search;
  return (
    <State
      icon="lock"
      title={t`Sign in to see this`}
      level={level}
      action={
        <>
          <Link to="/sign-in" search={{ then }} className={buttonClass('primary')}>
            <Trans>Sign in</Trans>
          </Link>
          <Link to="/sign-up" search={{ then }} className={buttonClass()}>
            <Trans>Make an account</Trans>
          </Link>
        </>
      }
    />
  );
}
