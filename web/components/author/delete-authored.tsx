import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { authoredQuery } from '../../api/author-queries.js';
import { call } from '../../api/call.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { toast } from '../../ui/toast.js';

/** The problem at work goes, with its history; what was published of it stays. */
export function DeleteAuthored(): ReactElement | null {
  const { authored } = useWorkshop();
  const { id, name, may } = authored;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => call('deleteAuthored', { params: { id } }),
    onSuccess: async () => {
      toast(t`${name} is deleted.`);
      await navigate({ to: '/authoring' });
      client.removeQueries({ queryKey: authoredQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: ['authored'], exact: true });
    },
  });
  if (!may.share) return null;
  return (
    <section className="card stack tight" aria-labelledby="delete">
      <h2 id="delete">
        <Trans>Delete</Trans>
      </h2>
      <p className="soft">
        <Trans>What is written here goes with its whole history. What was published stays.</Trans>
      </p>
      <div>
        <Button look="danger" icon="trash" onClick={() => setAsking(true)}>
          <Trans>Delete</Trans>
        </Button>
      </div>
      {asking ? (
        <Confirm title={<Trans>Delete {name}?</Trans>} yes={<Trans>Delete for good</Trans>} busy={remove.isPending} error={remove.error} onYes={() => remove.mutate()} onClose={() => setAsking(false)}>
          <Trans>This cannot be undone.</Trans>
        </Confirm>
      ) : null}
    </section>
  );
}
