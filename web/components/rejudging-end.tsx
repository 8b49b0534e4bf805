import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Rejudging } from '#contract/rejudging.js';
import { call } from '../api/call.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { toast } from '../ui/toast.js';

/** Lets a rejudging count, or throws it away; asked before both. Nothing where it has ended. */
export function RejudgingEnd({ rejudging }: { rejudging: Rejudging }): ReactElement | null {
  const { id, state, outcomes, people } = rejudging;
  const client = useQueryClient();
  const [asked, setAsked] = useState<'apply' | 'cancel'>();
  const close = () => setAsked(undefined);
  const changed = () => {
    close();
    for (const key of ['rejudging', 'rejudgings', 'submissions', 'submission', 'judgings', 'problems', 'problem']) void client.invalidateQueries({ queryKey: [key] });
  };
  const apply = useMutation({
    mutationFn: () => call('applyRejudging', { params: { id } }),
    onSuccess: ({ applied }) => {
      toast(plural(applied, { one: '# new judging counts now.', other: '# new judgings count now.' }));
      changed();
    },
  });
  const cancel = useMutation({
    mutationFn: () => call('cancelRejudging', { params: { id } }),
    onSuccess: () => {
      toast(t`The rejudging is cancelled.`);
      changed();
    },
  });
  if (state !== 'running' && state !== 'ready') return null;
  const { applies } = outcomes;
  const { lost } = people;
  return (
    <div className="row">
      {state === 'ready' ? (
        <Button look="primary" icon="check" disabled={applies === 0} onClick={() => setAsked('apply')}>
          <Trans>Apply…</Trans>
        </Button>
      ) : null}
      <Button look="danger" icon="cross" onClick={() => setAsked('cancel')}>
        <Trans>Throw away…</Trans>
      </Button>
      {asked === 'apply' ? (
        <Confirm title={<Trans>Let the new judgings count?</Trans>} yes={<Trans>Apply</Trans>} look="primary" busy={apply.isPending} error={apply.error} onYes={() => apply.mutate()} onClose={close}>
          <Plural value={applies} one="The new judging of # submission takes the place of the one that counts now." other="The new judgings of # submissions take the place of those that count now." />{' '}
          {lost > 0 ? <Plural value={lost} one="# person loses a solved problem." other="# people lose a solved problem." /> : null} <Trans>Their authors see it at once.</Trans>
        </Confirm>
      ) : null}
      {asked === 'cancel' ? (
        <Confirm title={<Trans>Throw this rejudging away?</Trans>} yes={<Trans>Throw away</Trans>} busy={cancel.isPending} error={cancel.error} onYes={() => cancel.mutate()} onClose={close}>
          <Trans>What is not judged yet will not be, and what was found changes nothing.</Trans>
        </Confirm>
      ) : null}
    </div>
  );
}
