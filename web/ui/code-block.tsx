import type { ReactElement } from 'react';
import { CopyButton } from './copy-button.js';

/** Text as it stands, scrollable by keyboard, with a button that copies all of it. */
export function CodeBlock({ text, label, id }: { text: string; label: string; id?: string }): ReactElement {
  return (
    <div className="code-block">
      <pre tabIndex={0} role="region" aria-label={label} id={id}>
        {text}
      </pre>
      <CopyButton text={text} what={label.toLowerCase()} />
    </div>
  );
}
