import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { participantsQuery } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { SEARCH_LAG_MS, useDebounced } from '../../hooks/use-debounced.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Skeleton, State } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { patient } from '../../util/patient.js';
import { Failed } from '../failed.js';
import { ShowMore } from '../show-more.js';
import { PeopleTable } from './people-table.js';

// Only the jury needs these.
const RegisterOthers = lazy(patient(async () => ({ default: (await import('./register-others.js')).RegisterOthers })));
const ParticipantDialog = lazy(patient(async () => ({ default: (await import('./participant-dialog.js')).ParticipantDialog })));

/** Who takes part; the jury registers others, and changes those who do. */
export function ContestPeople({ contest }: { contest: Contest }): ReactElement {
  const { slug, may: { edit } } = contest;
  const [text, setText] = useState('');
  const [changing, setChanging] = useState<string>();
  const wanted = useDebounced(text.trim(), SEARCH_LAG_MS);
  const query = useInfiniteQuery({ ...participantsQuery(slug, wanted), placeholderData: (before) => before });
  const failed = whyNothing(query);
  const people = query.data?.pages.flatMap((page) => page.items);
  const total = query.data?.pages[0]?.total;
  const changed = changing === undefined ? undefined : people?.find(({ id }) => id === changing);
  return (
    <div className={edit ? 'columns' : 'stack'}>
      <div className="stack">
        <search className="row bottom apart">
          <TextField label={t`Search`} type="search" placeholder={t`Name, school or group`} value={text} onChange={({ target }) => setText(target.value)} />
          <span className="soft numbers" role="status">
            {total === undefined ? null : <Plural value={total} _0="Nobody" one="# participant" other={`${number(total)} participants`} />}
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
          <PeopleTable people={people} windowed={contest.windowSeconds !== null} onChange={edit ? setChanging : undefined} />
        )}
        <ShowMore of={query} />
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
