import type { ReactElement } from 'react';
import { CopyButton } from './copy-button.js';

/** Text as it stands, scrollable by keyboard, with a button that copies all of it. */
export function CodeBlock({ text, label, id }: { text: string; label: string; id?: string }): ReactElement {
  return (
    <div className="code-block">
      <div className="row apart">
        <h3>{label}</h3>
        <CopyButton text={text} what={label} />
      </div>
      <pre tabIndex={0} role="region" aria-label={label} id={id}>
        {text}
      </pre>
    </div>
  );
}
