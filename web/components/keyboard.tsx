import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useState, type ReactElement } from 'react';
import { isPlainKey } from '../util/keys.js';
import { patient } from '../util/patient.js';

const fetchPalette = patient(() => import('./palette.js'));
const fetchShortcuts = patient(() => import('./shortcuts.js'));
const Palette = lazy(() => fetchPalette().then((module) => ({ default: module.Palette })));
const Shortcuts = lazy(() => fetchShortcuts().then((module) => ({ default: module.Shortcuts })));

/** The second key after `g`, and where it goes. */
const GO: Record<string, string> = { h: '/', p: '/problems', c: '/contests', s: '/submissions' };
/** Milliseconds for the second key. */
const SECOND_KEY_MS = 1500;

/** Keys that work on every page; components/shortcuts.tsx lists them. What they open is fetched when it is first asked for. */
export function Keyboard(): ReactElement {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'shortcuts'>();
  useEffect(() => {
    let goUntil = 0;
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const going = goUntil > event.timeStamp;
      goUntil = 0;
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) setOpen('palette');
      else if (!isPlainKey(event)) return;
      else if (going && GO[event.key]) void navigate({ href: GO[event.key]! });
      else if (event.key === 'g' && !event.repeat) goUntil = event.timeStamp + SECOND_KEY_MS;
      else if (event.key === '?') setOpen('shortcuts');
      else if (event.key === '/') search(() => setOpen('palette'));
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [navigate]);
  const close = () => setOpen(undefined);
  return (
    <Suspense>
      {open === 'palette' ? <Palette onClose={close} onShortcuts={() => setOpen('shortcuts')} /> : null}
      {open === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
    </Suspense>
  );
}

/** Into the search field of the page, where it has one. */
function search(otherwise: () => void): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  if (!field) return otherwise();
  field.focus();
  field.select();
}
