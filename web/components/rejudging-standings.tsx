import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { MovedParticipant, RejudgedStandings, Rejudging } from '#contract/rejudging.js';
import { whyNothing } from '../api/failure.js';
import { rejudgedStandingsQuery } from '../api/staff-queries.js';
import { Badge } from '../ui/badge.js';
import { Skeleton } from '../ui/state.js';
import { duration, number } from '../util/format.js';
import { Failed } from './failed.js';

/** How the standings of contests would move, or have moved. Nothing where no submission was made in a contest. */
export function RejudgingStandings({ rejudging }: { rejudging: Rejudging }): ReactElement | null {
  const query = useQuery(rejudgedStandingsQuery(rejudging.id));
  const error = whyNothing(query);
  if (error) return <Failed error={error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return rejudging.contest === null ? null : <Skeleton height="9rem" />;
  return (
    <>
      {query.data.items.map((standings) => (
        <Standings key={standings.contest} standings={standings} />
      ))}
    </>
  );
}

function Standings({ standings: { contest, contestName, moved, rows } }: { standings: RejudgedStandings }): ReactElement {
  const more = moved - rows.length;
  const title = t`Standings of ${contestName}`;
  return (
    <section className="stack tight">
      <h2>
        <Link to="/contests/$slug" params={{ slug: contest }}>
          {title}
        </Link>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">
          <Trans>Nobody's rank or result moves.</Trans>
        </p>
      ) : (
        <>
          <p>
            <Plural value={moved} one="# participant moves" other="# participants move" />
          </p>
          <div className="table-frame" tabIndex={0} role="region" aria-label={title}>
            <table className="table">
              <caption className="unseen">
                <Trans>Participants whose rank or result moves, before and after</Trans>
              </caption>
              <thead>
                <tr>
                  <th>
                    <Trans>Who</Trans>
                  </th>
                  <th className="end">
                    <Trans>Rank</Trans>
                  </th>
                  <th className="end">
                    <Trans>Solved</Trans>
                  </th>
                  <th className="end">
                    <Trans>Score</Trans>
                  </th>
                  <th className="end">
                    <Trans>Penalty</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.participant.id} row={row} />
                ))}
              </tbody>
            </table>
          </div>
          {more > 0 ? (
            <p className="small soft">
              <Plural value={more} one="and # more" other="and # more" />
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

function Row({ row: { participant, before, after } }: { row: MovedParticipant }): ReactElement {
  const rises = before.rank !== null && after.rank !== null && after.rank < before.rank;
  const falls = before.rank !== null && after.rank !== null && after.rank > before.rank;
  const ranks = `${rank(before.rank)} → ${rank(after.rank)}`;
  return (
    <tr>
      <th scope="row">{participant.name}</th>
      <td className="end numbers">
        {rises || falls ? (
          <Badge tone={rises ? 'good' : 'bad'} icon={rises ? 'up' : 'chevron'}>
            {ranks}
          </Badge>
        ) : (
          rank(after.rank)
        )}
      </td>
      <td className="end numbers">{change(before.solved, after.solved, (value) => number(value))}</td>
      <td className="end numbers">{change(before.score, after.score, (value) => number(value, 2))}</td>
      <td className="end numbers">{change(before.penaltySeconds, after.penaltySeconds, (value) => duration(value * 1000))}</td>
    </tr>
  );
}

const rank = (of: number | null): string => (of === null ? '–' : number(of));
const change = (before: number, after: number, shown: (value: number) => string): string => (before === after ? shown(after) : `${shown(before)} → ${shown(after)}`);
