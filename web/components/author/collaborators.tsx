import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { collaboratorsQuery } from '../../api/author-queries.js';
import { call } from '../../api/call.js';
import { useMe } from '../../hooks/use-me.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';

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
  const fault = add.error ?? remove.error;
  const owner = data?.owner ?? authored.owner;
  return (
    <section className="card stack" aria-labelledby="collaborators">
      <div>
        <h2 id="collaborators">
          <Trans>Collaborators</Trans>
        </h2>
        <p className="soft">
          <Trans>Instructors who may change this problem too, and what is published of it.</Trans>
        </p>
      </div>
      <ul className="plain-list stack tight">
        {owner === null ? null : (
          <li className="row">
            <span>{owner}</span>
            <span className="soft small">
              <Trans>owner</Trans>
            </span>
          </li>
        )}
        {(data?.collaborators ?? authored.collaborators).map((name) => (
          <li key={name} className="row">
            <span>{name}</span>
            {may.share || name === me?.username ? (
              <Button compact look="ghost" icon="cross" busy={remove.isPending && remove.variables === name} aria-label={t`Remove ${name}`} onClick={() => remove.mutate(name)} />
            ) : null}
          </li>
        ))}
      </ul>
      {may.share ? (
        <form
          className="row bottom"
          onSubmit={(event) => {
            event.preventDefault();
            if (username.trim() !== '') add.mutate(username.trim());
          }}
        >
          <div style={{ flex: '0 1 18rem' }}>
            <TextField label={t`Username`} value={username} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={({ target }) => setUsername(target.value)} />
          </div>
          <Button type="submit" icon="plus" busy={add.isPending}>
            <Trans>Add</Trans>
          </Button>
        </form>
      ) : null}
      {fault ? (
        <Note tone="bad" alert>
          {fault.message}
        </Note>
      ) : null}
    </section>
  );
}
