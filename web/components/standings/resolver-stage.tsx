import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactElement } from 'react';
import type { Resolution, ScoreboardRow } from '#contract/scoreboard.js';
import { useRowMoves } from '../../hooks/use-row-moves.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { number } from '../../util/format.js';
import { beatsOf, medalOf, rowsAfter, type Medal, type MedalCounts } from '../../util/resolver.js';
import { TOTALS } from '../../util/standings-cell.js';
import { Head } from './head.js';
import { Row } from './row.js';
import { Stage, useRoom } from './stage.js';

/** Between two beats when it goes by itself. */
const FAST_MS = 450;
/** So many rows are seen below the one that it is about. */
const BELOW = 2;
export const MEDAL_WORDS = { gold: msg`Gold`, silver: msg`Silver`, bronze: msg`Bronze` } satisfies Record<Medal, MessageDescriptor>;

interface Props {
  name: string;
  resolution: Resolution;
  medals: MedalCounts;
  onLeave: () => void;
}

/** The ceremony: at each key one try is unveiled or a medal given, from the bottom to the top. */
export function ResolverStage({ name, resolution, medals, onLeave }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { count, rowPx } = useRoom(box);
  const beats = useMemo(() => beatsOf(resolution, medals), [resolution, medals]);
  const [at, setAt] = useState(0);
  const [fast, setFast] = useState(false);
  const unveiled = useMemo(() => beats.slice(0, at).filter(({ kind }) => kind === 'unveil').length, [beats, at]);
  const rows = useMemo(() => rowsAfter(resolution, unveiled), [resolution, unveiled]);
  const places = useMemo(() => new Map(rows.map(({ participant }, index) => [participant.id, index])), [rows]);
  const awarded = useMemo(() => new Set(beats.slice(0, at).flatMap((beat) => (beat.kind === 'award' ? beat.participant : []))), [beats, at]);
  const done = at >= beats.length;
  useRowMoves(body, places, rowPx, String(count));
  useEffect(() => {
    if (!fast || done) return;
    const timer = setTimeout(() => setAt(at + 1), FAST_MS);
    return () => clearTimeout(timer);
  }, [fast, done, at]);

  const next = beats[at];
  const last = beats[at - 1];
  const about = places.get((last?.kind === 'award' ? last : next)?.participant ?? '') ?? 0;
  // From the bottom: it goes up only when it must.
  const from = Math.max(0, Math.min(rows.length - count, about + BELOW + 1 - count));
  const shown = rows.slice(from, from + count);
  const forth = () => (setFast(false), setAt(Math.min(beats.length, at + 1)));
  const back = () => (setFast(false), setAt(Math.max(0, at - 1)));

  function keys(event: React.KeyboardEvent) {
    const act = { ' ': forth, ArrowRight: forth, PageDown: forth, ArrowLeft: back, PageUp: back, f: () => setFast(!fast), F: () => setFast(!fast), Home: () => (setFast(false), setAt(0)), End: () => (setFast(false), setAt(beats.length)) }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    act();
  }
  const [step, steps] = [number(at), number(beats.length)];
  return (
    <Stage
      label={t`Resolver of ${name}`}
      onKey={keys}
      onLeave={onLeave}
      head={
        <>
          <h2>{name}</h2>
          <span className="soft numbers">{t`${step} of ${steps}`}</span>
        </>
      }
      controls={
        <>
          <span className="words soft">
            <kbd>{t`Space`}</kbd> <kbd>←</kbd> <kbd>F</kbd> <kbd>{t`Esc`}</kbd>
          </span>
          <Button compact icon="left" onClick={back}>
            <Trans>Back</Trans>
          </Button>
          <Button compact look="primary" icon="right" data-first onClick={forth}>
            <Trans>Next</Trans>
          </Button>
          <Button compact icon={fast ? 'dash' : 'play'} aria-pressed={fast} onClick={() => setFast(!fast)}>
            {fast ? <Trans>Pause</Trans> : <Trans>Fast</Trans>}
          </Button>
        </>
      }
    >
      <Announcement row={last?.kind === 'award' ? rows.find(({ participant }) => participant.id === last.participant) : undefined} medal={last?.kind === 'award' ? last.medal : undefined} done={done} />
      <div className="stage-body" ref={box}>
        <table className="standings" aria-rowcount={rows.length + 1} style={{ '--problems': resolution.problems.length, '--totals': TOTALS[resolution.format].length } as CSSProperties}>
          <caption className="unseen">
            <Trans>Standings</Trans>
          </caption>
          <Head format={resolution.format} problems={resolution.problems} />
          <tbody ref={body}>
            {shown.map((row, index) => {
              const { id } = row.participant;
              const medal = awarded.has(id) ? medalOf(row, medals) : null;
              const isNext = next?.participant === id;
              return <Row key={id} row={row} format={resolution.format} index={from + index} next={isNext && next.kind === 'unveil' ? next.label : undefined} className={`${from + index === about ? 'at' : ''}${medal ? ` medal-${medal}` : ''}`} />;
            })}
          </tbody>
        </table>
      </div>
    </Stage>
  );
}

function Announcement({ row, medal, done }: { row: ScoreboardRow | undefined; medal: Medal | undefined; done: boolean }): ReactElement {
  const { _ } = useLingui();
  const place = number(row?.rank ?? 0);
  const who = row?.participant.name ?? '';
  const word = medal ? _(MEDAL_WORDS[medal]) : '';
  return (
    <div className="stage-award" role="status">
      {row && medal ? (
        <>
          <Icon name="star" size={22} />
          <span>{t`${word}: ${who}, rank ${place}`}</span>
        </>
      ) : done ? (
        <Trans>Everything is unveiled.</Trans>
      ) : null}
    </div>
  );
}
