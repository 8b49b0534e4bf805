import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CopyButton } from '../ui/copy-button.js';
import { Note } from '../ui/state.js';

/** A password that was just made: here once, and nowhere again. `what` names it for the button. */
export function SecretShown({ secret, what }: { secret: string; what: string }): ReactElement {
  return (
    <Note tone="good" alert>
      <div className="stack tight">
        <span>
          <Trans>Hand this password over now: it is not shown again.</Trans>
        </span>
        <span className="row">
          <code style={{ overflowWrap: 'anywhere' }}>{secret}</code>
          <CopyButton text={secret} what={what} />
        </span>
      </div>
    </Note>
  );
}
