import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { collaboratorsQuery } from '../../api/author-queries.js';
import { call } from '../../api/call.js';
import { useMe } from '../../hooks/use-me.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { MembersCard } from '../members-card.js';

/** Who else may change the problem. */
export function Collaborators(): ReactElement {
  const { workshop, authored } = useWorkshop();
  const { id, may } = authored;
  const me = useMe();
  const client = useQueryClient();
  const { data } = useQuery(collaboratorsQuery(id));
  const [username, setUsername] = useState('');
  const onSuccess = (next: NonNullable<typeof data>) => {
    client.setQueryData(collaboratorsQuery(id).queryKey, next);
    setUsername('');
    workshop.refetchSoon();
  };
  const add = useMutation({ mutationFn: (name: string) => call('addCollaborator', { params: { id, username: name } }), onSuccess });
  const remove = useMutation({ mutationFn: (name: string) => call('removeCollaborator', { params: { id, username: name } }), onSuccess });
  const names = data?.collaborators ?? authored.collaborators;
  return (
    <MembersCard
      title={<Trans>Collaborators</Trans>}
      about={<Trans>Instructors who may change this problem too, and what is published of it.</Trans>}
      owner={data?.owner ?? authored.owner}
      members={names.map((name) => ({ username: name, removable: may.share || name === me?.username }))}
      removing={remove.isPending ? remove.variables : undefined}
      onRemove={(name) => remove.mutate(name)}
      adding={may.share ? { username, busy: add.isPending, onUsername: setUsername, onAdd: (name) => add.mutate(name) } : undefined}
      fault={add.error ?? remove.error}
    />
  );
}
