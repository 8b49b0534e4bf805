import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { call } from '../api/call.js';
import { staffProblemsQuery } from '../api/staff-queries.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { toast } from '../ui/toast.js';

/** A problem that nobody has submitted to may go; any other is part of what people have done here, and can only be hidden. */
export function DeleteProblem({ problem: { slug, name } }: { problem: Problem }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(staffProblemsQuery);
  const submissions = data?.find((each) => each.slug === slug)?.submissions ?? 0;
  const remove = useMutation({
    mutationFn: () => call('deleteProblem', { params: { slug } }),
    onSuccess: async () => {
      toast(t`${name} is deleted.`);
      await navigate({ to: '/staff/problems', search: {} });
      client.removeQueries({ queryKey: ['problem', slug] });
      void client.invalidateQueries({ queryKey: ['problems'] });
    },
  });
  return (
    <section className="card stack tight">
      <h2>
        <Trans>Delete</Trans>
      </h2>
      <p className="soft">
        {submissions > 0 ? (
          <Plural value={submissions} one="It cannot be deleted: # submission was made to it, and would go with it. Hide it instead: then only staff see it." other="It cannot be deleted: # submissions were made to it, and would go with it. Hide it instead: then only staff see it." />
        ) : (
          <Trans>Nobody has submitted to this problem, so it can be deleted: with all versions and verifications, for good.</Trans>
        )}
      </p>
      <div>
        <Button look="danger" icon="trash" disabled={submissions > 0} onClick={() => setAsking(true)}>
          <Trans>Delete</Trans>
        </Button>
      </div>
      {asking ? (
        <Confirm title={<Trans>Delete {name}</Trans>} yes={<Trans>Delete for good</Trans>} busy={remove.isPending} error={remove.error} onYes={() => remove.mutate()} onClose={() => setAsking(false)}>
          <Trans>All versions and verifications go with it. This cannot be undone.</Trans>
        </Confirm>
      ) : null}
    </section>
  );
}
