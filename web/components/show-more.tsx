import { Trans } from '@lingui/react/macro';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from '../ui/button.js';
import { Note } from '../ui/state.js';

/** Fetches the next page of a list; nothing where there is none. */
export function ShowMore({ of: query, older = false }: { of: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage' | 'error'>; older?: boolean }): ReactElement | null {
  if (!query.hasNextPage) return null;
  return (
    <div className="stack tight">
      {query.isFetchNextPageError && query.error ? (
        <Note tone="bad" alert>
          {query.error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {older ? <Trans>Show older ones</Trans> : <Trans>Show more</Trans>}
        </Button>
      </div>
    </div>
  );
}
