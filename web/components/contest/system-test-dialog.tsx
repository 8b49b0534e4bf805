import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { call } from '../../api/call.js';
import { Confirm } from '../../ui/confirm.js';
import { toast } from '../../ui/toast.js';

/** Has everything that the pretests let pass judged on all tests; what comes of it is looked at as any rejudging is. */
export function SystemTestDialog({ slug, onClose }: { slug: string; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => call('startSystemTest', { params: { slug } }),
    onSuccess: async ({ rejudging }) => {
      void client.invalidateQueries({ queryKey: ['contest', slug] });
      void client.invalidateQueries({ queryKey: ['rejudgings'] });
      if (rejudging !== null) return navigate({ to: '/staff/rejudgings/$id', params: { id: rejudging }, search: {} });
      toast(t`There was nothing to test.`);
      onClose();
    },
  });
  return (
    <Confirm title={<Trans>Start the system test?</Trans>} look="primary" yes={<Trans>Start it</Trans>} no={<Trans>Not yet</Trans>} busy={start.isPending} error={start.error} onYes={() => start.mutate()} onClose={onClose}>
      <Trans>What passed the pretests is judged on all tests in the background. The standings move when you apply it.</Trans>
    </Confirm>
  );
}
