import { Suspense, lazy, useEffect, useState, type ReactElement } from 'react';

const Palette = lazy(() => import('./palette.js').then((module) => ({ default: module.Palette })));
const Shortcuts = lazy(() => import('./shortcuts.js').then((module) => ({ default: module.Shortcuts })));

/** Keys that work on every page: Ctrl+K and `?`. What they open is fetched when it is first asked for. */
export function Keyboard(): ReactElement {
  const [open, setOpen] = useState<'palette' | 'shortcuts'>();
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      const writing = event.target instanceof Element && event.target.matches('input, select, textarea, [contenteditable=true]');
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) setOpen('palette');
      else if (event.key === '?' && !writing && !event.ctrlKey && !event.metaKey) setOpen('shortcuts');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  const close = () => setOpen(undefined);
  return (
    <Suspense>
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
    </Suspense>
  );
}
