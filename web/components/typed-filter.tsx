import type { ReactElement } from 'react';
import { useSearchText } from '../hooks/use-search-text.js';
import { TextField } from '../ui/field.js';

/** A field of a filter in the address. */
export function TypedFilter({ label, hint, value, onChange }: { label: string; hint: string; value: string | undefined; onChange: (value: string | undefined) => void }): ReactElement {
  const [text, setText] = useSearchText(value, onChange);
  return <TextField label={label} placeholder={hint} type="search" autoCapitalize="none" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />;
}
