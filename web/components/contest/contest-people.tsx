import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState, type ReactElement } from 'react';
import type { Contest, Participant } from '#contract/contest.js';
import { participantsQuery } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { SkeletonRows, State } from '../../ui/state.js';
import { dayAndTime, number } from '../../util/format.js';
import { Failed } from '../failed.js';
import { RegisterOthers } from './register-others.js';
import '../narrow-table.css';

/** So many rows are shown at first, and so many more each time. */
const ROWS = 200;

/** Who takes part; the jury registers others. */
export function ContestPeople({ contest }: { contest: Contest }): ReactElement {
  const query = useQuery(participantsQuery(contest.slug));
  const [text, setText] = useState('');
  const [most, setMost] = useState(ROWS);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const failed = whyNothing(query);
  const people = query.data?.filter((each) => fits(each, wanted));
  return (
    <div className={contest.may.edit ? 'columns' : 'stack'}>
      <div className="stack">
        <search className="row bottom apart">
          <TextField label={t`Search`} type="search" placeholder={t`Name, school or group`} value={text} onChange={({ target }) => (setText(target.value), setMost(ROWS))} />
          <span className="soft numbers" role="status">
            {people ? <Plural value={people.length} _0="Nobody" one="# participant" other={`${number(people.length)} participants`} /> : null}
          </span>
        </search>
        {failed ? (
          <Failed error={failed} retry={() => void query.refetch()} />
        ) : people?.length === 0 ? (
          <div className="card">
            {wanted === '' ? (
              <State icon="people" title={t`Nobody takes part yet`}>
                <Trans>Whoever registers is listed here.</Trans>
              </State>
            ) : (
              <State icon="search" title={t`Nobody fits`} action={<Button onClick={() => setText('')}>{t`Clear the search`}</Button>} />
            )}
          </div>
        ) : (
          <People people={people?.slice(0, most)} windowed={contest.windowSeconds !== null} />
        )}
        {people && people.length > most ? (
          <div className="row">
            <Button onClick={() => setMost(most + ROWS)}>
              <Trans>Show more</Trans>
            </Button>
          </div>
        ) : null}
      </div>
      {contest.may.edit ? <RegisterOthers slug={contest.slug} /> : null}
    </div>
  );
}

const fits = ({ name, members, affiliation, group }: Participant, wanted: string) => wanted === '' || [name, affiliation ?? '', group ?? '', ...members].some((text) => text.toLowerCase().includes(wanted));

function People({ people, windowed }: { people: readonly Participant[] | undefined; windowed: boolean }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Participants`} aria-busy={people === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Participants</Trans>
        </caption>
        <thead>
          <tr>
            <th>
              <Trans>Name</Trans>
            </th>
            <th className="roomy">
              <Trans>Members</Trans>
            </th>
            <th className="roomy">
              <Trans>School or company</Trans>
            </th>
            {windowed ? (
              <th className="roomy">
                <Trans>Started</Trans>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {people?.map((each) => <Row key={each.id} person={each} windowed={windowed} />) ?? <SkeletonRows rows={8} widths={['10rem', '8rem', '8rem', ...(windowed ? ['8rem'] : [])]} classNames={['', 'roomy', 'roomy', ...(windowed ? ['roomy'] : [])]} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ person: { name, members, affiliation, group, unofficial, hidden, startedAt }, windowed }: { person: Participant; windowed: boolean }): ReactElement {
  const from = [affiliation, group].filter(Boolean).join(' · ');
  const names = members.map((username, at) => (
    <span key={username}>
      {at === 0 ? '' : ', '}
      <Link to="/people/$username" params={{ username }}>
        {username}
      </Link>
    </span>
  ));
  return (
    <tr>
      <th scope="row">
        <span className="row">
          {name}
          {unofficial ? <Badge tone="calm" icon="dash">{t`Out of competition`}</Badge> : null}
          {hidden ? <Badge tone="odd" icon="eye">{t`Hidden`}</Badge> : null}
        </span>
        <span className="cramped small soft">
          <span>{names}</span>
          {from === '' ? null : <span>{from}</span>}
        </span>
      </th>
      <td className="roomy">{names}</td>
      <td className="roomy">{from}</td>
      {windowed ? <td className="roomy">{startedAt === null ? <span className="soft">{t`Not yet`}</span> : <time dateTime={startedAt}>{dayAndTime(startedAt)}</time>}</td> : null}
    </tr>
  );
}
