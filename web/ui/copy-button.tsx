import { useState, type ReactElement } from 'react';
import { Button } from './button.js';

/** Copies a text and says so. `what` names it for those who do not see the place. */
export function CopyButton({ text, what, compact = true }: { text: string; what: string; compact?: boolean }): ReactElement {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  async function copy() {
    setState((await copyText(text)) ? 'copied' : 'failed');
    setTimeout(() => setState('ready'), 2000);
  }
  return (
    <Button compact={compact} icon={state === 'copied' ? 'check' : 'copy'} onClick={() => void copy()} aria-label={`Copy ${what}`}>
      <span aria-live="polite">{{ ready: 'Copy', copied: 'Copied', failed: 'Press Ctrl+C' }[state]}</span>
    </Button>
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
