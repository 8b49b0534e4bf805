import { Trans } from '@lingui/react/macro';
import type { ReactElement, ReactNode } from 'react';
import type { ContestFormat } from '#contract/contest.js';
import type { ScoreboardCell } from '#contract/scoreboard.js';
import { Cell } from './cell.js';

const EXAMPLE: ScoreboardCell = { label: '', tries: 1, pending: 0, solvedAtSeconds: null, score: null, gainedAtSeconds: null, first: false };
const SOLVED: ScoreboardCell = { ...EXAMPLE, solvedAtSeconds: 2700, score: 100 };

/** What the signs in the cells mean. */
export function Legend({ format }: { format: ContestFormat }): ReactElement {
  const tries = format === 'icpc';
  return (
    <details className="legend-of-cells">
      <summary className="small">
        <Trans>What the cells mean</Trans>
      </summary>
      <table className="standings legend-table">
        <tbody>
          <Line cell={{ ...SOLVED, first: true }} format={format}>
            <Trans>Solved, as the first of all</Trans>
          </Line>
          <Line cell={{ ...SOLVED, tries: 3 }} format={format}>
            {tries ? <Trans>Solved 45 minutes after the start, after two wrong tries</Trans> : <Trans>Solved</Trans>}
          </Line>
          {tries ? null : (
            <Line cell={{ ...EXAMPLE, score: 40 }} format={format}>
              <Trans>Some of the points</Trans>
            </Line>
          )}
          <Line cell={{ ...EXAMPLE, tries: 2, score: 0 }} format={format}>
            <Trans>Tried twice, in vain</Trans>
          </Line>
          <Line cell={{ ...EXAMPLE, tries: 0, pending: 1 }} format={format}>
            <Trans>A try without a verdict yet, or one whose verdict the freeze hides</Trans>
          </Line>
        </tbody>
      </table>
    </details>
  );
}

function Line({ cell, format, children }: { cell: ScoreboardCell; format: ContestFormat; children: ReactNode }): ReactElement {
  return (
    <tr>
      <Cell cell={cell} format={format} />
      <th scope="row" className="legend-words">
        {children}
      </th>
    </tr>
  );
}
