import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { buttonClass } from './button.js';
import { Icon } from './icon.js';

/** A button that unfolds a list of links and buttons. Arrow keys walk it, Escape and leaving it fold it again; the focus goes back to the button. */
export function Menu({ label, children, labelText }: { label: ReactNode; labelText?: string; children: ReactNode }): ReactElement {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => !frame.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function keys(event: React.KeyboardEvent) {
    if (event.key === 'Escape' && open) fold();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!open) return setOpen(true);
    const items = [...(frame.current?.querySelectorAll<HTMLElement>('.menu-list :is(a, button)') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at((at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1)) % items.length)?.focus();
  }
  function fold() {
    setOpen(false);
    // What had it is about to go.
    frame.current?.querySelector('button')?.focus();
  }
  return (
    <div className="menu" ref={frame} onKeyDown={keys} onBlur={(event) => event.relatedTarget && !frame.current?.contains(event.relatedTarget) && setOpen(false)}>
      <button type="button" className={buttonClass('ghost')} aria-expanded={open} aria-label={labelText} onClick={() => setOpen(!open)}>
        {label}
        <Icon name="chevron" size={12} />
      </button>
      {open ? (
        <div className="menu-list" onClick={fold}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
