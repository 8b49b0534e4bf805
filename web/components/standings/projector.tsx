import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import type { Scoreboard, ScoreboardRow } from '#contract/scoreboard.js';
import { useRowMoves } from '../../hooks/use-row-moves.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { nextMoment } from '../../util/contest-times.js';
import { number } from '../../util/format.js';
import { TOTALS } from '../../util/standings-cell.js';
import { Countdown } from '../contest/countdown.js';
import { Head } from './head.js';
import { Row } from './row.js';
import { Stage, useRoom } from './stage.js';

const PAGE_MS = 10_000;

interface Props {
  contest: Contest;
  board: Scoreboard;
  rows: readonly ScoreboardRow[];
  onLeave: () => void;
}

/** The standings for a screen that all look at: one page after the other, by itself or by keys. */
export function Projector({ contest, board, rows, onLeave }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { count, rowPx } = useRoom(box);
  const [wanted, setPage] = useState(0);
  const [paused, setPaused] = useState(false);
  const pages = Math.max(1, Math.ceil(rows.length / count));
  const page = Math.min(wanted, pages - 1);
  const turn = (by: number) => setPage((page + by + pages) % pages);
  useEffect(() => {
    if (paused || pages < 2) return;
    const timer = setTimeout(() => setPage((page + 1) % pages), PAGE_MS);
    return () => clearTimeout(timer);
  }, [page, pages, paused]);
  const shown = rows.slice(page * count, (page + 1) * count);
  const places = useMemo(() => new Map(rows.map(({ participant }, index) => [participant.id, index])), [rows]);
  useRowMoves(body, places, rowPx, `${page} ${count}`);

  function keys(event: React.KeyboardEvent) {
    const act = { ' ': () => setPaused(!paused), ArrowRight: () => turn(1), PageDown: () => turn(1), ArrowLeft: () => turn(-1), PageUp: () => turn(-1), Home: () => setPage(0) }[event.key];
    // A button that has the focus is pressed by Space itself.
    if (!act || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    act();
  }
  const { name } = contest;
  const [at, of] = [number(page + 1), number(pages)];
  return (
    <Stage
      label={t`Standings of ${name}`}
      onKey={keys}
      onLeave={onLeave}
      head={
        <>
          <h2>{name}</h2>
          {board.frozen ? (
            <Badge tone="odd" icon="lock">
              <Trans>Frozen</Trans>
            </Badge>
          ) : null}
          <StageClock contest={contest} />
        </>
      }
      controls={
        <>
          <span className="words numbers">{t`Page ${at} of ${of}`}</span>
          <Button compact icon="left" aria-label={t`Previous page`} onClick={() => turn(-1)} />
          <Button compact icon={paused ? 'play' : 'dash'} data-first onClick={() => setPaused(!paused)}>
            {paused ? <Trans>Go on</Trans> : <Trans>Pause</Trans>}
          </Button>
          <Button compact icon="right" aria-label={t`Next page`} onClick={() => turn(1)} />
        </>
      }
    >
      <div className="stage-body" ref={box}>
        <table className="standings" aria-rowcount={rows.length + 1} style={{ '--problems': board.problems.length, '--totals': TOTALS[board.format].length } as CSSProperties}>
          <caption className="unseen">
            <Trans>Standings</Trans>
          </caption>
          <Head format={board.format} problems={board.problems} />
          <tbody ref={body}>
            {shown.map((row, index) => (
              <Row key={row.participant.id} row={row} format={board.format} index={page * count + index} />
            ))}
          </tbody>
        </table>
      </div>
    </Stage>
  );
}

function StageClock({ contest }: { contest: Contest }): ReactElement {
  const next = nextMoment({ ...contest, me: null }, useServerNow());
  return (
    <span className="stage-clock">
      {next === null ? (
        <Trans>Over</Trans>
      ) : (
        <>
          {next.what === 'start' ? <span className="unseen">{t`Begins in`}</span> : <span className="unseen">{t`Ends in`}</span>} <Countdown until={next.at} />
        </>
      )}
    </span>
  );
}
