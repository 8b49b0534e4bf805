import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Rejudging } from '#contract/rejudging.js';
import { number } from '../util/format.js';
import { matrixOf, type Ending } from '../util/rejudgings.js';
import { VERDICT, VerdictBadge } from './verdict.js';
import './rejudging-matrix.css';

/** Old verdicts downwards, new ones across; what moves stands out. */
export function RejudgingMatrix({ cells }: { cells: Rejudging['matrix'] }): ReactElement {
  const { rows, columns, count } = matrixOf(cells, Object.keys(VERDICT));
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Old and new verdicts`}>
      <table className="table rejudging-matrix numbers">
        <caption className="unseen">
          <Trans>How many submissions go from which verdict to which</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <Trans>Old, downwards; new, across</Trans>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" style={{ textAlign: 'center' }}>
                <EndingBadge ending={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row" className="tight">
                <EndingBadge ending={row} />
              </th>
              {columns.map((column) => (
                <Cell key={column} count={count(row, column)} same={row === column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ count, same }: { count: number; same: boolean }): ReactElement {
  return <td className={count === 0 ? 'none' : same ? 'same' : 'moved'}>{count === 0 ? '·' : number(count)}</td>;
}

/** A verdict, or that there was none. */
export function EndingBadge({ ending }: { ending: Ending }): ReactElement {
  return ending === null ? (
    <span className="soft">
      <Trans>unfinished</Trans>
    </span>
  ) : (
    <VerdictBadge verdict={ending} />
  );
}
