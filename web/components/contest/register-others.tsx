import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/call.js';
import { Button } from '../../ui/button.js';
import { AreaField, CheckField, TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { EXAMPLE_PEOPLE, readPeople, writePerson, type ListedPerson } from '../../util/people-list.js';

interface Fault {
  line: number;
  who: string;
  message: string;
}

/** The jury registers people and teams, one or a pasted list. Lines that do not work stay, with the reason. */
export function RegisterOthers({ slug }: { slug: string }): ReactElement {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [group, setGroup] = useState('');
  const [unofficial, setUnofficial] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [done, setDone] = useState<{ count: number; faults: Fault[] }>();
  const [progress, setProgress] = useState<number>();
  const people = readPeople(text);
  const busy = progress !== undefined;

  async function registerAll() {
    const faults: Fault[] = [];
    const left: string[] = [];
    setDone(undefined);
    for (const [at, person] of people.entries()) {
      setProgress(at);
      try {
        await call('registerInContest', { params: { slug }, body: bodyOf(person, { group: group.trim() || undefined, unofficial, hidden }) });
      } catch (error) {
        faults.push({ line: person.line, who: person.team ?? person.usernames.join(', '), message: (error as Error).message });
        left.push(writePerson(person));
      }
    }
    setProgress(undefined);
    setText(left.join('\n'));
    setDone({ count: people.length - faults.length, faults });
    void client.invalidateQueries({ queryKey: ['contest', slug] });
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && people.length > 0) void registerAll();
      }}
    >
      <h2>
        <Trans>Register people</Trans>
      </h2>
      <AreaField
        label={t`Usernames and teams, a line each`}
        hint={t`A username; or a team’s name, a colon and its members. After a semicolon: school or company.`}
        placeholder={EXAMPLE_PEOPLE}
        className="mono"
        rows={6}
        spellCheck={false}
        autoCapitalize="none"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <TextField label={t`Group`} hint={t`Of all of them; may stay empty.`} value={group} maxLength={60} onChange={({ target }) => setGroup(target.value)} />
      <CheckField label={t`Out of competition`} hint={t`In the standings, without a rank.`} checked={unofficial} onChange={({ target }) => setUnofficial(target.checked)} />
      <CheckField label={t`Hidden`} hint={t`Only the jury sees them.`} checked={hidden} onChange={({ target }) => setHidden(target.checked)} />
      <div className="row">
        <Button type="submit" look="primary" busy={busy} aria-disabled={people.length === 0}>
          <Plural value={people.length} _0="Register" one="Register one" other="Register #" />
        </Button>
        {busy ? (
          <span className="soft numbers">
            {progress} / {people.length}
          </span>
        ) : null}
      </div>
      <div role="status" className="stack tight">
        {done && done.count > 0 ? (
          <Note tone="good">
            <Plural value={done.count} one="One participant is registered." other="# participants are registered." />
          </Note>
        ) : null}
        {done && done.faults.length > 0 ? (
          <Note tone="bad">
            <Plural value={done.faults.length} one="One could not be registered; it stays above." other="# could not be registered; they stay above." />
            <ul className="reasons">
              {done.faults.map(({ line, who, message }) => (
                <li key={`${line} ${who}`}>
                  <b>{who}</b>: {message}
                </li>
              ))}
            </ul>
          </Note>
        ) : null}
      </div>
    </form>
  );
}

function bodyOf({ team, usernames, affiliation }: ListedPerson, all: { group: string | undefined; unofficial: boolean; hidden: boolean }) {
  const who = team === undefined ? { username: usernames[0] ?? '' } : { team, members: usernames };
  return { ...who, affiliation, ...all };
}
