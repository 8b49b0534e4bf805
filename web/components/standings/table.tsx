import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState, type CSSProperties, type ReactElement, type ReactNode } from 'react';
import type { Scoreboard, ScoreboardRow } from '#contract/scoreboard.js';
import { useRowKeys } from '../../hooks/use-row-keys.js';
import { useRowMoves } from '../../hooks/use-row-moves.js';
import { TOTALS } from '../../util/standings-cell.js';
import { Head } from './head.js';
import { Row } from './row.js';

/** So many rows are all drawn, and the browser's own search finds them; of more only those in view and some around. */
const ALL_DRAWN = 60;
const AROUND = 12;
/** Height of a row and of the head in rem, as in standings.css. */
const ROW_REM = 2.875;
const HEAD_REM = 3.25;

interface Props {
  board: Scoreboard;
  /** Those of the board that are shown, in their order. */
  rows: readonly ScoreboardRow[];
  slugs: ReadonlyMap<string, string>;
  /** Of the participant who looks on: their row stays in view. */
  own: string | undefined;
  /** What the choice of rows depends on: when it changes nobody has moved. */
  among: string;
  /** Absent: nothing opens. */
  onOpen?: (participant: string) => void;
}

/** A table of however many participants, which scrolls by itself in both directions. Screen readers are told the number of each row and of all. */
export function StandingsTable({ board, rows, slugs, own, among, onOpen }: Props): ReactElement {
  // State and no ref: the rows below, which watch how it is scrolled, are drawn before it is there, and have to hear of it.
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const columns = { '--problems': board.problems.length, '--totals': TOTALS[board.format].length } as CSSProperties;
  return (
    <div ref={setFrame} className="standings-frame" role="region" aria-label={t`Standings`} tabIndex={0}>
      <table className="standings" aria-rowcount={rows.length + 1} style={columns}>
        <caption className="unseen">
          <Trans>Standings</Trans>
        </caption>
        <Head format={board.format} problems={board.problems} slugs={slugs} />
        <Rows {...{ board, rows, own, among, frame }} {...(onOpen ? { onOpen } : {})} />
      </table>
    </div>
  );
}

/** Only what is in view, one's own row and the one that has or had the focus wherever they are, between empty rows of the height of what is left out. */
function Rows({ board: { format }, rows, own, among, onOpen, frame }: Omit<Props, 'slugs'> & { frame: HTMLDivElement | null }): ReactElement {
  const body = useRowKeys<HTMLTableSectionElement>('tr[data-index]');
  const [focused, setFocused] = useState<string>();
  const rem = useRef(0);
  rem.current ||= Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const rowPx = Math.round(ROW_REM * rem.current);
  const places = useMemo(() => new Map(rows.map(({ participant }, index) => [participant.id, index])), [rows]);
  useRowMoves(body, places, rowPx, among);
  // One stop in the order of Tab, from which keys walk the rows.
  const stop = (focused === undefined ? undefined : places.get(focused)) ?? 0;
  const ownAt = own === undefined ? undefined : places.get(own);
  const range = useCallback(
    (shown: Range) => {
      if (rows.length <= ALL_DRAWN) return rows.map((_, index) => index);
      const indexes = new Set(defaultRangeExtractor(shown));
      for (const index of [stop, ownAt]) if (index !== undefined) indexes.add(index);
      return [...indexes].sort((a, b) => a - b);
    },
    [rows, stop, ownAt],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame,
    estimateSize: () => rowPx,
    overscan: AROUND,
    scrollPaddingStart: HEAD_REM * rem.current,
    rangeExtractor: range,
    getItemKey: (index) => rows[index]?.participant.id ?? index,
    initialRect: { width: innerWidth, height: innerHeight },
    useFlushSync: false,
  });

  const drawn: ReactNode[] = [];
  let end = 0;
  for (const { index, key, start, end: itemEnd } of virtual.getVirtualItems()) {
    if (start - end > 0.5) drawn.push(<Gap key={`before ${key}`} height={start - end} />);
    const row = rows[index];
    if (row) drawn.push(<Row key={key} row={row} format={format} index={index} own={row.participant.id === own} {...(onOpen ? { opens: { inTabOrder: index === stop } } : {})} />);
    end = itemEnd;
  }
  const left = virtual.getTotalSize() - end;
  const participantOf = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('tr[data-participant]')?.dataset['participant'] : undefined);
  return (
    <tbody
      ref={body}
      onFocus={(event) => setFocused(participantOf(event.target))}
      onClick={(event) => {
        const participant = participantOf(event.target);
        if (participant !== undefined) onOpen?.(participant);
      }}
    >
      {drawn}
      {left > 0.5 ? <Gap key="after" height={left} /> : null}
    </tbody>
  );
}

function Gap({ height }: { height: number }): ReactElement {
  return (
    <tr aria-hidden className="gap">
      <td style={{ height }} />
    </tr>
  );
}
