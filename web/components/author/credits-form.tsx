import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { SelectField, TextField } from '../../ui/field.js';
import { ListField } from './list-field.js';
import type { SettingsProps } from './settings-props.js';

const LICENSES = ['unknown', 'public domain', 'cc0', 'cc by', 'cc by-sa', 'educational', 'permission'] as const;

/** Whose it is, where it comes from, and what others may do with it. */
export function CreditsForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const { authors, contributors, testers, sources, license, rightsOwner } = snapshot.value;
  const words: Record<(typeof LICENSES)[number], string> = { unknown: t`Not said`, 'public domain': t`Public domain`, cc0: 'CC0', 'cc by': 'CC BY', 'cc by-sa': 'CC BY-SA', educational: t`For teaching, freely`, permission: t`By permission only` };
  const [source] = sources;
  return (
    <section className="card stack" aria-labelledby="credits">
      <h2 id="credits">
        <Trans>Credits and licence</Trans>
      </h2>
      <div className="form-grid">
        <ListField label={t`Authors`} hint={t`With commas between them.`} value={authors} onChange={(next) => change({ authors: next })} />
        <ListField label={t`Contributors`} value={contributors} onChange={(next) => change({ contributors: next })} />
        <ListField label={t`Testers`} value={testers} onChange={(next) => change({ testers: next })} />
        <TextField label={t`Source`} hint={t`As the contest it was made for.`} value={source?.name ?? ''} maxLength={200} onChange={({ target }) => change({ sources: target.value.trim() === '' ? sources.slice(1) : [{ name: target.value, url: source?.url ?? null }, ...sources.slice(1)] })} />
        <SelectField label={t`Licence`} value={license} onChange={({ target }) => change({ license: LICENSES.find((each) => each === target.value) ?? 'unknown' })}>
          {LICENSES.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </SelectField>
        <TextField label={t`Owner of the rights`} hint={t`Empty: the authors.`} value={rightsOwner ?? ''} maxLength={200} onChange={({ target }) => change({ rightsOwner: target.value.trim() === '' ? null : target.value })} />
      </div>
    </section>
  );
}
