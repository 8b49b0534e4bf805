import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { OpenPart } from '../../hooks/use-workshop.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { SelectField } from '../../ui/field.js';
import { NumberField } from './number-field.js';
import { LABELS, labelWords } from './solution-labels.js';

/** What a solution must come to; of problems with points, how many. */
export function SolutionLabel({ open }: { open: OpenPart<'program'> }): ReactElement {
  const { authored } = useWorkshop();
  const { label, expectation } = open.snapshot.value;
  const words = labelWords();
  const scoring = authored.types.includes('scoring');
  const score = expectation?.score;
  const [low, high] = score === undefined ? [null, null] : typeof score === 'number' ? [score, score] : score;
  const expect = (next: [number | null, number | null]) => {
    const [from, to] = next;
    const { score: _before, ...rest } = expectation ?? {};
    const known = from ?? to;
    open.change({ expectation: known === null ? (Object.keys(rest).length > 0 ? rest : null) : { ...rest, score: from !== null && to !== null && from !== to ? [from, to] : known } });
  };
  return (
    <>
      <div className="program-label">
        <SelectField label={t`It must be`} value={label ?? ''} onChange={({ target }) => open.change({ label: target.value })}>
          {LABELS.some((each) => each === label) ? null : <option value={label ?? ''}>{label ?? t`anything`}</option>}
          {LABELS.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </SelectField>
      </div>
      {scoring && label !== 'accepted' ? (
        <div className="row bottom program-score">
          <NumberField label={t`Points from`} least={0} step="any" value={low} onChange={(value) => expect([value, high])} />
          <NumberField label={t`to`} least={0} step="any" value={high} onChange={(value) => expect([low, value])} />
        </div>
      ) : null}
    </>
  );
}
