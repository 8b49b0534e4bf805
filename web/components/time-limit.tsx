import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { TimeLimit } from '#contract/problem.js';
import { duration } from '../util/format.js';

/** A time limit, and whether the package gives it or it was measured here. */
export function TimeLimitWords({ limit: { ms, origin } }: { limit: TimeLimit }): ReactElement {
  if (ms === null) {
    return (
      <span className="soft">
        <Trans>being measured</Trans>
      </span>
    );
  }
  return (
    <span className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {duration(ms)} <span className="soft small">{origin === 'measured' ? <Trans>measured</Trans> : <Trans>given</Trans>}</span>
    </span>
  );
}
