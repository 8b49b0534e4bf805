import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useState, type ReactElement } from 'react';
import type { Me, Role } from '#contract/account.js';
import { call } from '../api/call.js';
import { accountsQuery } from '../api/queries.js';
import type { Item } from '../api/types.js';
import { Failed } from '../components/failed.js';
import { PasswordDialog } from '../components/password-dialog.js';
import { Require } from '../components/require.js';
import { Time } from '../components/time.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { SkeletonRows, State } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { ROLES, ROLE_WORD } from '../util/roles.js';

const route = getRouteApi('/admin/accounts');
type Account = Item<'listAccounts'>;

/** Every account: its role, whether it may sign in, and a new password where one is forgotten. */
export function AccountsPage(): ReactElement {
  useTitle('Accounts');
  return <Require may="administer">{(me) => <Accounts me={me} />}</Require>;
}

function Accounts({ me }: { me: Me }): ReactElement {
  const { search, role } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(search ?? '');
  const query = useInfiniteQuery({ ...accountsQuery(useDeferredValue(search ?? ''), role), placeholderData: (before) => before });
  const accounts = query.data?.pages.flatMap((page) => page.items);
  const [resetting, setResetting] = useState<Account>();
  const change = (part: { search?: string | undefined; role?: Role | undefined }) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  return (
    <div className="page">
      <h1>Accounts</h1>
      <search className="row bottom filters">
        <div style={{ flex: '1 1 16rem' }}>
          <TextField
            label="Search"
            type="search"
            placeholder="Username or e-mail"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              change({ search: event.target.value.trim() || undefined });
            }}
          />
        </div>
        <SelectField label="Role" value={role ?? ''} onChange={(event) => change({ role: ROLES.find((each) => each === event.target.value) })}>
          <option value="">Any</option>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_WORD[each]}
            </option>
          ))}
        </SelectField>
      </search>
      {query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : accounts?.length === 0 ? (
        <div className="card">
          <State icon="search" title="No account fits">Try fewer letters, or another role.</State>
        </div>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label="Accounts" aria-busy={accounts === undefined}>
          <table className="table">
            <caption className="unseen">Accounts</caption>
            <thead>
              <tr>
                <th>Username</th>
                <th>E-mail</th>
                <th>Role</th>
                <th>State</th>
                <th>Since</th>
                <th>
                  <span className="unseen">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>{accounts?.map((account) => <Row key={account.id} account={account} own={account.id === me.id} onReset={() => setResetting(account)} />) ?? <SkeletonRows rows={8} widths={['8rem', '12rem', '9rem', '4rem', '6rem', '9rem']} />}</tbody>
          </table>
        </div>
      )}
      {query.hasNextPage ? (
        <div className="row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
      {resetting ? <PasswordDialog account={resetting} onClose={() => setResetting(undefined)} /> : null}
    </div>
  );
}

function Row({ account, own, onReset }: { account: Account; own: boolean; onReset: () => void }): ReactElement {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { role?: Role; disabled?: boolean }) => call('changeAccount', { params: { id: account.id }, body }),
    onSuccess: () => toast(`${account.username} is changed.`),
    onError: (error) => toast(`${account.username} could not be changed: ${error.message}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  return (
    <tr>
      <th scope="row">{account.username}</th>
      <td>{account.email}</td>
      <td className="tight">
        <SelectField className="compact" label={`Role of ${account.username}`} labelUnseen value={change.isPending ? (change.variables.role ?? account.role) : account.role} disabled={own} onChange={(event) => change.mutate({ role: event.target.value as Role })}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_WORD[each]}
            </option>
          ))}
        </SelectField>
      </td>
      <td className="tight">{account.disabled ? <Badge tone="bad" icon="lock">Disabled</Badge> : <Badge tone="good" icon="check">Active</Badge>}</td>
      <td>
        <Time at={account.createdAt} />
      </td>
      <td className="end tight">
        <span className="row" style={{ flexWrap: 'nowrap', justifyContent: 'end' }}>
          <Button compact onClick={onReset} aria-label={`New password for ${account.username}`}>
            New password
          </Button>
          <Button compact look={account.disabled ? 'plain' : 'danger'} disabled={own} busy={change.isPending} aria-label={`${account.disabled ? 'Enable' : 'Disable'} ${account.username}`} onClick={() => change.mutate({ disabled: !account.disabled })}>
            {account.disabled ? 'Enable' : 'Disable'}
          </Button>
        </span>
      </td>
    </tr>
  );
}
