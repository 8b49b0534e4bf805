import type { ReactElement } from 'react';

/** A problem's label with the colour of its balloon, where it has one. */
export function Balloon({ label, color }: { label: string; color: string | null }): ReactElement {
  return (
    <span className="balloon">
      {color === null ? null : <span className="balloon-color" style={{ background: color }} aria-hidden />}
      {label}
    </span>
  );
}
