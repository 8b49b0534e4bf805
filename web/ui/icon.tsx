import type { ReactElement } from 'react';

/** Line drawings on a 16 by 16 grid. */
const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3.2l2.2 1.6',
  sleep: 'M12.8 9.6A5.4 5.4 0 016.4 3.2a5.4 5.4 0 106.4 6.4zM10 2h3.4L10 6h3.4',
  memory: 'M4 5h8v6H4zM6 5V2.6M10 5V2.6M6 13.4V11M10 13.4V11',
  lines: 'M3 4h10M3 8h10M3 12h5.5M12 10v4M10 12l2 2 2-2',
  bolt: 'M9 1.8L3.6 9H8l-1 5.2L12.4 7H8z',
  wrench: 'M5.5 4L2 8l3.5 4M10.5 4L14 8l-3.5 4M9 3l-2 10',
  shield: 'M8 1.8l5 2v4c0 3.2-2.1 5.4-5 6.4-2.9-1-5-3.2-5-6.400v-4zM8 5v3.200M8 10.600v.2',
  warning: 'M8 2.200L14.5 13.500H1.500zM8 6.500v3.200M8 11.500v.2',
  dash: 'M4 8h8',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  spinner: 'M8 2a6 6 0 106 6',
  sun: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  moon: 'M13.5 9.800A6 6 0 016.2 2.500a6 6 0 107.3 7.300z',
  half: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M10 3v10M12 4.500v7',
  person: 'M8 8a2.8 2.8 0 100-5.600A2.8 2.8 0 008 8zM2.8 14c.5-2.8 2.5-4.2 5.2-4.200s4.7 1.4 5.2 4.2',
  chevron: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  copy: 'M6 6V3h7v7h-3M3 6h7v7H3z',
  upload: 'M8 10.500V3M5 5.500L8 2.500l3 3M3 10v3h10v-3',
  download: 'M8 2.500V10M5 7.500l3 3 3-3M3 10.500v3h10v-3',
  search: 'M7 2.500a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.300L14 14',
  lock: 'M4 7.500h8V14H4zM5.5 7.500V5a2.5 2.5 0 015 0v2.5',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  plug: 'M5 2v3M11 2v3M4 5h8v2.500a4 4 0 01-8 0zM8 11.500V14M2 2l12 12',
  inbox: 'M2.5 9l2-6h7l2 6v4.500h-11zM2.5 9H6l.8 1.800h2.400L10 9h3.5',
} as const;

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
