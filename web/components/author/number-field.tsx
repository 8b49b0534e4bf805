import { t } from '@lingui/core/macro';
import { useState, type ReactElement, type ReactNode } from 'react';
import { TextField } from '../../ui/field.js';
import { number } from '../../util/format.js';

interface Props {
  label: string;
  hint?: ReactNode;
  value: number | null;
  least: number;
  most?: number;
  /** Whole numbers unless it says `any`. */
  step?: 'any';
  /** Shown where nothing is said. */
  placeholder?: string;
  labelUnseen?: boolean;
  /** What else is wrong with it. */
  fault?: string | undefined;
  className?: string;
  /** Empty: null. Nothing is told of what is no such number. */
  onChange: (value: number | null) => void;
}

/** A number or nothing. What cannot be taken is said below and not passed on. */
export function NumberField({ label, hint, value, least, most = Infinity, step, placeholder, labelUnseen, className, fault: told, onChange }: Props): ReactElement {
  const [text, setText] = useState(value === null ? '' : String(value));
  const [last, setLast] = useState(value);
  if (value !== last) {
    // From elsewhere: what is typed here now means another number.
    setLast(value);
    if (readNumber(text) !== value) setText(value === null ? '' : String(value));
  }
  const read = readNumber(text);
  const [low, high] = [number(least, 9), number(most, 9)];
  const fault = read === undefined || (read !== null && step !== 'any' && !Number.isInteger(read)) ? (step === 'any' ? t`Give a number` : t`Give a whole number`) : read !== null && (read < least || read > most) ? (most === Infinity ? t`At least ${low}` : t`From ${low} to ${high}`) : undefined;
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode={step === 'any' ? 'decimal' : 'numeric'}
      autoComplete="off"
      value={text}
      fault={fault ?? told}
      placeholder={placeholder}
      labelUnseen={labelUnseen ?? false}
      className={className ?? ''}
      onChange={({ target }) => {
        setText(target.value);
        const next = readNumber(target.value);
        if (next === undefined || (next !== null && (next < least || next > most || (step !== 'any' && !Number.isInteger(next))))) return;
        setLast(next);
        onChange(next);
      }}
    />
  );
}

/** Undefined: no number. A comma may stand for the point. */
function readNumber(text: string): number | null | undefined {
  const bare = text.trim().replace(',', '.');
  if (bare === '') return null;
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare) ? Number(bare) : undefined;
}
