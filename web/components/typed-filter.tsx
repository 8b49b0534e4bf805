import { useEffect, useRef, useState, type ReactElement } from 'react';
import { TextField } from '../ui/field.js';

/** Waits a moment after the last key before it asks the server. */
export function TypedFilter({ label, hint, value, onChange }: { label: string; hint: string; value: string; onChange: (value: string) => void }): ReactElement {
  const [text, setText] = useState(value);
  const frame = useRef<HTMLDivElement>(null);
  // The address lags behind the keys: it may only fill the field when nobody is typing in it.
  useEffect(() => {
    if (frame.current?.querySelector('input') !== document.activeElement) setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 300);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the handler is a new one each time; only the text starts the clock
  }, [text]);
  return (
    <div ref={frame}>
      <TextField label={label} placeholder={hint} type="search" autoCapitalize="none" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
