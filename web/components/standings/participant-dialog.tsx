import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import type { Scoreboard, ScoreboardRow, StandingsHistory } from '#contract/scoreboard.js';
import { standingsHistoryQuery } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { Dialog } from '../../ui/dialog.js';
import { Skeleton } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { TOTALS, contestTime, totalText } from '../../util/standings-cell.js';
import { ticks } from '../../util/chart.js';
import { Failed } from '../failed.js';
import { Head } from './head.js';
import { Row } from './row.js';
import { StepChart } from './step-chart.js';

interface Props {
  contest: Contest;
  board: Scoreboard;
  row: ScoreboardRow;
  asPublic: boolean;
  untilSeconds: number;
  onClose: () => void;
}

/** Everything of one participant: their row, and how rank and score came to be. */
export function ParticipantDialog({ contest, board, row, asPublic, untilSeconds, onClose }: Props): ReactElement {
  const history = useQuery(standingsHistoryQuery(contest.slug, row.participant.id, asPublic));
  const failed = whyNothing(history);
  // What is shown of them has changed: so has how they came there.
  const { refetch } = history;
  const shown = useRef(row);
  useEffect(() => {
    if (shown.current === row) return;
    shown.current = row;
    void refetch();
  }, [row, refetch]);
  const freezeAt = board.frozen && contest.freezeAt !== null ? (Date.parse(contest.freezeAt) - Date.parse(contest.startsAt)) / 1000 : undefined;
  const { name } = row.participant;
  return (
    <Dialog wide title={name} onClose={onClose}>
      <div className="standings-frame short" role="region" aria-label={t`Standings of ${name}`} tabIndex={0}>
        <table className="standings alone" style={{ '--problems': board.problems.length, '--totals': TOTALS[board.format].length } as React.CSSProperties}>
          <Head format={board.format} problems={board.problems.map(({ label, name, color }) => ({ label, name, color }))} />
          <tbody>
            <Row row={row} format={board.format} index={0} />
          </tbody>
        </table>
      </div>
      {failed ? <Failed error={failed} retry={() => void history.refetch()} /> : history.data ? <Charts history={history.data} board={board} untilSeconds={untilSeconds} freezeAt={freezeAt} /> : <Skeleton height="12rem" />}
    </Dialog>
  );
}

function Charts({ history: { ranked, points }, board, untilSeconds, freezeAt }: { history: StandingsHistory; board: Scoreboard; untilSeconds: number; freezeAt: number | undefined }): ReactElement {
  const column = TOTALS[board.format][0]!;
  const scores = points.map((point) => ({ atSeconds: point.atSeconds, value: column === 'solved' ? point.solved : point.score }));
  const most = Math.max(1, ...scores.map(({ value }) => value));
  const ranks = points.flatMap(({ atSeconds, rank }) => (rank === null ? [] : [{ atSeconds, value: rank }]));
  const worst = Math.max(2, ...ranks.map(({ value }) => value));
  const last = points.at(-1);
  const [rankNow, best, field, scoreNow] = [number(last?.rank ?? 0), number(Math.min(worst, ...ranks.map(({ value }) => value))), number(ranked), last ? totalText(column, last) : ''];
  const rankMarks = [...new Set([1, ...ticks(worst, 4).filter((value) => value > 1), ...(worst <= 4 ? [worst] : [])])];
  return (
    <>
      <div className="history-charts">
        {ranks.length === 0 ? null : (
          <StepChart title={t`Rank over time`} summary={t`Now rank ${rankNow} of ${field}; the best was ${best}.`} points={ranks} untilSeconds={untilSeconds} freezeAt={freezeAt} from={worst} to={1} marks={rankMarks.map((value) => ({ value, label: number(value) }))} />
        )}
        <StepChart
          title={column === 'solved' ? t`Solved problems over time` : t`Score over time`}
          summary={t`Now ${scoreNow}.`}
          points={scores} untilSeconds={untilSeconds} freezeAt={freezeAt} from={0} to={most} marks={ticks(most, 4, column === 'solved').map((value) => ({ value, label: number(value, 1) }))}
        />
      </div>
      {freezeAt === undefined ? null : (
        <p className="small soft">
          <Trans>Since the freeze nothing is told.</Trans>
        </p>
      )}
      <details>
        <summary className="small">
          <Trans>As a table</Trans>
        </summary>
        <div className="table-frame">
          <table className="table">
            <caption className="unseen">
              <Trans>Standings over time</Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Time</Trans>
                </th>
                <th scope="col" className="end">
                  <Trans>Rank</Trans>
                </th>
                <th scope="col" className="end">
                  {column === 'solved' ? <Trans>Solved</Trans> : <Trans>Score</Trans>}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.filter((point, at) => at === 0 || point.rank !== points[at - 1]!.rank || point.solved !== points[at - 1]!.solved || point.score !== points[at - 1]!.score).map((point, at) => (
                <tr key={at}>
                  <th scope="row" className="numbers">
                    {contestTime(point.atSeconds)}
                  </th>
                  <td className="end numbers">{point.rank === null ? '–' : number(point.rank)}</td>
                  <td className="end numbers">{totalText(column, point)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
