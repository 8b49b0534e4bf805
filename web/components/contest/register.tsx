import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { RegistrationMode } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { Failure } from '../../api/failure.js';
import { useMe } from '../../hooks/use-me.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';

/** Registers whoever is signed in. */
export function Register({ slug, mode }: { slug: string; mode: RegistrationMode }): ReactElement {
  const me = useMe();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [team, setTeam] = useState('');
  const [affiliation, setAffiliation] = useState('');
  const [told, setTold] = useState(false);
  const given = (text: string) => text.trim() || undefined;
  const register = useMutation({
    mutationFn: () => call('registerInContest', { params: { slug }, body: { code: given(code), team: given(team), affiliation: given(affiliation) } }),
    onSuccess: ({ name }) => {
      toast(t`You take part as ${name}.`);
      void client.invalidateQueries({ queryKey: ['contest', slug] });
      void client.invalidateQueries({ queryKey: ['contests'] });
    },
  });
  const refusal = register.error instanceof Failure ? register.error : null;
  const codeFault = told && mode === 'code' && code.trim() === '' ? t`Give the code that you were told` : refusal?.of('code');
  const teamFault = refusal?.of('team');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if ((mode !== 'code' || code.trim() !== '') && !register.isPending) register.mutate();
      }}
    >
      {mode === 'code' ? <TextField label={t`Code`} hint={t`Your instructor tells it.`} value={code} maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} fault={codeFault} onChange={({ target }) => setCode(target.value)} /> : null}
      <TextField label={t`Name in the standings`} hint={t`Yours, or that of your team; without one your username.`} placeholder={me?.username} value={team} maxLength={80} fault={teamFault} onChange={({ target }) => setTeam(target.value)} />
      <TextField label={t`School or company`} hint={t`Stands beside the name; may stay empty.`} value={affiliation} maxLength={120} autoComplete="organization" onChange={({ target }) => setAffiliation(target.value)} />
      {register.error && !refusal?.of('code') && !teamFault ? (
        <Note tone="bad" alert>
          {register.error.message}
        </Note>
      ) : null}
      <div>
        <Button type="submit" look="primary" busy={register.isPending}>
          <Trans>Register</Trans>
        </Button>
      </div>
    </form>
  );
}
