import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, type ReactElement, type ReactNode } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';

export interface Member {
  username: string;
  /** What they are here. */
  part?: string;
  removable: boolean;
}

interface Props {
  title: ReactNode;
  about: ReactNode;
  owner: string | null;
  members: readonly Member[];
  /** Who is being removed. */
  removing: string | undefined;
  onRemove: (username: string) => void;
  /** Absent: the reader may add nobody. */
  adding?: { username: string; busy: boolean; onUsername: (typed: string) => void; onAdd: (username: string) => void; more?: ReactNode } | undefined;
  fault: Error | null;
}

/** Who has a part in something besides its owner: added by username, removed by a press. */
export function MembersCard({ title, about, owner, members, removing, onRemove, adding, fault }: Props): ReactElement {
  const heading = useId();
  return (
    <section className="card stack" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{title}</h2>
        <p className="soft">{about}</p>
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
        {members.map(({ username: name, part, removable }) => (
          <li key={name} className="row">
            <span>{name}</span>
            {part === undefined ? null : <span className="soft small">{part}</span>}
            {removable ? <Button compact look="ghost" icon="cross" busy={removing === name} aria-label={t`Remove ${name}`} onClick={() => onRemove(name)} /> : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <form
          className="row bottom"
          onSubmit={(event) => {
            event.preventDefault();
            if (adding.username.trim() !== '') adding.onAdd(adding.username.trim());
          }}
        >
          <div style={{ flex: '0 1 18rem' }}>
            <TextField label={t`Username`} value={adding.username} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={({ target }) => adding.onUsername(target.value)} />
          </div>
          {adding.more}
          <Button type="submit" icon="plus" busy={adding.busy}>
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
