import { useState, type ReactElement } from 'react';
import { TextField } from '../../ui/field.js';

/** A line whose meaning has more than one spelling: what is typed stays as it is typed until it is left. */
export function LineField({ label, hint, value, placeholder, onChange }: { label: string; hint?: string; value: string; placeholder?: string; onChange: (line: string) => void }): ReactElement {
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      label={label}
      hint={hint}
      className="mono"
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      placeholder={placeholder}
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(target.value);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
