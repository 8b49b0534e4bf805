import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ContestFormat, ContestProblem } from '#contract/contest.js';
import { useRowKeys } from '../../hooks/use-row-keys.js';
import { Badge } from '../../ui/badge.js';
import { buttonClass } from '../../ui/button.js';
import { State } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { OwnStatus } from '../verdict.js';
import { Balloon } from './balloon.js';

/** The problems of a contest in its order, with how far the reader is, and how far the field is. */
export function ContestProblems({ slug: contest, format, problems, edit }: { slug: string; format: ContestFormat; problems: readonly ContestProblem[]; edit: boolean }): ReactElement {
  const body = useRowKeys<HTMLTableSectionElement>();
  if (problems.length === 0)
    return (
      <div className="card">
        <State
          icon="inbox"
          title={t`No problems yet`}
          action={
            edit ? (
              <Link to="/contests/$slug/settings" params={{ slug: contest }} className={buttonClass('primary')}>
                <Trans>Choose problems</Trans>
              </Link>
            ) : null
          }
        />
      </div>
    );
  const pointed = format !== 'icpc' && problems.some(({ points }) => points !== null);
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Problems of the contest`}>
      <table className="table contest-problems">
        <caption className="unseen">
          <Trans>Problems of the contest</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <span className="unseen">
                <Trans>Label</Trans>
              </span>
            </th>
            <th>
              <Trans>Problem</Trans>
            </th>
            {pointed ? (
              <th className="end">
                <Trans>Points</Trans>
              </th>
            ) : null}
            <th className="end">
              <Trans>Solved by</Trans>
            </th>
            <th>
              <Trans>You</Trans>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {problems.map(({ label, slug, name, points, color, solvedBy, triedBy, own }) => (
            <tr key={slug}>
              <td className="tight">
                <Balloon label={label} color={color} />
              </td>
              <th scope="row">
                <Link to="/problems/$slug" params={{ slug }} search={{ contest }}>
                  {name}
                </Link>
              </th>
              {pointed ? <td className="end numbers tight">{points === null ? '–' : number(points)}</td> : null}
              <td className="end numbers tight" title={triedWords(triedBy)}>
                {number(solvedBy)} <span className="soft">/ {number(triedBy)}</span>
              </td>
              <td className="tight">{own === 'submitted' ? <Badge tone="calm" icon="dots">{t`Submitted`}</Badge> : <OwnStatus status={own} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function triedWords(triedBy: number): string {
  const tried = number(triedBy);
  return t`Tried by ${tried}`;
}
