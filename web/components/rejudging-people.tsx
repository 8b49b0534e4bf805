import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RejudgedPerson, Rejudging } from '#contract/rejudging.js';
import { Badge } from '../ui/badge.js';
import { number } from '../util/format.js';

/** Who solves a problem that they did not solve, who does not any more, and whose score moves. */
export function RejudgingPeople({ people, single }: { people: Rejudging['people']; single: boolean }): ReactElement {
  const { gained, lost, moved, rows } = people;
  const more = gained + lost + moved - rows.length;
  if (rows.length === 0)
    return (
      <p className="soft">
        <Trans>Nobody solves anything more or less, and no best score moves.</Trans>
      </p>
    );
  return (
    <div className="stack tight">
      <p className="row numbers">
        <Badge tone={gained > 0 ? 'good' : 'calm'} icon="up">
          <Plural value={gained} one="# person solves it now" other="# people solve it now" />
        </Badge>
        <Badge tone={lost > 0 ? 'bad' : 'calm'} icon="chevron">
          <Plural value={lost} one="# person does not any more" other="# people do not any more" />
        </Badge>
        {moved > 0 ? (
          <Badge tone="warn" icon="chart">
            <Plural value={moved} one="the score of # person moves" other="the scores of # people move" />
          </Badge>
        ) : null}
      </p>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`People`}>
        <table className="table">
          <caption className="unseen">
            <Trans>People for whom something changes</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Who</Trans>
              </th>
              {single ? null : (
                <th>
                  <Trans>Problem</Trans>
                </th>
              )}
              <th>
                <Trans>Change</Trans>
              </th>
              <th className="end">
                <Trans>Best score</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <Row key={`${person.user} ${person.problem}`} person={person} single={single} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 ? (
        <p className="small soft">
          <Plural value={more} one="and # more" other="and # more" />
        </p>
      ) : null}
    </div>
  );
}

function Row({ person, single }: { person: RejudgedPerson; single: boolean }): ReactElement {
  const { user, problem, solvedBefore, solvedAfter, scoreBefore, scoreAfter } = person;
  return (
    <tr>
      <th scope="row">
        <Link to="/submissions" search={{ problem, user }}>
          {user}
        </Link>
      </th>
      {single ? null : <td>{problem}</td>}
      <td>{solvedAfter && !solvedBefore ? <Trans>solved now</Trans> : solvedBefore && !solvedAfter ? <Trans>not solved any more</Trans> : solvedAfter ? <Trans>solved, as before</Trans> : <Trans>not solved, as before</Trans>}</td>
      <td className="end numbers tight">{scoreBefore === null && scoreAfter === null ? '–' : `${score(scoreBefore)} → ${score(scoreAfter)}`}</td>
    </tr>
  );
}

const score = (of: number | null): string => (of === null ? '–' : number(of, 2));
