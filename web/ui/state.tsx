import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

/** Nothing here, or something is wrong: what it is, and what to do next. */
export function State({ icon, title, children, action, level = 2 }: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode; level?: 1 | 2 }): ReactElement {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="state">
      <Icon name={icon} size={32} />
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}

export type Tone = 'good' | 'bad' | 'warn' | 'odd' | 'accent' | 'calm';
const NOTE_ICON: Record<Tone, IconName> = { good: 'check', bad: 'warning', warn: 'warning', odd: 'shield', accent: 'info', calm: 'info' };

/** A line of news in its place. `alert` is read out at once. */
export function Note({ tone, alert = false, children }: { tone: Tone; alert?: boolean; children: ReactNode }): ReactElement {
  return (
    <div className={`note tone-${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={NOTE_ICON[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** A breathing shape that takes the place of what follows. */
export function Skeleton({ width = '100%', height = '1.4em', style }: { width?: string; height?: string; style?: CSSProperties }): ReactElement {
  return <span className="skeleton" aria-hidden style={{ width, height, ...style }} />;
}

/** Rows of a table that is still being fetched; `widths` gives the shape of each column. */
export function SkeletonRows({ rows, widths, classNames }: { rows: number; widths: string[]; classNames?: string[] }): ReactElement {
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} aria-hidden>
          {widths.map((width, column) => (
            <td key={column} className={classNames?.[column]}>
              <Skeleton width={width} height="1.5rem" />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
