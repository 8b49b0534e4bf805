import type { ReactElement } from 'react';
import { PATHS } from './icon-paths.js';

export type IconName = keyof typeof PATHS;

/** Decoration beside words; give `label` where it stands alone. */
export function Icon({ name, size = 16, label, spin = false }: { name: IconName; size?: number; label?: string; spin?: boolean }): ReactElement {
  const heavy = name === 'dots';
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth={heavy ? 2.4 : 1.7} strokeLinecap="round" strokeLinejoin="round" className={spin ? 'spin' : undefined} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      <path d={PATHS[name]} />
    </svg>
  );
}
