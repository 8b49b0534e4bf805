import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

export type ToastTone = 'good' | 'bad' | 'info';
export interface ToastAction {
  label: string;
  /** What the press does, as going to a page or undoing; the toast goes. */
  onPress: () => void;
}
interface Item {
  id: number;
  text: string;
  tone: ToastTone;
  action: ToastAction | undefined;
}

const ICON: Record<ToastTone, IconName> = { good: 'check', bad: 'warning', info: 'info' };
/** Milliseconds for which a toast stays: time to read it, and to reach its button. */
const STAY: Record<ToastTone, number> = { good: 6000, info: 8000, bad: 12_000 };
const STAY_WITH_ACTION = 12_000;
const MOST = 3;

let items: readonly Item[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/**
 * Says something in passing, below the header. It stays while it is pointed at or has the focus, and can be put away.
 * The same words twice are one toast, and of more than three the oldest goes. What people must not miss belongs into the page.
 */
export function toast(text: string, { tone = 'good', action }: { tone?: ToastTone; action?: ToastAction } = {}): void {
  change([...items.filter((item) => item.text !== text), { id: nextId++, text, tone, action }].slice(-MOST));
}

const dismiss = (id: number): void => change(items.filter((item) => item.id !== id));

function change(next: readonly Item[]): void {
  items = next;
  listeners.forEach((listener) => listener());
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where toasts come up; `children` are notices that stay, above them. */
export function Toasts({ children }: { children?: ReactNode }): ReactElement {
  const shown = useSyncExternalStore(subscribe, () => items);
  return (
    <section className="toasts" aria-label={t`Notices`}>
      {/* Only the newest words are told, not the buttons, nor again what is still there. */}
      <div className="unseen" role="status">
        {shown.at(-1)?.text}
      </div>
      {children}
      {shown.map((item) => (
        <Toast key={item.id} item={item} />
      ))}
    </section>
  );
}

function Toast({ item: { id, text, tone, action } }: { item: Item }): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const stay = action ? STAY_WITH_ACTION : STAY[tone];
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), stay);
    return () => clearTimeout(timer);
  }, [id, held, stay]);

  function leave() {
    // The focus does not get lost with the button: it goes to a neighbour, or back to the page.
    const neighbour = frame.current?.nextElementSibling ?? frame.current?.previousElementSibling;
    (neighbour?.querySelector('button') ?? document.querySelector('main'))?.focus({ preventScroll: true });
    dismiss(id);
  }
  return (
    <div ref={frame} className={`notice ${tone}`} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)} onKeyDown={(event) => event.key === 'Escape' && leave()}>
      <Icon name={ICON[tone]} />
      <span className="notice-text">{text}</span>
      {action ? (
        <button type="button" className="notice-action" onClick={() => (leave(), action.onPress())}>
          {action.label}
        </button>
      ) : null}
      <button type="button" className="notice-close" aria-label={t`Dismiss`} onClick={leave}>
        <Icon name="cross" />
      </button>
    </div>
  );
}
