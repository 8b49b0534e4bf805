import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useDeferredValue, useState, type ReactElement } from 'react';
import type { Contest, Participant } from '#contract/contest.js';
import { participantsQuery } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Skeleton, State } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { patient } from '../../util/patient.js';
import { Failed } from '../failed.js';
import { PeopleTable } from './people-table.js';

// Only the jury needs these.
const RegisterOthers = lazy(patient(async () => ({ default: (await import('./register-others.js')).RegisterOthers })));
const ParticipantDialog = lazy(patient(async () => ({ default: (await import('./participant-dialog.js')).ParticipantDialog })));

/** So many rows are shown at first, and so many more each time. */
const ROWS = 200;

/** Who takes part; the jury registers others, and changes those who do. */
export function ContestPeople({ contest }: { contest: Contest }): ReactElement {
  const { slug, may: { edit } } = contest;
  const query = useQuery(participantsQuery(slug));
  const [text, setText] = useState('');
  const [most, setMost] = useState(ROWS);
  const [changing, setChanging] = useState<string>();
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const failed = whyNothing(query);
  const people = query.data?.filter((each) => fits(each, wanted));
  const changed = changing === undefined ? undefined : query.data?.find(({ id }) => id === changing);
  return (
    <div className={edit ? 'columns' : 'stack'}>
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
          <PeopleTable people={people?.slice(0, most)} windowed={contest.windowSeconds !== null} onChange={edit ? setChanging : undefined} />
        )}
        {people && people.length > most ? (
          <div className="row">
            <Button onClick={() => setMost(most + ROWS)}>
              <Trans>Show more</Trans>
            </Button>
          </div>
        ) : null}
      </div>
      {edit ? (
        <Suspense fallback={<Skeleton height="24rem" />}>
          <RegisterOthers slug={slug} />
        </Suspense>
      ) : null}
      {changed ? (
        <Suspense fallback={null}>
          <ParticipantDialog key={changed.id} slug={slug} participant={changed} onClose={() => setChanging(undefined)} />
        </Suspense>
      ) : null}
    </div>
  );
}

const fits = ({ name, members, affiliation, group, seat, address }: Participant, wanted: string) => wanted === '' || [name, affiliation ?? '', group ?? '', seat ?? '', address ?? '', ...members].some((text) => text.toLowerCase().includes(wanted));
