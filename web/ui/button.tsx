import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon, type IconName } from './icon.js';

export type ButtonLook = 'plain' | 'primary' | 'danger' | 'ghost';

/** Class names of a button, for links that look like one. */
export const buttonClass = (look: ButtonLook = 'plain', compact = false): string => `button ${look === 'plain' ? '' : look}${compact ? ' compact' : ''}`;

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  icon?: IconName;
  compact?: boolean;
  /** At work: it stays focusable, shows a spinner, and ignores presses. */
  busy?: boolean;
}

export function Button({ look = 'plain', icon, compact = false, busy = false, className = '', children, type = 'button', onClick, ...rest }: Props): ReactElement {
  const shown: IconName | undefined = busy ? 'spinner' : icon;
  const square = children === undefined ? ' square' : '';
  return (
    <button type={type} className={`${buttonClass(look, compact)}${square} ${className}`} {...rest} {...(busy ? { 'aria-disabled': true } : {})} onClick={busy ? (event) => event.preventDefault() : onClick}>
      {shown ? <Icon name={shown} spin={busy} /> : null}
      {children}
    </button>
  );
}
