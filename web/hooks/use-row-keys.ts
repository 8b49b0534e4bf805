import { useEffect, useRef, type RefObject } from 'react';
import { isPlainKey, isWriting } from '../util/keys.js';

/**
 * Lets j and k walk the rows of a list, from anywhere on the page, and the arrow keys once a row has the focus: it goes
 * to the first link or button of the row, so that Enter opens it. Give the ref to what holds the rows.
 * `rows` selects them. Rows that are drawn only when they come into view are fine as long as the next one is drawn.
 */
export function useRowKeys<T extends HTMLElement>(rows = 'tbody tr'): RefObject<T | null> {
  const frame = useRef<T>(null);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const step = stepOf(event);
      const list = frame.current;
      if (step === 0 || !list || event.defaultPrevented) return;
      const within = list.contains(document.activeElement);
      const arrow = event.key.startsWith('Arrow');
      if (arrow ? !within || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey : !isPlainKey(event)) return;
      // Of several lists the one with the focus is meant, else the first.
      if (!within && document.activeElement?.closest('[data-row-keys]')) return;
      const stops = [...list.querySelectorAll(rows)].flatMap((row) => row.querySelector<HTMLElement>('a[href], button:not([disabled])') ?? []);
      const at = stops.findIndex((stop) => stop.closest(rows)?.contains(document.activeElement));
      // Arrow keys on the head of a table scroll, as ever.
      if (arrow && at < 0) return;
      const next = stops[at < 0 ? 0 : at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    frame.current?.setAttribute('data-row-keys', '');
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [rows]);
  return frame;
}

const STEP: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
const stepOf = (event: KeyboardEvent): number => STEP[event.key] ?? 0;
