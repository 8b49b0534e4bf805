import { useEffect, useState, type ReactElement } from 'react';
import { useSetting } from '../hooks/use-setting.js';
import { ago, exactTime } from '../util/format.js';

/** A time as people say it, the exact one at hand by pointing at it, or instead for those who set it so. Kept fresh every half minute. */
export function Time({ at }: { at: string }): ReactElement {
  const [setting] = useSetting('exact-times');
  const exact = setting === 'on';
  const [, tick] = useState(0);
  useEffect(() => {
    if (exact) return;
    const timer = setInterval(() => tick((count) => count + 1), 30_000);
    return () => clearInterval(timer);
  }, [exact]);
  return (
    <time dateTime={at} title={exact ? ago(at) : exactTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {exact ? exactTime(at) : ago(at)}
    </time>
  );
}
