import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';
import type { Tone } from './state.js';

/** Icon, word and colour together: no meaning hangs on the colour alone. */
export function Badge({ tone, icon, spin = false, title, children }: { tone: Tone; icon: IconName; spin?: boolean; title?: string; children: ReactNode }): ReactElement {
  return (
    <span className={`badge tone-${tone}`} title={title}>
      <Icon name={icon} size={14} spin={spin} />
      {children}
    </span>
  );
}
