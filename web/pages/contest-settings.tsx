import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../api/call.js';
import { contestQuery } from '../api/contest-queries.js';
import { Failure } from '../api/failure.js';
import { ContestActions } from '../components/contest/contest-actions.js';
import { ContestForm } from '../components/contest/contest-form.js';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { Failed } from '../components/failed.js';
import { toast } from '../ui/toast.js';
import { draftOf, toPatch, type ContestDraft } from '../util/contest-draft.js';

const route = getRouteApi('/contests/$slug/settings');

/** Everything that its owner may change of a contest. */
export function ContestSettingsPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <ContestFrame slug={slug} section="settings">
      {(contest) => (contest.may.edit ? <Settings key={slug} contest={contest} /> : <Failed error={new Failure('forbidden', t`Only its owner and administrators may change a contest.`)} />)}
    </ContestFrame>
  );
}

function Settings({ contest }: { contest: Contest }): ReactElement {
  const { slug } = contest;
  const client = useQueryClient();
  // The form keeps what is typed while the contest goes on: what changes is counted from what it was when the form was filled.
  const [{ round, initial }, fill] = useState(() => ({ round: 0, initial: draftOf(contest) }));
  const save = useMutation({
    mutationFn: (draft: ContestDraft) => call('changeContest', { params: { slug }, body: toPatch(initial, draft) }),
    onSuccess: (changed) => {
      client.setQueryData(contestQuery(slug).queryKey, changed);
      fill({ round: round + 1, initial: draftOf(changed) });
      toast(t`Saved.`);
      void client.invalidateQueries({ queryKey: ['contests'] });
    },
  });
  return (
    <div className="stack wide">
      <ContestForm key={round} initial={initial} fresh={false} error={save.error} busy={save.isPending} save={<Trans>Save</Trans>} onSave={(draft) => save.mutate(draft)} />
      <ContestActions contest={contest} />
    </div>
  );
}
