import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Participant, ParticipantChange } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { participantsQuery, takeParticipant } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { SEARCH_LAG_MS, useDebounced } from '../../hooks/use-debounced.js';
import { Badge } from '../../ui/badge.js';
import { TextField } from '../../ui/field.js';
import { SkeletonRows, State } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { number } from '../../util/format.js';
import { Failed } from '../failed.js';
import { ShowMore } from '../show-more.js';
import './jury.css';

/** Everybody who takes part, with what the jury says of them: seat, group, out of competition, hidden. */
export function Seats({ slug }: { slug: string }): ReactElement {
  const [search, setSearch] = useState('');
  const wanted = useDebounced(search.trim(), SEARCH_LAG_MS);
  const query = useInfiniteQuery({ ...participantsQuery(slug, wanted), placeholderData: (before) => before });
  const failed = whyNothing(query);
  const found = query.data?.pages.flatMap((page) => page.items);
  const total = query.data?.pages[0]?.total;
  return (
    <section className="stack">
      <div className="row apart bottom">
        <div>
          <h2>
            <Trans>Participants</Trans>
          </h2>
          <p className="soft" role="status">
            {total === undefined ? null : <Plural value={total} one="# participant" other={`${number(total)} participants`} />}
          </p>
        </div>
        <div style={{ flex: '0 1 16rem' }}>
          <TextField label={t`Search`} type="search" value={search} spellCheck={false} autoCapitalize="none" onChange={({ target }) => setSearch(target.value)} />
        </div>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : found?.length === 0 ? (
        <div className="card">
          <State icon="people" title={wanted === '' ? t`Nobody takes part yet` : t`Nobody fits`}>
            {wanted === '' ? <Trans>Whoever registers is listed here.</Trans> : <Trans>Search for another name, seat or group.</Trans>}
          </State>
        </div>
      ) : (
        <Table slug={slug} participants={found} />
      )}
      <ShowMore of={query} />
    </section>
  );
}

function Table({ slug, participants }: { slug: string; participants: readonly Participant[] | undefined }): ReactElement {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, body }: { id: string; body: ParticipantChange }) => call('changeParticipant', { params: { slug, id }, body }),
    onSuccess: (changed) => takeParticipant(client, slug, changed),
    onError: (error) => (toast(error.message, { tone: 'bad' }), client.invalidateQueries({ queryKey: ['contest', slug, 'participants'] })),
  });
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Participants`} aria-busy={participants === undefined}>
      <table className="table seat-table">
        <caption className="unseen">
          <Trans>Participants</Trans>
        </caption>
        <thead>
          <tr>
            <th>
              <Trans>Name</Trans>
            </th>
            <th>
              <Trans>Seat</Trans>
            </th>
            <th>
              <Trans>Group</Trans>
            </th>
            <th className="tight">
              <Trans>Unofficial</Trans>
            </th>
            <th className="tight">
              <Trans>Hidden</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {participants?.map((each) => <Row key={each.id} participant={each} onChange={(body) => change.mutate({ id: each.id, body })} />) ?? <SkeletonRows rows={6} widths={['9rem', '6rem', '6rem', '1rem', '1rem']} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ participant, onChange }: { participant: Participant; onChange: (change: ParticipantChange) => void }): ReactElement {
  const { name, members, affiliation, seat, group, unofficial, hidden, disqualified } = participant;
  const alone = members.length === 1 && members[0] === name;
  return (
    <tr>
      <th scope="row" style={{ minWidth: '8rem', overflowWrap: 'anywhere' }}>
        {name} {disqualified ? <Badge tone="bad" icon="cross">{t`Disqualified`}</Badge> : null}
        <div className="small soft">{[affiliation, alone ? null : members.join(', ')].filter(Boolean).join(' · ')}</div>
      </th>
      <td>
        <Typed label={t`Seat of ${name}`} value={seat ?? ''} onSave={(text) => onChange({ seat: text || null })} />
      </td>
      <td>
        <Typed label={t`Group of ${name}`} value={group ?? ''} onSave={(text) => onChange({ group: text || null })} />
      </td>
      <td>
        <input type="checkbox" className="tick" aria-label={t`${name} is out of competition`} checked={unofficial} onChange={({ target }) => onChange({ unofficial: target.checked })} />
      </td>
      <td>
        <input type="checkbox" className="tick" aria-label={t`${name} is not in the standings that others see`} checked={hidden ?? false} onChange={({ target }) => onChange({ hidden: target.checked })} />
      </td>
    </tr>
  );
}

/** Saved when it is left, or by Enter; Escape brings back what was. */
function Typed({ label, value, onSave }: { label: string; value: string; onSave: (text: string) => void }): ReactElement {
  const [text, setText] = useState(value);
  const [saved, setSaved] = useState(value);
  if (saved !== value) {
    setSaved(value);
    setText(value);
  }
  const save = () => text.trim() !== value && onSave(text.trim());
  return (
    <input
      className="input compact"
      aria-label={label}
      maxLength={60}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
        if (key === 'Escape') setText(value);
      }}
    />
  );
}
