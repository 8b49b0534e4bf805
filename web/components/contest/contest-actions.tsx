import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Contest, ContestPatch } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { contestQuery } from '../../api/contest-queries.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { toast } from '../../ui/toast.js';
import { phaseOf } from '../../util/contest-times.js';
import { ExtendDialog } from './extend-dialog.js';

/** What is done to a contest as a whole: more time while it runs, showing what the freeze hid, the same again, and away with it. */
export function ContestActions({ contest }: { contest: Contest }): ReactElement {
  const { slug, name } = contest;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'extend' | 'unfreeze' | 'delete'>();
  const phase = phaseOf(contest, useServerNow());
  const done = (text: string) => {
    setAsking(undefined);
    toast(text);
    void client.invalidateQueries({ queryKey: ['contests'] });
  };
  const change = useMutation({
    mutationFn: ({ patch }: { patch: ContestPatch; said: string }) => call('changeContest', { params: { slug }, body: patch }),
    onSuccess: (changed, { said }) => {
      client.setQueryData(contestQuery(slug).queryKey, changed);
      done(said);
    },
  });
  const remove = useMutation({
    mutationFn: () => call('deleteContest', { params: { slug } }),
    onSuccess: async () => {
      await navigate({ to: '/contests', search: {} });
      client.removeQueries({ queryKey: ['contest', slug] });
      done(t`${name} is deleted.`);
    },
  });
  const close = () => (setAsking(undefined), change.reset(), remove.reset());
  return (
    <div className="stack wide">
      {phase === 'running' ? (
        <section className="card stack tight">
          <h2>
            <Trans>More time</Trans>
          </h2>
          <p className="soft">
            <Trans>The end moves. Everybody sees the new time at once.</Trans>
          </p>
          <div className="row">
            <Button icon="clock" onClick={() => setAsking('extend')}>
              <Trans>Extend the contest</Trans>
            </Button>
          </div>
        </section>
      ) : null}
      {phase === 'over' && contest.state === 'frozen' ? (
        <section className="card stack tight">
          <h2>
            <Trans>The freeze</Trans>
          </h2>
          <p className="soft">
            <Trans>The contest is over, and what happened since the freeze is still hidden from all but the jury.</Trans>
          </p>
          <div>
            <Button look="primary" icon="eye" onClick={() => setAsking('unfreeze')}>
              <Trans>Show the final standings</Trans>
            </Button>
          </div>
        </section>
      ) : null}
      <section className="card stack tight">
        <h2>
          <Trans>The same again</Trans>
        </h2>
        <p className="soft">
          <Trans>A new contest with these problems and rules, and a name and time of its own.</Trans>
        </p>
        <div>
          <Link to="/contests/new" search={{ from: slug }} className={buttonClass()}>
            <Trans>Clone</Trans>
          </Link>
        </div>
      </section>
      <section className="card stack tight">
        <h2>
          <Trans>Delete</Trans>
        </h2>
        <p className="soft">
          <Trans>A contest in which nobody has submitted can be deleted. Any other can be made private.</Trans>
        </p>
        <div>
          <Button look="danger" icon="trash" onClick={() => setAsking('delete')}>
            <Trans>Delete</Trans>
          </Button>
        </div>
      </section>
      {asking === 'extend' ? <ExtendDialog contest={contest} onClose={close} /> : null}
      {asking === 'unfreeze' ? (
        <Confirm title={<Trans>Show the final standings?</Trans>} look="primary" yes={<Trans>Show them</Trans>} busy={change.isPending} error={change.error} onYes={() => change.mutate({ patch: { unfrozen: true }, said: t`Everybody sees the final standings now.` })} onClose={close}>
          <Trans>Everything that the freeze hid is shown to everybody. This cannot be undone.</Trans>
        </Confirm>
      ) : null}
      {asking === 'delete' ? (
        <Confirm title={<Trans>Delete {name}</Trans>} yes={<Trans>Delete for good</Trans>} busy={remove.isPending} error={remove.error} onYes={() => remove.mutate()} onClose={close}>
          <Trans>Its registrations, questions and answers go with it. This cannot be undone.</Trans>
        </Confirm>
      ) : null}
    </div>
  );
}
