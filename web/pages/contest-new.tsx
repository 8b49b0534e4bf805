import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { contestQuery } from '../api/contest-queries.js';
import { whyNothing } from '../api/failure.js';
import { ContestForm } from '../components/contest/contest-form.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { useTitle } from '../hooks/use-title.js';
import { Skeleton } from '../ui/state.js';
import { cloneOf, freshDraft, toNew, type ContestDraft } from '../util/contest-draft.js';

const route = getRouteApi('/contests/new');

/** A new contest, from nothing or like one that is there. */
export function ContestNewPage(): ReactElement {
  useTitle(t`New contest`);
  const { from } = route.useSearch();
  return <Require may="importProblems">{() => (from === undefined ? <New initial={freshDraft} /> : <Clone key={from} from={from} />)}</Require>;
}

function Clone({ from }: { from: string }): ReactElement {
  const query = useQuery(contestQuery(from));
  const failed = whyNothing(query);
  const { data } = query;
  if (failed) return <Failed level={1} error={failed} what="contest" retry={() => void query.refetch()} />;
  if (!data)
    return (
      <div className="page" aria-busy>
        <Skeleton width="14rem" height="1.9rem" />
        <Skeleton height="24rem" />
      </div>
    );
  return <New initial={(now) => cloneOf(data, now)} like={data.name} />;
}

function New({ initial, like }: { initial: (now: number) => ContestDraft; like?: string }): ReactElement {
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [first] = useState(() => initial(Date.now()));
  const create = useMutation({
    mutationFn: (draft: ContestDraft) => call('createContest', { body: toNew(draft) }),
    onSuccess: async ({ slug }) => {
      void client.invalidateQueries({ queryKey: ['contests'] });
      await navigate({ to: '/contests/$slug', params: { slug } });
    },
  });
  return (
    <div className="page">
      <div>
        <h1>
          <Trans>New contest</Trans>
        </h1>
        <p className="soft">{like === undefined ? <Trans>All of it can be changed later, but its address. To have a contest again, with its problems and rules, choose “Clone” in its settings.</Trans> : <Trans>With the problems and rules of {like}. All of it can be changed later, but its address.</Trans>}</p>
      </div>
      <ContestForm initial={first} fresh error={create.error} busy={create.isPending} save={<Trans>Make the contest</Trans>} onSave={(draft) => create.mutate(draft)} />
    </div>
  );
}
