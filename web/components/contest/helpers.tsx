import { msg, t } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ContestHelper } from '#contract/contest-site.js';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { helpersQuery } from '../../api/contest-site-queries.js';
import { SelectField } from '../../ui/field.js';
import { MembersCard } from '../members-card.js';

const PARTS: Record<ContestHelper['part'], MessageDescriptor> = { jury: msg`Jury`, runner: msg`Runner` };

/** Who runs the contest together with its owner, and who delivers. */
export function Helpers({ contest: { slug, owner } }: { contest: Contest }): ReactElement {
  const { _ } = useLingui();
  const client = useQueryClient();
  const { data } = useQuery(helpersQuery(slug));
  const [username, setUsername] = useState('');
  const [part, setPart] = useState<ContestHelper['part']>('runner');
  const refresh = () => client.invalidateQueries({ queryKey: helpersQuery(slug).queryKey });
  const add = useMutation({ mutationFn: (name: string) => call('addHelper', { params: { slug, username: name }, body: { part } }), onSuccess: () => (setUsername(''), refresh()) });
  const remove = useMutation({ mutationFn: (name: string) => call('removeHelper', { params: { slug, username: name } }), onSuccess: refresh });
  return (
    <MembersCard
      title={<Trans>Jury and runners</Trans>}
      about={<Trans>Jury members are instructors who may do everything here. Runners, whatever their account is, see balloons and prints and nothing else of the jury’s.</Trans>}
      owner={owner}
      members={data?.map(({ username: name, part: has }) => ({ username: name, part: _(PARTS[has]), removable: true })) ?? []}
      removing={remove.isPending ? remove.variables : undefined}
      onRemove={(name) => remove.mutate(name)}
      adding={{
        username,
        busy: add.isPending,
        onUsername: setUsername,
        onAdd: (name) => add.mutate(name),
        more: (
          <SelectField label={t`Part`} value={part} onChange={({ target }) => setPart(target.value as ContestHelper['part'])}>
            {(Object.keys(PARTS) as ContestHelper['part'][]).map((each) => (
              <option key={each} value={each}>
                {_(PARTS[each])}
              </option>
            ))}
          </SelectField>
        ),
      }}
      fault={add.error ?? remove.error}
    />
  );
}
