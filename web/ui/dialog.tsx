import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';

interface Props {
  title: ReactNode;
  onClose: () => void;
  /** At work on something that only it can tell the end of: neither Escape nor a press beside it closes it. */
  held?: boolean;
  /** For tables and charts. */
  wide?: boolean;
  children: ReactNode;
}

/** The browser's own modal dialog: focus stays inside, Escape closes, and focus returns. */
export function Dialog({ title, onClose, held = false, wide = false, children }: Props): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => held && event.preventDefault()}
      // A second Escape would close it without asking.
      onKeyDown={(event) => held && event.key === 'Escape' && event.preventDefault()}
      onPointerDown={(event) => !held && event.target === dialog.current && inBackdrop(event, dialog.current) && dialog.current.close()}
    >
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

function inBackdrop(event: React.PointerEvent, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
