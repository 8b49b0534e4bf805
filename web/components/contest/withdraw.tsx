import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { Failure } from '../../api/failure.js';
import { useMe } from '../../hooks/use-me.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { toast } from '../../ui/toast.js';

/** Takes the reader's registration back; of a team with others in it they leave. */
export function Withdraw({ contest, me }: { contest: Contest; me: NonNullable<Contest['me']> }): ReactElement {
  const { slug, visibility } = contest;
  const client = useQueryClient();
  const navigate = useNavigate();
  const staff = useMe()?.role !== 'student';
  const [asking, setAsking] = useState(false);
  const { name } = me;
  const others = me.members.length > 1;
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['contest', slug] }), client.invalidateQueries({ queryKey: ['contests'] })]);
  const withdraw = useMutation({
    mutationFn: () => call('withdrawFromContest', { params: { slug } }),
    onSuccess: async () => {
      setAsking(false);
      toast(others ? t`You have left ${name}.` : t`You do not take part any more.`);
      // A private one is not theirs to see now.
      if (visibility === 'private' && !staff) {
        await navigate({ to: '/contests', search: {} });
        client.removeQueries({ queryKey: ['contest', slug] });
        return client.invalidateQueries({ queryKey: ['contests'] });
      }
      return refresh();
    },
    // It has begun in the meantime, or the jury was faster: then the page shows that.
    onError: (error) => (error instanceof Failure && (error.code === 'conflict' || error.code === 'not-found') ? void refresh() : undefined),
  });
  return (
    <>
      <div>
        <Button onClick={() => (withdraw.reset(), setAsking(true))}>{others ? <Trans>Leave the team…</Trans> : <Trans>Withdraw…</Trans>}</Button>
      </div>
      {asking ? (
        <Confirm
          title={others ? <Trans>Leave {name}?</Trans> : <Trans>Take your registration back?</Trans>}
          yes={others ? <Trans>Leave the team</Trans> : <Trans>Withdraw</Trans>}
          no={<Trans>Stay</Trans>}
          busy={withdraw.isPending}
          error={withdraw.error}
          onYes={() => withdraw.mutate()}
          onClose={() => setAsking(false)}
        >
          {others ? <Trans>The others of your team take part without you. Only the jury can bring you back into it.</Trans> : <Trans>You are taken out of the standings, and questions that you have asked go with you. You can register again until the contest is over.</Trans>}
        </Confirm>
      ) : null}
    </>
  );
}
