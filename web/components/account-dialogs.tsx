import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Role } from '#contract/account.js';
import { call } from '../api/call.js';
import { Failure, unreadable } from '../api/failure.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Dropzone } from '../ui/dropzone.js';
import { SelectField, TextField } from '../ui/field.js';
import { Progress } from '../ui/progress.js';
import { Note } from '../ui/state.js';
import { readAccounts, writeAccounts, type LineFault, type NewAccountLine } from '../util/account-csv.js';
import { number } from '../util/format.js';
import { makePassword } from '../util/passwords.js';
import { ROLES, ROLE_WORD } from '../util/roles.js';
import { SecretShown } from './secret-shown.js';

/** An account for somebody else, with a password that is made up and shown once. */
export function NewAccountDialog({ onClose }: { onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const [password] = useState(makePassword);
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('student');
  const create = useMutation({
    mutationFn: () => call('createAccount', { body: { username: username.trim(), email: email.trim(), password, role } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const failure = create.error instanceof Failure ? create.error : undefined;
  if (create.isSuccess) {
    return (
      <Dialog title={<Trans>{username} has an account</Trans>} onClose={onClose}>
        <SecretShown secret={password} what={t`the password`} />
        <div className="row">
          <Button look="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={<Trans>New account</Trans>} held={create.isPending} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        {create.error && failure?.details.length === 0 ? (
          <Note tone="bad" alert>
            {create.error.message}
          </Note>
        ) : null}
        <TextField label={t`Username`} required maxLength={32} autoCapitalize="none" autoComplete="off" spellCheck={false} value={username} fault={failure?.of('username')} onChange={(event) => setUsername(event.target.value)} />
        <TextField label={t`E-mail`} type="email" required maxLength={254} autoComplete="off" value={email} fault={failure?.of('email')} onChange={(event) => setEmail(event.target.value)} />
        <SelectField label={t`Role`} value={role} onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? 'student')}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {ROLE_WORD[each]}
            </option>
          ))}
        </SelectField>
        <div className="row">
          <Button type="submit" look="primary" busy={create.isPending}>
            <Trans>Make the account</Trans>
          </Button>
          <Button disabled={create.isPending} onClick={onClose}>
            <Trans>Leave it</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Made {
  username: string;
  email: string;
  role: Role;
  password: string;
}

/** Accounts from a spreadsheet: read first, shown, then made one by one; their passwords can be saved once. */
export function AccountListDialog({ onClose }: { onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const [read, setRead] = useState<ReturnType<typeof readAccounts>>();
  const [made, setMade] = useState<Made[]>([]);
  const [failed, setFailed] = useState<{ username: string; message: string }[]>([]);
  const [running, setRunning] = useState(false);
  const [saved, setSaved] = useState(false);
  const [fault, setFault] = useState<string>();
  const total = read?.accounts.length ?? 0;
  const through = made.length + failed.length;
  const over = total > 0 && through === total && !running;

  async function run(accounts: readonly NewAccountLine[]) {
    setRunning(true);
    for (const { username, email, role, password = makePassword() } of accounts) {
      try {
        await call('createAccount', { body: { username, email, role, password } });
        setMade((before) => [...before, { username, email, role, password }]);
      } catch (error) {
        const message = error instanceof Failure ? (error.details[0]?.message ?? error.message) : '';
        setFailed((before) => [...before, { username, message }]);
      }
    }
    setRunning(false);
    await client.invalidateQueries({ queryKey: ['accounts'] });
  }
  const [done, all] = [number(through), number(total)];
  return (
    <Dialog title={<Trans>Accounts from a list</Trans>} held={running || (over && made.length > 0 && !saved)} onClose={onClose}>
      {read ? null : (
        <>
          {fault ? (
            <Note tone="bad" alert>
              {fault}
            </Note>
          ) : null}
          <p>
            <Trans>A CSV file with a line for each account: username, e-mail, role, password. Without a role it is a student; without a password one is made up.</Trans>
          </p>
          <Dropzone accept=".csv,text/csv,text/plain" pick={t`Choose a file`} onFiles={([file]) => void file?.text().then((text) => setRead(readAccounts(text)), () => setFault(unreadable(file.name).message))}>
            <Trans>Drop the list here</Trans>
          </Dropzone>
        </>
      )}
      {read && !over ? (
        <p role="status">
          <Plural value={total} one="# account can be made." other="# accounts can be made." />
        </p>
      ) : null}
      {read && read.faults.length > 0 ? <LineFaults faults={read.faults} /> : null}
      {running ? (
        <div className="stack tight">
          <p className="numbers small">
            <Trans>
              {done} of {all}
            </Trans>
          </p>
          <Progress fraction={through / total} label={t`Accounts made`} />
        </div>
      ) : null}
      {over ? <MadeList made={made} failed={failed} onSaved={() => setSaved(true)} /> : null}
      <div className="row">
        {read && total > 0 && !over ? (
          <Button look="primary" busy={running} onClick={() => void run(read.accounts)}>
            <Trans>Make them</Trans>
          </Button>
        ) : null}
        <Button onClick={onClose} disabled={running}>
          {over ? <Trans>Done</Trans> : <Trans>Leave it</Trans>}
        </Button>
      </div>
    </Dialog>
  );
}

function LineFaults({ faults }: { faults: readonly LineFault[] }): ReactElement {
  return (
    <Note tone="warn">
      <ul className="plain-list">
        {faults.slice(0, 10).map(({ line, why, text }) => (
          <li key={line}>
            {why === 'columns' ? <Trans>Line {line} has no username and e-mail address: it is left out.</Trans> : why === 'role' ? <Trans>Line {line}: there is no role {text}. Use student, instructor or admin.</Trans> : <Trans>Line {line} has {text} a second time.</Trans>}
          </li>
        ))}
        {faults.length > 10 ? (
          <li>
            <Plural value={faults.length - 10} one="and # more" other="and # more" />
          </li>
        ) : null}
      </ul>
    </Note>
  );
}

function MadeList({ made, failed, onSaved }: { made: readonly Made[]; failed: readonly { username: string; message: string }[]; onSaved: () => void }): ReactElement {
  const count = made.length;
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(writeAccounts(made))}`;
  return (
    <>
      <Note tone={failed.length === 0 ? 'good' : 'warn'} alert>
        <Plural value={count} one="# account was made." other="# accounts were made." />
      </Note>
      {count > 0 ? (
        <p>
          <a href={address} download="accounts.csv" className="button" onClick={onSaved}>
            <Trans>Save the passwords</Trans>
          </a>{' '}
          <span className="small soft">
            <Trans>They are not shown again.</Trans>
          </span>
        </p>
      ) : null}
      {failed.length > 0 ? (
        <ul className="small" style={{ margin: 0 }}>
          {failed.map(({ username, message }) => (
            <li key={username}>
              <strong>{username}</strong>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
