import { Trans } from '@lingui/react/macro';
import { memo, type ReactElement } from 'react';
import type { ContestFormat } from '#contract/contest.js';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import { useNews } from '../../hooks/use-news.js';
import { number } from '../../util/format.js';
import { TOTALS, totalText } from '../../util/standings-cell.js';
import { Cell } from './cell.js';
import './standings.css';

interface Props {
  row: ScoreboardRow;
  format: ContestFormat;
  /** Place among the rows that are shown, from 0. */
  index: number;
  own?: boolean;
  /** What may have the focus; absent: nothing opens. */
  opens?: { inTabOrder: boolean };
  /** Of the cell that is unveiled next. */
  next?: string | undefined;
  className?: string;
}

/** One participant. Drawn again only where something of it has changed. */
export const Row = memo(function Row({ row, format, index, own = false, opens, next, className = '' }: Props): ReactElement {
  const { participant, rank, cells } = row;
  const news = useNews(row);
  const under = [participant.affiliation, participant.group].filter(Boolean).join(' · ');
  return (
    <tr data-index={index} data-participant={participant.id} aria-rowindex={index + 2} className={`${own ? 'own ' : ''}${className}`}>
      <td className="rank numbers">{rank === null ? '–' : number(rank)}</td>
      <th scope="row" className="name">
        {opens ? (
          <button type="button" tabIndex={opens.inTabOrder ? 0 : -1} className="name-text" title={participant.name}>
            {participant.name}
          </button>
        ) : (
          <span className="name-text">{participant.name}</span>
        )}
        {own || participant.unofficial || participant.virtual || under ? (
          <span className="under small soft" title={under}>
            {own ? (
              <strong>
                <Trans>You</Trans>
              </strong>
            ) : null}
            {participant.disqualified ? (
              <span>
                <Trans>Disqualified</Trans>
              </span>
            ) : participant.unofficial ? (
              <span>
                <Trans>Unofficial</Trans>
              </span>
            ) : null}
            {participant.virtual ? (
              <span>
                <Trans>Virtual</Trans>
              </span>
            ) : null}
            {under ? <span className="under-text">{under}</span> : null}
          </span>
        ) : null}
      </th>
      {TOTALS[format].map((column, at) => (
        <td key={column} className={`total numbers${at === 0 ? '' : ' second'}`}>
          {totalText(column, row)}
        </td>
      ))}
      {cells.map((cell) => (
        <Cell key={cell.label} format={format} cell={cell} news={news.includes(cell.label)} next={next === cell.label} />
      ))}
    </tr>
  );
}, (before, now) => before.row === now.row && before.index === now.index && before.own === now.own && before.next === now.next && before.className === now.className && before.opens?.inTabOrder === now.opens?.inTabOrder && before.format === now.format);
