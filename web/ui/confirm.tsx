import { Trans } from '@lingui/react/macro';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Note } from './state.js';

interface Props {
  title: ReactNode;
  /** What follows from it. */
  children: ReactNode;
  /** On the button that does it. */
  yes: ReactNode;
  /** On the one that does not. */
  no?: ReactNode;
  look?: 'danger' | 'primary';
  busy?: boolean;
  error?: Error | null;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something is done that a slip of the hand must not do. */
export function Confirm({ title, children, yes, no = <Trans>Leave it</Trans>, look = 'danger', busy = false, error = null, onYes, onClose }: Props): ReactElement {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{children}</p>
      {error ? (
        <Note tone="bad" alert>
          {error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button look={look} busy={busy} onClick={onYes}>
          {yes}
        </Button>
        <Button onClick={onClose}>{no}</Button>
      </div>
    </Dialog>
  );
}
