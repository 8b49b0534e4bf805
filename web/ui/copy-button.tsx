import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { Button } from './button.js';

/** Copies a text and says so. `what` names it for those who do not see the place: its name comes after a colon. */
export function CopyButton({ text, what, compact = true }: { text: string; what: string; compact?: boolean }): ReactElement {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  async function copy() {
    setState((await copyText(text)) ? 'copied' : 'failed');
    setTimeout(() => setState('ready'), 2000);
  }
  const told = { ready: <Trans>Copy</Trans>, copied: <Trans>Copied</Trans>, failed: <Trans>Press Ctrl+C</Trans> }[state];
  return (
    <>
      <Button compact={compact} icon={state === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
        {told}
        <span className="unseen">: {what}</span>
      </Button>
      <span className="unseen" role="status">
        {state === 'ready' ? null : told}
      </span>
    </>
  );
}

/** The clipboard is missing on plain http: then the old way, by a selected field. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
