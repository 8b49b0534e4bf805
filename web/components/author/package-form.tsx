import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { TextField } from '../../ui/field.js';
import { embargoOf, partsOfEmbargo } from '../../util/embargo.js';
import type { SettingsProps } from './settings-props.js';

const LAST_DATE = '9999-12-31';

/** What the problem's package tells whoever gets it. */
export function PackageForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const { version, embargoUntil } = snapshot.value;
  const embargo = partsOfEmbargo(embargoUntil);
  return (
    <section className="card stack" aria-labelledby="package">
      <div>
        <h2 id="package">
          <Trans>In its package</Trans>
        </h2>
        <p className="soft">
          <Trans>These are written into the package, for those who bring it to another system. Here, the versions of a problem are numbered by themselves, and it is seen by whom you publish it for.</Trans>
        </p>
      </div>
      <div className="form-grid">
        <TextField label={t`Version of the package`} hint={t`Your own, as in 1.2, or empty.`} value={version ?? ''} maxLength={200} spellCheck={false} autoComplete="off" onChange={({ target }) => change({ version: target.value.trim() === '' ? null : target.value })} />
        <TextField label={t`Not to be public before`} hint={t`A date, or empty.`} type="date" max={LAST_DATE} value={embargo.date} onChange={({ target }) => change({ embargoUntil: embargoOf({ ...embargo, date: target.value }) })} />
        <TextField label={t`Time of that day, in UTC`} hint={t`Empty: when the day begins.`} type="time" step={1} disabled={embargo.date === ''} value={embargo.time} onChange={({ target }) => change({ embargoUntil: embargoOf({ ...embargo, time: target.value }) })} />
      </div>
    </section>
  );
}
