import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { constantsOfRows, faultsOfConstants, rowsOfConstants, type ConstantFault, type ConstantRow } from '../../util/constants.js';
import type { SettingsProps } from './settings-props.js';

const EXAMPLE = '{{max_n}}';
const IN_LATEX = String.raw`\constant{max_n}`;

/** Values that the statement and the programs share. What is typed is kept once every name will do, and stays as it is typed until the form is left. */
export function ConstantsForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const [typed, setTyped] = useState<ConstantRow[]>();
  const rows = typed ?? rowsOfConstants(snapshot.value.constants);
  const faults = faultsOfConstants(rows);
  const sound = faults.every((fault) => fault === null);
  const words: Record<ConstantFault, string> = {
    form: t`Use letters, digits and _, and no digit at the beginning`,
    twice: t`There is one of this name already`,
    'no-plain': t`Add one without what follows the dot, too`,
  };
  const set = (next: ConstantRow[]) => {
    setTyped(next);
    if (faultsOfConstants(next).every((fault) => fault === null)) change({ constants: constantsOfRows(next) });
  };
  const setRow = (index: number, some: Partial<ConstantRow>) => set(rows.map((row, at) => (at === index ? { ...row, ...some } : row)));
  return (
    <section
      className="card stack"
      aria-labelledby="constants"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (sound && !currentTarget.contains(relatedTarget)) setTyped(undefined);
      }}
    >
      <div>
        <h2 id="constants">
          <Trans>Constants</Trans>
        </h2>
        <p className="soft">
          <Trans>
            Values that are written once, such as bounds. <code>{EXAMPLE}</code> stands for the value of max_n in statements, in solutions, in validators and in the files that are compiled with submissions; in statements of LaTeX <code>{IN_LATEX}</code> does, too.
          </Trans>
        </p>
      </div>
      {rows.map(({ name, value }, index) => {
        const fault = faults[index];
        const number = index + 1;
        return (
          <div key={index} className="row constant" role="group" aria-label={name === '' ? t`Constant ${number}` : name}>
            <TextField label={t`Name`} className="mono" value={name} fault={fault ? words[fault] : undefined} maxLength={100} spellCheck={false} autoCapitalize="none" autoComplete="off" autoFocus={typed !== undefined && index === rows.length - 1 && name === '' && value === ''} onChange={({ target }) => setRow(index, { name: target.value.trim() })} />
            <TextField label={t`Value`} className="mono" value={value} maxLength={10_000} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={({ target }) => setRow(index, { value: target.value })} />
            <Button look="ghost" icon="trash" aria-label={name === '' ? t`Remove constant ${number}` : t`Remove ${name}`} onClick={() => set(rows.filter((_, at) => at !== index))} />
          </div>
        );
      })}
      <div className="row">
        <Button icon="plus" onClick={() => setTyped([...rows, { name: '', value: '' }])}>
          <Trans>Add a constant</Trans>
        </Button>
      </div>
    </section>
  );
}
