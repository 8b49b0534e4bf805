import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CheckField, SelectField } from '../../ui/field.js';
import type { SettingsProps } from './settings-props.js';

/** How it is judged, and whether it gives points. */
export function TypesForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const { types } = snapshot.value;
  const scoring = types.includes('scoring');
  const way = types.find((type) => type === 'interactive' || type === 'multi-pass' || type === 'submit-answer') ?? 'pass-fail';
  const words = {
    'pass-fail': t`A program reads and prints`,
    interactive: t`A program talks with the judge`,
    'multi-pass': t`A program runs several times`,
    'submit-answer': t`No program: answers are sent`,
  };
  const set = (nextWay: string, points: boolean) => {
    const others = types.filter((type) => !['pass-fail', 'scoring', 'interactive', 'multi-pass', 'submit-answer'].includes(type));
    const special = nextWay === 'interactive' || nextWay === 'multi-pass' || nextWay === 'submit-answer' ? [nextWay as 'interactive' | 'multi-pass' | 'submit-answer'] : [];
    change({ types: [points ? 'scoring' : 'pass-fail', ...special, ...others] });
  };
  return (
    <>
      <SelectField label={t`How it is solved`} value={way} onChange={({ target }) => set(target.value, scoring)}>
        {(Object.keys(words) as (keyof typeof words)[]).map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </SelectField>
      <CheckField label={<Trans>It gives points</Trans>} hint={<Trans>For groups of tests, also where not everything is right. Otherwise it is solved or not.</Trans>} checked={scoring} onChange={({ target }) => set(way, target.checked)} />
    </>
  );
}
