import { useEffect, useState, type ReactElement } from 'react';
import { ago, exactTime } from '../util/format.js';

/** A time as people say it, the exact one at hand by pointing at it. Kept fresh every half minute. */
export function Time({ at }: { at: string }): ReactElement {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {ago(at)}
    </time>
  );
}
