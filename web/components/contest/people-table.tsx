import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Participant } from '#contract/contest.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { SkeletonRows } from '../../ui/state.js';
import { dayAndTime, number } from '../../util/format.js';
import '../narrow-table.css';

interface Shown {
  /** Whether everybody starts when they like. */
  windowed: boolean;
  /** For the jury: what is to be changed of whom, by id. */
  onChange: ((id: string) => void) | undefined;
}

export function PeopleTable({ people, ...wanted }: Shown & { people: readonly Participant[] | undefined }): ReactElement {
  const shown = { ...wanted, rated: people?.some(({ rating }) => rating !== undefined) ?? false };
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
            {shown.onChange ? null : (
              <>
                <th className="roomy">
                  <Trans>Members</Trans>
                </th>
                <th className="roomy">
                  <Trans>School or company</Trans>
                </th>
              </>
            )}
            {shown.windowed ? (
              <th className="roomy">
                <Trans>Started</Trans>
              </th>
            ) : null}
            {shown.rated ? (
              <th className="end tight">
                <Trans>Rating</Trans>
              </th>
            ) : null}
            {shown.onChange ? (
              <th className="end tight">
                <span className="unseen">
                  <Trans>Action</Trans>
                </span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>{people?.map((each) => <Row key={each.id} person={each} {...shown} />) ?? <Skeletons {...wanted} />}</tbody>
      </table>
    </div>
  );
}

function Skeletons({ windowed, onChange }: Shown): ReactElement {
  return <SkeletonRows rows={8} widths={['10rem', ...(onChange ? [] : ['8rem', '8rem']), ...(windowed ? ['8rem'] : []), ...(onChange ? ['4rem'] : [])]} classNames={['', ...(onChange ? [] : ['roomy', 'roomy']), ...(windowed ? ['roomy'] : []), ...(onChange ? ['end tight'] : [])]} />;
}

function Row({ person, windowed, rated, onChange }: Shown & { person: Participant; rated: boolean }): ReactElement {
  const { id, name, members, affiliation, group, unofficial, hidden, disqualified, seat, startedAt, address, rating } = person;
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
          {disqualified ? <Badge tone="bad" icon="cross">{t`Disqualified`}</Badge> : unofficial ? <Badge tone="calm" icon="dash">{t`Out of competition`}</Badge> : null}
          {hidden ? <Badge tone="odd" icon="eye">{t`Hidden`}</Badge> : null}
          {address ? <Badge tone="calm" icon="lock" title={t`Bound to this address`}>{address}</Badge> : null}
        </span>
        {/* Beside the table the jury has a form: what others see in columns stands below the name. */}
        <span className={onChange ? 'under-name small soft' : 'cramped small soft'}>
          <span>{names}</span>
          {from === '' ? null : <span>{from}</span>}
          {seat ? <span>{seat}</span> : null}
        </span>
      </th>
      {onChange ? null : (
        <>
          <td className="roomy">{names}</td>
          <td className="roomy">{from}</td>
        </>
      )}
      {windowed ? <td className="roomy">{startedAt === null ? <span className="soft">{t`Not yet`}</span> : <time dateTime={startedAt}>{dayAndTime(startedAt)}</time>}</td> : null}
      {rated ? <td className="end tight numbers">{rating ? <RatingChange {...rating} /> : null}</td> : null}
      {onChange ? (
        <td className="end tight">
          <Button compact aria-label={t`Change ${name}`} onClick={() => onChange(id)}>
            <Trans>Change</Trans>
          </Button>
        </td>
      ) : null}
    </tr>
  );
}

/** Where a rated contest has brought them. */
function RatingChange({ before, after }: NonNullable<Participant['rating']>): ReactElement {
  const change = before === null ? null : after - before;
  return (
    <>
      {number(after)}
      <div className="small soft">{change === null ? <Trans>First</Trans> : change > 0 ? `+${number(change)}` : change < 0 ? `−${number(-change)}` : '0'}</div>
    </>
  );
}
