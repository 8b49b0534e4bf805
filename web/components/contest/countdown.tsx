import type { ReactElement } from 'react';
import { useServerNow } from '../../hooks/use-server-now.js';
import { clock } from '../../util/format.js';

/** How long it is until a moment, by the server's clock. Screen readers read it when they come by it. */
export function Countdown({ until }: { until: string }): ReactElement {
  const now = useServerNow();
  return (
    <span role="timer" className="numbers">
      {clock(Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)))}
    </span>
  );
}
