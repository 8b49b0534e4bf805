import type { ReactElement } from 'react';

/** How far something has come; `fraction` from 0 to 1. */
export function Progress({ fraction, label }: { fraction: number; label: string }): ReactElement {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div className="progress" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

/** A small bar beside a number: how much of its limit it used, or where it is on a scale. The number says it in words. */
export function Bar({ value, limit, scale = false }: { value: number; limit: number | null; scale?: boolean }): ReactElement | null {
  if (limit === null || limit <= 0) return null;
  const share = value / limit;
  const look = scale ? '' : share >= 1 ? ' over' : share >= 0.85 ? ' near' : '';
  return (
    <span className={`bar${look}`} aria-hidden>
      <span style={{ width: `${value <= 0 ? 0 : Math.min(100, Math.max(share * 100, 2))}%` }} />
    </span>
  );
}
