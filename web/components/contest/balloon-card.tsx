import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Balloon as Earned, BalloonChange } from '#contract/contest-site.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Time } from '../time.js';
import { Balloon } from './balloon.js';
import './jury.css';

interface Props {
  balloon: Earned;
  me: string;
  /** To whom it can be given; empty: the reader gives nothing to others. */
  runners: readonly string[];
  /** Whether the reader may take what somebody else is on the way with. */
  mayTakeOver: boolean;
  busy: boolean;
  onMove: (change: BalloonChange) => void;
}

/** One balloon: where it goes, what hangs there already, and what can be done with it. */
export function BalloonCard({ balloon, me, runners, mayTakeOver, busy, onMove }: Props): ReactElement {
  const { state, participant, problem, firstOfProblem, firstOfContest, has, runner, earnedAt, deliveredAt } = balloon;
  const [name, label, others] = [participant.name, problem.label, has.join(', ')];
  return (
    <li className={`card balloon-card ${state}`}>
      <div className="row apart">
        <span className="row">
          <Balloon label={label} color={problem.color} />
          <span className="soft small">{problem.name}</span>
        </span>
        <span className="small soft">
          <Time at={deliveredAt ?? earnedAt} />
        </span>
      </div>
      <div>
        <h3>{name}</h3>
        <p>
          {participant.seat === null ? (
            <span className="soft">
              <Trans>No seat is known</Trans>
            </span>
          ) : (
            <strong>{participant.seat}</strong>
          )}
          {participant.affiliation === null ? null : <span className="soft"> · {participant.affiliation}</span>}
        </p>
        <p className="small soft">{has.length === 0 ? <Trans>They have no balloon yet.</Trans> : <Trans>They have {others}.</Trans>}</p>
      </div>
      {firstOfContest || firstOfProblem ? (
        <div className="row">
          {firstOfContest ? (
            <Badge tone="odd" icon="star">
              <Trans>First of the contest</Trans>
            </Badge>
          ) : (
            <Badge tone="accent" icon="star">
              <Trans>First to solve it</Trans>
            </Badge>
          )}
        </div>
      ) : null}
      {state === 'recalled' ? (
        <p>
          <Trans>The problem is not solved any more.</Trans>
        </p>
      ) : null}
      {runner === null ? null : (
        <p className="small">
          {runner === me ? <Trans>By you</Trans> : <Trans>By {runner}</Trans>}
        </p>
      )}
      <div className="row">
        {state === 'waiting' ? (
          <Button look="primary" busy={busy} aria-label={t`Take balloon ${label} for ${name}`} onClick={() => onMove({ state: 'taken' })}>
            <Trans>I take it</Trans>
          </Button>
        ) : null}
        {state === 'waiting' || state === 'taken' ? (
          <Button look={state === 'taken' ? 'primary' : 'plain'} icon="check" busy={busy} aria-label={t`Balloon ${label} for ${name} is delivered`} onClick={() => onMove({ state: 'delivered' })}>
            <Trans>Delivered</Trans>
          </Button>
        ) : null}
        {state === 'waiting' || (state === 'taken' && runner !== me && !mayTakeOver) ? null : (
          <Button look={state === 'recalled' ? 'primary' : 'ghost'} busy={busy} aria-label={state === 'recalled' ? t`Balloon ${label} of ${name} was brought back` : t`Undo for balloon ${label} of ${name}`} onClick={() => onMove({ state: 'waiting' })}>
            {state === 'recalled' ? <Trans>Brought back</Trans> : state === 'taken' ? <Trans>Give back</Trans> : <Trans>Undo</Trans>}
          </Button>
        )}
        {runners.length > 0 && (state === 'waiting' || state === 'taken') ? (
          <select className="input compact rejudge-choice" aria-label={t`Give balloon ${label} for ${name} to a runner`} value="" onChange={({ target }) => onMove({ state: 'taken', runner: target.value })}>
            <option value="">{t`Give to…`}</option>
            {runners.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        ) : null}
      </div>
    </li>
  );
}
