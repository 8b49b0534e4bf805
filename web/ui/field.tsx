import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { Icon } from './icon.js';

interface Around {
  label: ReactNode;
  hint?: ReactNode;
  fault?: string | undefined;
  /** The label is for screen readers only; the place says what it is. */
  labelUnseen?: boolean;
}

function Frame({ id, label, hint, fault, labelUnseen, children }: Around & { id: string; children: ReactNode }): ReactElement {
  return (
    <div className="field">
      <label htmlFor={id} className={labelUnseen ? 'unseen' : undefined}>
        {label}
      </label>
      {children}
      {hint ? (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      ) : null}
      {fault ? (
        <span id={`${id}-fault`} className="fault">
          <Icon name="warning" /> {fault}
        </span>
      ) : null}
    </div>
  );
}

const described = (id: string, hint: ReactNode, fault: string | undefined) => [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].join(' ').trim() || undefined;

export function TextField({ label, hint, fault, labelUnseen = false, className = '', ...input }: Around & InputHTMLAttributes<HTMLInputElement>): ReactElement {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault} labelUnseen={labelUnseen}>
      <input id={id} className={`input ${className}`} aria-invalid={fault ? true : undefined} aria-describedby={described(id, hint, fault)} {...input} />
    </Frame>
  );
}

export function SelectField({ label, hint, fault, labelUnseen = false, className = '', children, ...select }: Around & SelectHTMLAttributes<HTMLSelectElement>): ReactElement {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault} labelUnseen={labelUnseen}>
      <select id={id} className={`input ${className}`} aria-invalid={fault ? true : undefined} aria-describedby={described(id, hint, fault)} {...select}>
        {children}
      </select>
    </Frame>
  );
}

/** Several lines. */
export function AreaField({ label, hint, fault, labelUnseen = false, className = '', ...area }: Around & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactElement {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault} labelUnseen={labelUnseen}>
      <textarea id={id} className={`input area ${className}`} aria-invalid={fault ? true : undefined} aria-describedby={described(id, hint, fault)} {...area} />
    </Frame>
  );
}

/** A box that is checked or not, with its label beside it. */
export function CheckField({ label, hint, ...input }: { label: ReactNode; hint?: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>): ReactElement {
  const id = useId();
  return (
    <div className="check">
      <input id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} {...input} />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
