import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useRef, useState, type ReactElement } from 'react';
import { useCatchUp, useMissing } from '../hooks/use-connection.js';
import { useMe } from '../hooks/use-me.js';
import { useOtherTabs } from '../hooks/use-other-tabs.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Toasts } from '../ui/toast.js';
import { idle } from '../util/idle.js';
import { patient } from '../util/patient.js';
import { noteProblem } from '../util/recent-problems.js';
import { Header } from './header.js';
import { Keyboard } from './keyboard.js';

const ContestNotices = lazy(() => idle(3000).then(patient(() => import('./contest/contest-notices.js'))).then((module) => ({ default: module.ContestNotices })));

/** What is around every page: skip link, header, the word about a lost connection, and the page itself. */
export function Shell(): ReactElement {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const wanted = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  const leftFrom = useRef<Element | null>(null);
  useEffect(() => void (leftFrom.current = document.activeElement), [wanted]);
  useEffect(() => {
    // A new page is told to screen readers by moving there, but not the first one, nor a changed filter, nor where somebody is at work in it, or in a menu, already.
    const at = document.activeElement;
    const isAtWork = at !== leftFrom.current && at !== main.current && (main.current?.contains(at) || at?.closest('.menu')?.querySelector('[aria-expanded="true"]'));
    if (before.current !== undefined && before.current !== path && !isAtWork) main.current?.focus({ preventScroll: true });
    before.current = path;
    if (path) noteProblem(path);
  }, [path]);
  const signedIn = useMe() !== undefined;
  useCatchUp();
  useOtherTabs();
  return (
    <>
      <a href="#main" className={`skip ${buttonClass('primary')}`}>
        <Trans>Skip to the content</Trans>
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
      <Keyboard />
      <Suspense>{signedIn ? <ContestNotices /> : null}</Suspense>
      <Toasts>
        <LostConnection />
      </Toasts>
    </>
  );
}

/** Milliseconds for which the words about a lost connection stand over the page. */
const SAID_MS = 12_000;

/** Goes by itself, or is put away; the header goes on showing that there is no connection. A new break is told anew. */
function LostConnection(): ReactElement {
  const missing = useMissing();
  const [hidden, setHidden] = useState<typeof missing>(null);
  if (hidden !== null && missing === null) setHidden(null);
  useEffect(() => {
    if (missing === null) return;
    const timer = setTimeout(() => setHidden(missing), SAID_MS);
    return () => clearTimeout(timer);
  }, [missing]);
  const words = missing === 'offline' ? t`You are offline. What you write is kept; this page catches up when the connection is back.` : t`The live connection is lost. What you write is kept; this page catches up by itself.`;
  return (
    <>
      <div className="unseen" role="status">
        {missing ? words : null}
      </div>
      {missing && hidden === null ? (
        <div className="notice warn">
          <Icon name="plug" />
          <span className="notice-text">{words}</span>
          <button
            type="button"
            aria-label={t`Dismiss`}
            onClick={() => {
              document.querySelector('main')?.focus({ preventScroll: true });
              setHidden(missing);
            }}
          >
            <Icon name="cross" />
          </button>
        </div>
      ) : null}
    </>
  );
}
