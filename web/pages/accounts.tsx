import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { ManagedAccount, Me } from '#contract/account.js';
import { whyNothing } from '../api/failure.js';
import { managedAccountsQuery, type AccountsFilter } from '../api/staff-queries.js';
import { AccountListDialog, NewAccountDialog } from '../components/account-dialogs.js';
import { AccountRow } from '../components/account-row.js';
import { Failed } from '../components/failed.js';
import { PasswordDialog } from '../components/password-dialog.js';
import { Require } from '../components/require.js';
import { ShowMore } from '../components/show-more.js';
import { TypedFilter } from '../components/typed-filter.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { SkeletonRows, State } from '../ui/state.js';
import { ROLES, ROLE_WORD } from '../util/roles.js';

const route = getRouteApi('/admin/accounts');

/** Every account: its role, whether it may sign in, a new password where one is forgotten; and new accounts, one or many. */
export function AccountsPage(): ReactElement {
  useTitle(t`Accounts`);
  return <Require may="administer">{(me) => <Accounts me={me} />}</Require>;
}

function Accounts({ me }: { me: Me }): ReactElement {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...managedAccountsQuery(filter), placeholderData: (before) => before });
  const failed = whyNothing(query);
  const accounts = query.data?.pages.flatMap((page) => page.items);
  const [open, setOpen] = useState<'new' | 'list' | { reset: ManagedAccount }>();
  const close = () => setOpen(undefined);
  const change = (part: AccountsFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  return (
    <div className="page">
      <div className="row apart">
        <h1>
          <Trans>Accounts</Trans>
        </h1>
        <div className="row">
          <Button icon="upload" onClick={() => setOpen('list')}>
            <Trans>From a list</Trans>
          </Button>
          <Button look="primary" icon="plus" onClick={() => setOpen('new')}>
            <Trans>New account</Trans>
          </Button>
        </div>
      </div>
      <search className="row bottom">
        <div style={{ flex: '1 1 16rem' }}>
          <TypedFilter label={t`Search`} hint={t`Username or e-mail`} value={filter.search} onChange={(search) => change({ search })} />
        </div>
        <SelectField label={t`Role`} value={filter.role ?? ''} onChange={(event) => change({ role: ROLES.find((each) => each === event.target.value) })}>
          <option value="">{t`Any`}</option>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_WORD[each]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t`State`} value={filter.state ?? ''} onChange={(event) => change({ state: event.target.value === 'active' || event.target.value === 'disabled' ? event.target.value : undefined })}>
          <option value="">{t`Any`}</option>
          <option value="active">{t`Active`}</option>
          <option value="disabled">{t`Disabled`}</option>
        </SelectField>
      </search>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : accounts?.length === 0 ? (
        <div className="card">
          <State icon="search" title={t`No account fits`}>
            <Trans>Try fewer letters, or another role.</Trans>
          </State>
        </div>
      ) : (
        <Table accounts={accounts} me={me} onReset={(account) => setOpen({ reset: account })} />
      )}
      <ShowMore of={query} />
      {open === 'new' ? <NewAccountDialog onClose={close} /> : null}
      {open === 'list' ? <AccountListDialog onClose={close} /> : null}
      {typeof open === 'object' ? <PasswordDialog account={open.reset} onClose={close} /> : null}
    </div>
  );
}

function Table({ accounts, me, onReset }: { accounts: readonly ManagedAccount[] | undefined; me: Me; onReset: (account: ManagedAccount) => void }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Accounts`} aria-busy={accounts === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Accounts</Trans>
        </caption>
        <thead>
          <tr>
            <th>
              <Trans>Account</Trans>
            </th>
            <th className="roomy">
              <Trans>State</Trans>
            </th>
            <th className="roomy">
              <Trans>Last active</Trans>
            </th>
            <th className="roomy">
              <Trans>Since</Trans>
            </th>
            <th>
              <Trans>Role and access</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts?.map((account) => <AccountRow key={account.id} account={account} own={account.id === me.id} onReset={() => onReset(account)} />) ?? <SkeletonRows rows={8} widths={['12rem', '4rem', '5rem', '6rem', '18rem']} classNames={['', 'roomy', 'roomy', 'roomy', '']} />}
        </tbody>
      </table>
    </div>
  );
}
