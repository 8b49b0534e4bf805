import { Trans } from '@lingui/react/macro';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { NewAuthoredFile } from '#contract/authoring.js';

/** A small text of a test, as many lines high as it has. What is no short text is said. */
export function TextBox({ label, file, action, autoFocus = false, endLine = false, onChange }: { label: string; file: NewAuthoredFile; action?: ReactNode; autoFocus?: boolean; /** When it is left, a last line without an end gets one: tests are to have it. */ endLine?: boolean; onChange: (text: string) => void }): ReactElement {
  const id = useId();
  const text = 'text' in file ? file.text : null;
  return (
    <div className="field text-box">
      <div className="row apart">
        <label htmlFor={id}>{label}</label>
        {action}
      </div>
      {text === null ? (
        <p className="soft small" id={id}>
          <Trans>Too large to be written here, or no text.</Trans>
        </p>
      ) : (
        <textarea id={id} className="input mono" value={text} rows={Math.min(14, Math.max(3, text.split('\n').length))} wrap="off" spellCheck={false} autoCapitalize="none" autoComplete="off" autoFocus={autoFocus} onChange={({ target }) => onChange(target.value)} onBlur={() => endLine && text !== '' && !text.endsWith('\n') && onChange(`${text}\n`)} />
      )}
    </div>
  );
}
