import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CheckField, TextField } from '../../ui/field.js';
import { dayAndTime, span } from '../../util/format.js';
import { NumberField } from '../author/number-field.js';
import type { FieldsProps } from './contest-form.js';

const HUNDRED_DAYS = 100 * 24 * 60;

/** Start, duration, and what of it everybody has together. */
export function ContestTimesFields({ draft, change, faultOf }: FieldsProps): ReactElement {
  const { startsAt, minutes, freezeMinutes, windowMinutes } = draft;
  const long = (value: number | null) => (value === null ? undefined : span(Math.round(value * 60)));
  const end = startsAt === '' || minutes === null ? null : dayAndTime(new Date(Date.parse(startsAt) + minutes * 60_000).toISOString());
  return (
    <>
      <div className="form-grid">
        <TextField label={t`Begins`} type="datetime-local" value={startsAt} fault={faultOf('startsAt')} onChange={({ target }) => change({ startsAt: target.value })} />
        <NumberField label={t`Duration in minutes`} hint={long(minutes)} value={minutes} least={1} most={HUNDRED_DAYS} fault={faultOf('durationSeconds')} onChange={(value) => change({ minutes: value })} />
        {windowMinutes === null ? <NumberField label={t`Freeze in minutes before the end`} hint={t`Empty: the standings never freeze.`} value={freezeMinutes} least={0} most={HUNDRED_DAYS} fault={faultOf('freezeSeconds')} onChange={(value) => change({ freezeMinutes: value })} /> : <NumberField label={t`Minutes that each one has`} hint={long(windowMinutes)} value={windowMinutes} least={1} most={HUNDRED_DAYS} fault={faultOf('windowSeconds')} onChange={(value) => change({ windowMinutes: value ?? 1 })} />}
      </div>
      <CheckField label={t`Everybody starts when they like`} hint={t`Within these times each has a time of their own.`} checked={windowMinutes !== null} onChange={({ target }) => change({ windowMinutes: target.checked ? Math.min(120, minutes ?? 120) : null })} />
      {end === null ? null : (
        <p className="soft small">
          <Trans>It ends on {end}.</Trans>
        </p>
      )}
    </>
  );
}
