import { t } from '@lingui/core/macro';
import { useId, useRef, type PointerEvent, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import type { DraftProblem } from '../../util/contest-draft.js';
import { NumberField } from '../author/number-field.js';

interface Props {
  problem: DraftProblem;
  /** Whether points count in this format. */
  pointed: boolean;
  first: boolean;
  last: boolean;
  drop: 'before' | 'after' | undefined;
  moves: boolean;
  handle: { onPointerDown: (event: PointerEvent<HTMLElement>) => void };
  fault: string | undefined;
  /** What else is chosen of it, below. */
  children?: ReactNode;
  onChange: (part: Partial<DraftProblem>) => void;
  onStep: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** A problem of the contest in the form: its label, points and colour, and its place. */
export function ContestProblemRow({ problem: { slug, name, label, points, color }, pointed, first, last, drop, moves, handle, fault, children, onChange, onStep, onRemove }: Props): ReactElement {
  const id = useId();
  const colorField = useRef<HTMLInputElement>(null);
  return (
    <li className="chosen-problem" data-test={slug} data-drop={drop} data-moves={moves || undefined}>
      <span className="drag-handle" {...handle} aria-hidden>
        ⠿
      </span>
      <input className="input compact problem-label" aria-label={t`Label of ${name}`} aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${id}-fault` : undefined} value={label} maxLength={8} onChange={({ target }) => onChange({ label: target.value.trim() })} />
      <input ref={colorField} className="problem-color" type="color" aria-label={t`Colour of ${name}`} value={color ?? '#808080'} data-none={color === null || undefined} onChange={({ target }) => onChange({ color: target.value })} />
      {/* Its place stays, so that nothing moves below the hand. */}
      <span style={color === null ? { visibility: 'hidden' } : {}}>
        <Button
          compact
          look="ghost"
          icon="cross"
          aria-label={t`No colour for ${name}`}
          title={t`No colour`}
          onClick={() => {
            onChange({ color: null });
            // What had the focus is not seen any more.
            colorField.current?.focus();
          }}
        />
      </span>
      <span className="problem-name">
        {name} <span className="soft small mono">{slug}</span>
      </span>
      {pointed ? (
        <span className="problem-points">
          <NumberField label={t`Points of ${name}`} labelUnseen className="compact" placeholder={t`Points`} value={points} least={0} most={1_000_000} step="any" onChange={(value) => onChange({ points: value })} />
        </span>
      ) : null}
      <span className="problem-buttons">
        <Button compact look="ghost" aria-label={t`${name} up`} aria-disabled={first} onClick={() => onStep(-1)} icon="up" />
        <Button compact look="ghost" aria-label={t`${name} down`} aria-disabled={last} onClick={() => onStep(1)} icon="chevron" />
        <Button compact look="ghost" aria-label={t`Take ${name} out`} onClick={onRemove} icon="cross" />
      </span>
      {fault ? (
        <span className="fault" id={`${id}-fault`}>
          <Icon name="warning" /> {fault}
        </span>
      ) : null}
      {children}
    </li>
  );
}
