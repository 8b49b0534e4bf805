import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { useFormFaults } from '../hooks/use-form-faults.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { newPasswordFault, presentFault } from '../util/field-faults.js';

const RULES = { current: presentFault, password: newPasswordFault };

/** Another password for the own account; it asks for the present one. */
export function ChangePassword({ me }: { me: Me }): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const { faults, read, mend } = useFormFaults(RULES);
  const change = useMutation({
    mutationFn: (body: { current: string; password: string }) => call('changePassword', { body }),
    onSuccess: () => form.current?.reset(),
    onError: (error) => {
      const field = form.current?.elements.namedItem(error instanceof Failure ? (error.details[0]?.path ?? '') : '');
      if (field instanceof HTMLElement) field.focus();
    },
  });
  const failure = change.error instanceof Failure ? change.error : undefined;
  return (
    <section className="stack">
      <h2>
        <Trans>Password</Trans>
      </h2>
      <form
        ref={form}
        className="card stack"
        noValidate
        onInput={(event) => {
          mend(event);
          if (!change.isPending) change.reset();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          const fields = change.isPending ? null : read(event.currentTarget);
          if (fields) change.mutate(fields);
        }}
      >
        {/* So that what keeps passwords knows whose it is. */}
        <input hidden readOnly autoComplete="username" value={me.username} />
        {change.error && !failure?.details.length ? (
          <Note tone="bad" alert>
            {change.error.message}
          </Note>
        ) : null}
        {change.isSuccess ? (
          <Note tone="good" alert>
            <Trans>Your password is changed. Everywhere else you are signed out; your API tokens go on.</Trans>
          </Note>
        ) : null}
        <div className="row" style={{ alignItems: 'start' }}>
          <div style={{ flex: '1 1 12rem' }}>
            <TextField label={t`Present password`} name="current" type="password" autoComplete="current-password" required fault={faults.current ?? failure?.of('current')} />
          </div>
          <div style={{ flex: '1 1 12rem' }}>
            <TextField label={t`New password`} name="password" type="password" autoComplete="new-password" required hint={t`At least 8 characters.`} fault={faults.password ?? failure?.of('password')} />
          </div>
        </div>
        <div>
          <Button type="submit" busy={change.isPending}>
            <Trans>Change the password</Trans>
          </Button>
        </div>
      </form>
    </section>
  );
}
