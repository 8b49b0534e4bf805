import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Me, Token } from '#contract/account.js';
import { call } from '../api/call.js';
import { tokensQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { Time } from '../components/time.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy-button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { Note, SkeletonRows, State } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { ROLE_WORD } from '../util/roles.js';

export function AccountPage(): ReactElement {
  useTitle('Account');
  return (
    <Require>
      {(me) => (
        <div className="page narrow">
          <h1>Account</h1>
          <Person me={me} />
          <Tokens />
        </div>
      )}
    </Require>
  );
}

function Person({ me }: { me: Me }): ReactElement {
  return (
    <dl className="card facts">
      <div>
        <dt>Username</dt>
        <dd>{me.username}</dd>
      </div>
      <div>
        <dt>E-mail</dt>
        <dd>{me.email}</dd>
      </div>
      <div>
        <dt>Role</dt>
        <dd>{ROLE_WORD[me.role]}</dd>
      </div>
      <div>
        <dt>Here since</dt>
        <dd>
          <Time at={me.createdAt} />
        </dd>
      </div>
    </dl>
  );
}

function Tokens(): ReactElement {
  const client = useQueryClient();
  const query = useQuery(tokensQuery);
  const [revoking, setRevoking] = useState<Token>();
  const [name, setName] = useState('');
  const refetch = () => void client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const create = useMutation({
    mutationFn: () => call('createToken', { body: { name: name.trim() } }),
    onSuccess: () => {
      setName('');
      refetch();
    },
  });
  return (
    <section className="stack">
      <div>
        <h2>API tokens</h2>
        <p className="soft">Programs and the command line sign in with a token. It can do all that you can.</p>
      </div>
      <form
        className="row bottom"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !create.isPending) create.mutate();
        }}
      >
        <div style={{ flex: '1 1 14rem' }}>
          <TextField label="Name of the new token" placeholder="Laptop" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <Button type="submit" look="primary" busy={create.isPending}>
          Make a token
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
              The token “{create.data.name}”. Copy it now: <strong>it is shown this once.</strong>
            </span>
            <span className="row">
              <code style={{ overflowWrap: 'anywhere' }}>{create.data.token}</code>
              <CopyButton text={create.data.token} what="the token" />
            </span>
          </div>
        </Note>
      ) : null}
      {query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : query.data?.items.length === 0 ? (
        <div className="card">
          <State icon="lock" title="No tokens">Make one above to use the command line or the API.</State>
        </div>
      ) : (
        <TokenTable tokens={query.data?.items} onRevoke={setRevoking} />
      )}
      {revoking ? <Revoke token={revoking} onClose={() => setRevoking(undefined)} onDone={refetch} /> : null}
    </section>
  );
}

function TokenTable({ tokens, onRevoke }: { tokens: readonly Token[] | undefined; onRevoke: (token: Token) => void }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label="API tokens" aria-busy={tokens === undefined}>
      <table className="table">
        <caption className="unseen">API tokens</caption>
        <thead>
          <tr>
            <th>Name</th>
            <th>Made</th>
            <th>Last used</th>
            <th>
              <span className="unseen">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens?.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>
                <Time at={token.createdAt} />
              </td>
              <td>{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : <span className="soft">never</span>}</td>
              <td className="end tight">
                <Button compact look="danger" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                  Revoke
                </Button>
              </td>
            </tr>
          )) ?? <SkeletonRows rows={2} widths={['8rem', '6rem', '6rem', '4rem']} />}
        </tbody>
      </table>
    </div>
  );
}

function Revoke({ token, onClose, onDone }: { token: Token; onClose: () => void; onDone: () => void }): ReactElement {
  const revoke = useMutation({
    mutationFn: () => call('revokeToken', { params: { id: token.id } }),
    onSuccess: () => {
      toast(`The token “${token.name}” is revoked.`);
      onDone();
      onClose();
    },
  });
  return (
    <Dialog title={`Revoke “${token.name}”?`} onClose={onClose}>
      <p>Whatever uses it stops working at once. This cannot be undone.</p>
      {revoke.error ? (
        <Note tone="bad" alert>
          {revoke.error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
          Revoke it
        </Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
