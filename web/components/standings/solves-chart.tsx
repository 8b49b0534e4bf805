import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Scoreboard } from '#contract/scoreboard.js';
import { stepPath } from '../../util/chart.js';
import { number, percent } from '../../util/format.js';
import { contestTime } from '../../util/standings-cell.js';
import { BalloonMark } from './head.js';
import './charts.css';

const WIDTH = 300;
const HEIGHT = 30;

/** Of each problem how many have solved it, and how it came to that over time. All to the same scale. */
export function SolvesChart({ board, untilSeconds }: { board: Scoreboard; untilSeconds: number }): ReactElement {
  const most = Math.max(1, ...board.problems.map(({ solvedBy }) => solvedBy));
  return (
    <div className="table-frame" role="region" aria-label={t`Solutions of each problem`} tabIndex={0}>
      <table className="table solves-chart">
        <caption className="unseen">
          <Trans>Solutions of each problem</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Problem</Trans>
            </th>
            <th scope="col" className="end">
              <Trans>Solved</Trans>
            </th>
            <th scope="col" className="end">
              <Trans>Tried</Trans>
            </th>
            <th scope="col" className="end">
              <Trans>First</Trans>
            </th>
            <th scope="col">
              <Trans>Over time</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {board.problems.map(({ label, name, color, solvedBy, triedBy }, at) => {
            const times = board.rows.flatMap(({ cells }) => cells[at]?.solvedAtSeconds ?? []).sort((a, b) => a - b);
            const points = [{ x: 0, y: 1 }, ...times.map((seconds, count) => ({ x: untilSeconds === 0 ? 0 : Math.min(1, seconds / untilSeconds), y: 1 - (count + 1) / most })), { x: 1, y: 1 - times.length / most }];
            const line = stepPath(points, WIDTH, HEIGHT);
            return (
              <tr key={label}>
                <th scope="row" title={name}>
                  <BalloonMark color={color} /> {label} <span className="soft">{name === label ? '' : name}</span>
                </th>
                <td className="end numbers">
                  {number(solvedBy)} <span className="soft small">{triedBy === 0 ? '' : percent(solvedBy / triedBy)}</span>
                </td>
                <td className="end numbers">{number(triedBy)}</td>
                <td className="end numbers">{times[0] === undefined ? '–' : contestTime(times[0])}</td>
                <td className="spark">
                  <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
                    <path className="spark-area" d={`${line}V${HEIGHT}H0Z`} />
                    <path className="chart-line" d={line} />
                  </svg>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
