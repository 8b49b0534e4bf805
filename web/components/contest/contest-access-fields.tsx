import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { ReactElement } from 'react';
import type { RegistrationMode } from '#contract/contest.js';
import { AreaField, CheckField, SelectField, TextField } from '../../ui/field.js';
import type { FieldsProps } from './contest-form.js';
import { REGISTRATION_WORDS, VISIBILITY_WORDS } from './contest-words.js';

/** Who takes part, who sees it, and where it may be submitted from. */
export function ContestAccessFields({ draft, change, faultOf }: FieldsProps): ReactElement {
  const { _ } = useLingui();
  const fault = faultOf('networks') ?? draft.networks.split(/[\s,]+/).map((_each, at) => faultOf(`networks.${at}`)).find(Boolean);
  return (
    <>
      <div className="form-grid">
        <SelectField label={t`Registration`} value={draft.registration} onChange={({ target }) => change({ registration: target.value as RegistrationMode })}>
          {(Object.keys(REGISTRATION_WORDS) as RegistrationMode[]).map((mode) => (
            <option key={mode} value={mode}>
              {_(REGISTRATION_WORDS[mode])}
            </option>
          ))}
        </SelectField>
        {draft.registration === 'code' ? <TextField label={t`Code`} hint={t`At least four characters.`} value={draft.code} maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} fault={faultOf('code')} onChange={({ target }) => change({ code: target.value })} /> : null}
        <SelectField label={t`Visibility`} value={draft.visibility} onChange={({ target }) => change({ visibility: target.value as 'public' | 'private' })}>
          {(['public', 'private'] as const).map((each) => (
            <option key={each} value={each}>
              {_(VISIBILITY_WORDS[each])}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="form-grid">
        <AreaField label={t`Submissions only from these addresses`} hint={t`Addresses or networks, a line each, as 192.0.2.0/24. Empty: from anywhere.`} className="mono" rows={2} spellCheck={false} autoCapitalize="none" value={draft.networks} fault={fault} onChange={({ target }) => change({ networks: target.value })} />
        <CheckField label={t`Everybody stays at one computer`} hint={t`Whoever has submitted from an address goes on from there.`} checked={draft.bindsAddress} onChange={({ target }) => change({ bindsAddress: target.checked })} />
      </div>
    </>
  );
}
