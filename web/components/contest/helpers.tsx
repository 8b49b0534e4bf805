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
import { Button } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';

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
  const fault = add.error ?? remove.error;
  return (
    <section className="card stack" aria-labelledby="helpers">
      <div>
        <h2 id="helpers">
          <Trans>Jury and runners</Trans>
        </h2>
        <p className="soft">
          <Trans>Jury members are instructors who may do everything here. Runners, whatever their account is, see balloons and prints and nothing else of the jury’s.</Trans>
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
        {data?.map(({ username: name, part: has }) => (
          <li key={name} className="row">
            <span>{name}</span>
            <span className="soft small">{_(PARTS[has])}</span>
            <Button compact look="ghost" icon="cross" busy={remove.isPending && remove.variables === name} aria-label={t`Remove ${name}`} onClick={() => remove.mutate(name)} />
          </li>
        ))}
      </ul>
      <form
        className="row bottom"
        onSubmit={(event) => {
          event.preventDefault();
          if (username.trim() !== '') add.mutate(username.trim());
        }}
      >
        <div style={{ flex: '0 1 16rem' }}>
          <TextField label={t`Username`} value={username} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={({ target }) => setUsername(target.value)} />
        </div>
        <SelectField label={t`Part`} value={part} onChange={({ target }) => setPart(target.value as ContestHelper['part'])}>
          {(Object.keys(PARTS) as ContestHelper['part'][]).map((each) => (
            <option key={each} value={each}>
              {_(PARTS[each])}
            </option>
          ))}
        </SelectField>
        <Button type="submit" icon="plus" busy={add.isPending}>
          <Trans>Add</Trans>
        </Button>
      </form>
      {fault ? (
        <Note tone="bad" alert>
          {fault.message}
        </Note>
      ) : null}
    </section>
  );
}
