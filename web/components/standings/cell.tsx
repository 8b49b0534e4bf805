import { plural, t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { ContestFormat } from '#contract/contest.js';
import type { ScoreboardCell } from '#contract/scoreboard.js';
import { Icon } from '../../ui/icon.js';
import { number } from '../../util/format.js';
import { contestTime, linesOf, lookOf } from '../../util/standings-cell.js';

interface Props {
  format: ContestFormat;
  cell: ScoreboardCell;
  /** It has just changed. */
  news?: boolean;
  /** The next to be unveiled. */
  next?: boolean;
}

/** What came of a problem: by sign, colour and, for who does not see them, by words. Without a state of its own, as scrolling makes hundreds. */
export function Cell({ format, cell, news = false, next = false }: Props): ReactElement {
  const look = lookOf(format, cell);
  const className = `cell ${look}${cell.first ? ' first' : ''}${news ? ' news' : ''}${next ? ' next' : ''}`;
  if (look === 'none') return <td className={className} />;
  const [main, below] = linesOf(format, cell);
  return (
    <td className={className}>
      <span aria-hidden className="cell-main">
        {cell.first ? <Icon name="star" size={11} /> : null}
        {main}
      </span>
      {below ? (
        <span aria-hidden className="cell-below">
          {below}
        </span>
      ) : null}
      <span className="unseen">{inWords(format, cell)}</span>
    </td>
  );
}

function inWords(format: ContestFormat, cell: ScoreboardCell): string {
  const { tries, pending, solvedAtSeconds, score, first, failedSystemTest } = cell;
  const at = solvedAtSeconds === null ? '' : contestTime(solvedAtSeconds);
  const points = number(score ?? 0, 2);
  return [
    format !== 'icpc' && tries > 0 ? t`${points} points` : '',
    solvedAtSeconds !== null ? t`solved at ${at}` : format === 'icpc' && tries > 0 ? t`not solved` : '',
    tries > 0 ? plural(tries, { one: 'one try', other: '# tries' }) : '',
    failedSystemTest ? t`failed the system tests` : '',
    first ? t`the first to solve it` : '',
    pending > 0 ? plural(pending, { one: 'one try without a verdict yet', other: '# tries without a verdict yet' }) : '',
  ].filter(Boolean).join(', ');
}
