import { t } from '@lingui/core/macro';
import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode, type RefObject } from 'react';
import { Button } from '../../ui/button.js';
import './stage.css';

interface Props {
  label: string;
  head: ReactNode;
  /** What it is operated with, beside leaving and filling the screen. */
  controls: ReactNode;
  onKey: (event: React.KeyboardEvent) => void;
  onLeave: () => void;
  children: ReactNode;
}

/** Fills the window, dark and large, for a screen that all look at. Escape leaves; the rest of the page is away meanwhile. */
export function Stage({ label, head, controls, onKey, onLeave, children }: Props): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // What Space presses is what the key is for.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="stage" data-look="dark" aria-label={label} onClose={onLeave} onKeyDown={onKey}>
      <header className="stage-head">{head}</header>
      {children}
      <div className="stage-controls" role="group" aria-label={t`Controls`}>
        {controls}
        <Button compact icon="columns" onClick={() => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => undefined))}>{t`Full screen`}</Button>
        <Button compact icon="cross" onClick={() => dialog.current?.close()}>{t`Leave`}</Button>
      </div>
    </dialog>
  );
}

/** How many rows of the table in a box fit into it, and how high each is, in pixels: as the first row that is drawn. */
export function useRoom(box: RefObject<HTMLElement | null>): { count: number; rowPx: number } {
  const [room, setRoom] = useState({ count: 1, rowPx: 1 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const [head, row] = ['thead', 'tbody tr'].map((part) => element.querySelector(part)?.getBoundingClientRect().height ?? 0);
      if (head && row) setRoom({ count: Math.max(1, Math.floor((element.clientHeight - head - 2) / row)), rowPx: row });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
