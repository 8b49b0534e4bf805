import { useEffect, useRef, useState, type PointerEvent } from 'react';

export interface Dropped {
  kind: 'test' | 'group';
  id: string;
  /** Of a test: the group that it is let go over. */
  group: string;
  /** What it is put before; null: at the end. */
  before: string | null;
}
export interface Dragging extends Dropped {
  x: number;
  y: number;
}

/** Pixels at the edge of the window where holding something scrolls it. */
const EDGE = 70;
const SCROLL = 14;
/** Pixels before a press is a drag. */
const SLOP = 4;

/**
 * Rows that are dragged by a handle, by mouse, pen or finger. Rows carry `data-test`, their groups `data-group`; where it
 * would be put is `dragging`. What the keyboard does is the handle's own.
 */
export function useRowDrag(onDrop: (dropped: Dropped) => void): { dragging: Dragging | null; handle: (kind: Dropped['kind'], id: string) => { onPointerDown: (event: PointerEvent<HTMLElement>) => void } } {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  function begin(kind: Dropped['kind'], id: string, event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    const from = { x: event.clientX, y: event.clientY };
    let now: Dragging | null = null;
    let scroll: ReturnType<typeof setInterval> | undefined;
    const move = ({ clientX: x, clientY: y }: { clientX: number; clientY: number }) => {
      if (!now && Math.hypot(x - from.x, y - from.y) < SLOP) return;
      const place = placeAt(kind, x, y);
      now = { kind, id, x, y, group: place?.group ?? now?.group ?? '', before: place ? place.before : (now?.before ?? null) };
      setDragging(now);
      clearInterval(scroll);
      const step = y < EDGE ? -SCROLL : y > window.innerHeight - EDGE ? SCROLL : 0;
      if (step !== 0) scroll = setInterval(() => window.scrollBy(0, step), 16);
    };
    const end = () => {
      clearInterval(scroll);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', escape, true);
      setDragging(null);
    };
    const drop = () => {
      end();
      if (now && now.group !== '') onDrop(now);
    };
    const escape = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopPropagation();
      end();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', escape, true);
    stop.current = end;
  }
  return { dragging, handle: (kind, id) => ({ onPointerDown: (event) => begin(kind, id, event) }) };
}

function placeAt(kind: Dropped['kind'], x: number, y: number): { group: string; before: string | null } | null {
  const under = document.elementFromPoint(x, y);
  const group = under?.closest<HTMLElement>('[data-group]');
  if (!group) return null;
  const id = group.dataset['group'] ?? '';
  const isUpper = (element: Element) => {
    const box = element.getBoundingClientRect();
    return y < box.top + box.height / 2;
  };
  if (kind === 'group') return { group: id, before: isUpper(group) ? id : nextOf(group, '[data-group]', 'group') };
  const rows = [...group.querySelectorAll<HTMLElement>('[data-test]')];
  const row = under?.closest<HTMLElement>('[data-test]') ?? rows.find((each) => each.getBoundingClientRect().top > y);
  if (!row) return { group: id, before: null };
  const at = rows.indexOf(row);
  return { group: id, before: isUpper(row) ? (row.dataset['test'] ?? null) : (rows[at + 1]?.dataset['test'] ?? null) };
}

function nextOf(element: HTMLElement, selector: string, key: string): string | null {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  return all[all.indexOf(element) + 1]?.dataset[key] ?? null;
}
