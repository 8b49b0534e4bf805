import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useConnection } from '../hooks/use-connection.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Toasts } from '../ui/toast.js';
import { Header } from './header.js';
import { Keyboard } from './keyboard.js';

/** What is around every page: skip link, header, the word about a lost connection, and the page itself. */
export function Shell(): ReactElement {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    // A new page is told to screen readers by moving there, but not the first one, nor a changed filter.
    if (before.current !== undefined && before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return (
    <>
      <a href="#main" className={`skip ${buttonClass('primary')}`}>
        Skip to the content
      </a>
      <Header />
      <LostConnection />
      <main id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
      <Keyboard />
      <Toasts />
    </>
  );
}

function LostConnection(): ReactElement {
  const lost = useConnection() === 'lost';
  return (
    <div role="status">
      {lost ? (
        <div className="lost">
          <Icon name="plug" /> The live connection is lost. Your drafts are kept; this page catches up by itself.
        </div>
      ) : null}
    </div>
  );
}
