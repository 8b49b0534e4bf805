import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { ManagedAccount, Role } from '#contract/account.js';
import { call } from '../api/call.js';
import { Badge } from '../ui/badge.js';
import { Button, buttonClass } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { SelectField } from '../ui/field.js';
import { toast } from '../ui/toast.js';
import { ROLES, ROLE_WORD } from '../util/roles.js';
import { Time } from './time.js';
import './narrow-table.css';

interface Change {
  role?: Role;
  disabled?: boolean;
}

/** One account and what may be done to it. Nobody changes their own role or disables themselves, so the last administrator stays. */
export function AccountRow({ account, own, onReset }: { account: ManagedAccount; own: boolean; onReset: () => void }): ReactElement {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Change>();
  const { username, disabled, lastActiveAt } = account;
  const change = useMutation({
    mutationFn: (body: Change) => call('changeAccount', { params: { id: account.id }, body }),
    onSuccess: (_, body) => toast(body.disabled === true ? t`${username} is disabled and signed out everywhere.` : body.disabled === false ? t`${username} may sign in again.` : t`The role of ${username} is changed.`),
    onError: ({ message }) => toast(t`${username} could not be changed: ${message}`, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const because = own ? t`Nobody can change their own role or disable themselves. Ask another administrator.` : undefined;
  const state = disabled ? (
    <Badge tone="bad" icon="lock">
      <Trans>Disabled</Trans>
    </Badge>
  ) : (
    <Badge tone="good" icon="check">
      <Trans>Active</Trans>
    </Badge>
  );
  return (
    <tr>
      <th scope="row" style={{ minWidth: '7rem', overflowWrap: 'anywhere' }}>
        <Link to="/submissions" search={{ user: username }}>
          {username}
        </Link>
        <div className="soft small">{account.email}</div>
        {own ? (
          <div className="soft small">
            <Trans>You: only another administrator can change your role or disable you</Trans>
          </div>
        ) : null}
        {disabled ? <span className="cramped">{state}</span> : null}
      </th>
      <td className="tight roomy">{state}</td>
      <td className="tight roomy">
        {lastActiveAt ? (
          <Time at={lastActiveAt} />
        ) : (
          <span className="soft">
            <Trans>not lately</Trans>
          </span>
        )}
      </td>
      <td className="tight roomy">
        <Time at={account.createdAt} />
      </td>
      <td className="tight">
        <span className="row one-line">
          <SelectField
            className="compact"
            label={t`Role of ${username}`}
            labelUnseen
            value={change.isPending ? (change.variables.role ?? account.role) : account.role}
            disabled={own}
            title={because}
            onChange={(event) => {
              const role = ROLES.find((each) => each === event.target.value);
              // Everything that the installation has is a matter of one key too many.
              if (role === 'admin' || (role && account.role === 'admin')) setAsking({ role });
              else if (role) change.mutate({ role });
            }}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {ROLE_WORD[each]}
              </option>
            ))}
          </SelectField>
          {own ? (
            <Link to="/account" className={buttonClass('plain', true)} aria-label={t`Change your own password`}>
              <Trans>New password</Trans>
            </Link>
          ) : (
            <Button compact onClick={onReset} aria-label={t`New password for ${username}`}>
              <Trans>New password</Trans>
            </Button>
          )}
          {disabled ? (
            <Button compact busy={change.isPending} aria-label={t`Enable ${username}`} onClick={() => change.mutate({ disabled: false })}>
              <Trans>Enable</Trans>
            </Button>
          ) : (
            <Button compact look="danger" disabled={own} title={because} busy={change.isPending} aria-label={t`Disable ${username}`} onClick={() => setAsking({ disabled: true })}>
              <Trans>Disable</Trans>
            </Button>
          )}
        </span>
        {asking ? (
          <Asked
            username={username}
            change={asking}
            onClose={() => setAsking(undefined)}
            onYes={() => {
              change.mutate(asking);
              setAsking(undefined);
            }}
          />
        ) : null}
      </td>
    </tr>
  );
}

function Asked({ username, change, onYes, onClose }: { username: string; change: Change; onYes: () => void; onClose: () => void }): ReactElement {
  const { role } = change;
  const word = role && ROLE_WORD[role];
  return (
    <Confirm title={role ? <Trans>Change the role of {username}</Trans> : <Trans>Disable {username}</Trans>} yes={role ? <Trans>Make them: {word}</Trans> : <Trans>Disable</Trans>} look={role === 'admin' ? 'primary' : 'danger'} onYes={onYes} onClose={onClose}>
      {role === 'admin' ? (
        <Trans>Administrators may do everything here: change every problem, see every program, and make and disable accounts, yours too.</Trans>
      ) : role ? (
        <Trans>{username} will be no administrator any more.</Trans>
      ) : (
        <Trans>{username} is signed out everywhere and cannot sign in, and all API tokens of the account end. Submissions stay. You can enable the account again.</Trans>
      )}
    </Confirm>
  );
}
