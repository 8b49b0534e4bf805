import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Comparison } from '#contract/authoring.js';
import { useOpenPart, useParts } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { CheckField, SelectField } from '../../ui/field.js';
import { Skeleton } from '../../ui/state.js';
import { ConflictNote } from './conflict-note.js';
import { NumberField } from './number-field.js';

/** How the built-in comparison takes words, blanks and numbers. */
export function ComparisonForm(): ReactElement | null {
  const [settings] = useParts('settings');
  return settings ? <Form part={settings} /> : null;
}

const NUMBERS = ['exact', 'near'] as const;

function Form({ part }: { part: PartOf<'settings'> }): ReactElement {
  const open = useOpenPart(part);
  if (!open || 'error' in open) return <Skeleton height="8rem" />;
  const { comparison } = open.snapshot.value;
  const change = (some: Partial<Comparison>) => open.change({ comparison: { ...comparison, ...some } });
  const near = comparison.relativeTolerance !== null || comparison.absoluteTolerance !== null;
  return (
    <div className="card stack">
      <ConflictNote open={open} language="json" />
      <CheckField label={t`Upper and lower case must match`} checked={comparison.caseSensitive} onChange={({ target }) => change({ caseSensitive: target.checked })} />
      <CheckField label={t`Blanks and ends of lines must match`} checked={comparison.spaceSensitive} onChange={({ target }) => change({ spaceSensitive: target.checked })} />
      <div className="form-grid">
        <SelectField label={t`Numbers with a decimal point`} value={near ? 'near' : 'exact'} onChange={({ target }) => change(target.value === 'near' ? { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 } : { relativeTolerance: null, absoluteTolerance: null })}>
          {NUMBERS.map((each) => (
            <option key={each} value={each}>
              {each === 'near' ? t`May differ a little` : t`Must be the same text`}
            </option>
          ))}
        </SelectField>
        {near ? (
          <>
            <NumberField label={t`Relative error at most`} value={comparison.relativeTolerance} least={0} step="any" onChange={(relativeTolerance) => change({ relativeTolerance })} />
            <NumberField label={t`Absolute error at most`} value={comparison.absoluteTolerance} least={0} step="any" onChange={(absoluteTolerance) => change({ absoluteTolerance })} />
          </>
        ) : null}
      </div>
      {near ? (
        <p className="soft small">
          <Trans>A number is right when either of the two holds.</Trans>
        </p>
      ) : null}
    </div>
  );
}
