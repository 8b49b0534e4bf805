import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import type { Token } from '#contract/account.js';
import { call } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { tokensQuery } from '../api/queries.js';
import { useFormFaults } from '../hooks/use-form-faults.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { CopyButton } from '../ui/copy-button.js';
import { TextField } from '../ui/field.js';
import { Note, SkeletonRows, State } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { tokenNameFault } from '../util/field-faults.js';
import { Failed } from './failed.js';
import { Time } from './time.js';
import './narrow-table.css';

/** The tokens of an account: make one, which is shown once, and revoke those that are not needed. */
export function Tokens(): ReactElement {
  const query = useQuery(tokensQuery);
  const failed = whyNothing(query);
  const [revoking, setRevoking] = useState<Token>();
  return (
    <section className="stack">
      <div>
        <h2>
          <Trans>API tokens</Trans>
        </h2>
        <p className="soft">
          <Trans>Programs and the command line sign in with a token. It can do all that you can.</Trans>
        </p>
        <p className="soft">
          <Trans>
            The command-line client of Kattis works here too, with this file beside it: <a href="/kattis/kattisrc">.kattisrc</a>. A newer one makes an older one useless.
          </Trans>
        </p>
      </div>
      <NewToken />
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : query.data?.items.length === 0 ? (
        <div className="card">
          <State icon="lock" title={t`No tokens`}>
            <Trans>Make one above to use the command line or the API.</Trans>
          </State>
        </div>
      ) : (
        <TokenTable tokens={query.data?.items} onRevoke={setRevoking} />
      )}
      {revoking ? <Revoke token={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </section>
  );
}

const RULES = { name: tokenNameFault };

function NewToken(): ReactElement {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { faults, read, mend } = useFormFaults(RULES);
  const create = useMutation({
    mutationFn: (name: string) => call('createToken', { body: { name } }),
    onSuccess: () => {
      form.current?.reset();
      void client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const { name = '', token = '' } = create.data ?? {};
  return (
    <>
      <form
        ref={form}
        className="row"
        noValidate
        onInput={mend}
        onSubmit={(event) => {
          event.preventDefault();
          const fields = create.isPending ? null : read(event.currentTarget);
          if (fields) create.mutate(fields.name.trim());
        }}
      >
        <div style={{ flex: '1 1 14rem' }}>
          <TextField label={t`Name of the new token`} name="name" placeholder={t`Laptop`} required maxLength={100} autoComplete="off" fault={faults.name} />
        </div>
        <Button type="submit" look="primary" busy={create.isPending} style={{ alignSelf: faults.name ? 'center' : 'end' }}>
          <Trans>Make a token</Trans>
        </Button>
      </form>
      {create.error ? (
        <Note tone="bad" alert>
          {create.error.message}
        </Note>
      ) : null}
      {create.data ? (
        <Note tone="good" alert>
          <div className="stack tight">
            <span>
              <Trans>
                The token “{name}”. Copy it now: <strong>it is shown this once.</strong>
              </Trans>
            </span>
            <span className="row">
              <code style={{ overflowWrap: 'anywhere' }}>{token}</code>
              <CopyButton text={token} what={t`the token`} />
            </span>
          </div>
        </Note>
      ) : null}
    </>
  );
}

function TokenTable({ tokens, onRevoke }: { tokens: readonly Token[] | undefined; onRevoke: (token: Token) => void }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`API tokens`} aria-busy={tokens === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>API tokens</Trans>
        </caption>
        <thead>
          <tr>
            <th>
              <Trans>Name</Trans>
            </th>
            <th className="roomy">
              <Trans>Made</Trans>
            </th>
            <th>
              <Trans>Last used</Trans>
            </th>
            <th>
              <span className="unseen">
                <Trans>Revoke</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>{tokens?.map((token) => <Row key={token.id} token={token} onRevoke={onRevoke} />) ?? <SkeletonRows rows={2} widths={['8rem', '6rem', '6rem', '4rem']} classNames={['', 'roomy', '', '']} />}</tbody>
      </table>
    </div>
  );
}

function Row({ token, onRevoke }: { token: Token; onRevoke: (token: Token) => void }): ReactElement {
  const { name } = token;
  return (
    <tr>
      <th scope="row" style={{ minWidth: '7rem', overflowWrap: 'anywhere' }}>
        {name}
      </th>
      <td className="roomy">
        <Time at={token.createdAt} />
      </td>
      <td>
        {token.lastUsedAt ? (
          <Time at={token.lastUsedAt} />
        ) : (
          <span className="soft">
            <Trans>never</Trans>
          </span>
        )}
      </td>
      <td className="end tight">
        <Button compact look="danger" aria-label={t`Revoke ${name}`} onClick={() => onRevoke(token)}>
          <Trans>Revoke</Trans>
        </Button>
      </td>
    </tr>
  );
}

function Revoke({ token, onClose }: { token: Token; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const { id, name } = token;
  const revoke = useMutation({
    mutationFn: () => call('revokeToken', { params: { id } }),
    onSuccess: () => {
      toast(t`The token “${name}” is revoked.`);
      void client.invalidateQueries({ queryKey: tokensQuery.queryKey });
      onClose();
    },
  });
  return (
    <Confirm title={t`Revoke “${name}”?`} yes={<Trans>Revoke it</Trans>} no={<Trans>Keep it</Trans>} busy={revoke.isPending} error={revoke.error} onYes={() => revoke.mutate()} onClose={onClose}>
      <Trans>Whatever uses it stops working at once. This cannot be undone.</Trans>
    </Confirm>
  );
}
