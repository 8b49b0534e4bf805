import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { Skeleton } from '../ui/state.js';

/** While the code of a page is on its way. */
export function PageLoading(): ReactElement {
  return (
    <div className="page" aria-busy>
      <span className="unseen" role="status">
        <Trans>Loading</Trans>
      </span>
      <Skeleton width="14rem" height="1.9rem" />
      <Skeleton height="20rem" />
    </div>
  );
}
