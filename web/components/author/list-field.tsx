import { useState, type ReactElement } from 'react';
import { TextField } from '../../ui/field.js';

const items = (text: string): string[] => text.split(',').map((each) => each.trim()).filter(Boolean);

/** Words with commas between them. What is typed stays as it is typed until it is left. */
export function ListField({ label, hint, value, onChange }: { label: string; hint?: string; value: readonly string[]; onChange: (value: string[]) => void }): ReactElement {
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      label={label}
      hint={hint}
      value={typed ?? value.join(', ')}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(items(target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
