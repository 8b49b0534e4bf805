import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { Bar } from '../ui/progress.js';
import { duration, memory, percent } from '../util/format.js';
import './usage.css';

interface Props {
  kind: 'time' | 'memory';
  /** Milliseconds or KiB. */
  value: number | null | undefined;
  limit: number | null;
  /** Over the whole width, with the limit in words for everybody. */
  wide?: boolean;
}

/** How much of its limit a run used: the number, a bar, and the share in words. */
export function Usage({ kind, value, limit, wide = false }: Props): ReactElement {
  const say = kind === 'time' ? duration : memory;
  const text = say(value);
  const shared = typeof value === 'number' && limit !== null && limit > 0;
  const share = shared ? percent(value / limit) : '';
  const most = say(limit);
  if (!shared) return <span className="numbers">{text}</span>;
  if (wide)
    return (
      <span className="usage wide">
        <span>
          <strong>{text}</strong> <span className="soft small">{t`of ${most}, ${share}`}</span>
        </span>
        <Bar value={value} limit={limit} />
      </span>
    );
  return (
    <span className="usage">
      <span>
        {text} <span className="unseen">{t`(${share} of ${most})`}</span>
      </span>
      <Bar value={value} limit={limit} />
    </span>
  );
}
