import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import type { ProgramRole } from '#contract/authoring.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckField, SelectField, TextField } from '../../ui/field.js';
import { argumentsOf, lineOf, type TestsOfGroup } from '../../util/author-tests.js';
import { groupTitle } from './group-title.js';
import { LineField } from './line-field.js';
import { NumberField } from './number-field.js';
import { TestLimits } from './test-limits.js';
import type { TestsDoors } from './tests-doors.js';

const AGGREGATIONS = ['pass-fail', 'sum', 'min'] as const;

/** What counts for all tests of a group. Saved as it is changed, as everything here. */
export function GroupSettings({ entry, number, doors, onClose }: { entry: TestsOfGroup; number: number; doors: TestsDoors; onClose: () => void }): ReactElement {
  const { workshop } = useWorkshop();
  const programs = useParts('program');
  const hasProgram = (role: ProgramRole) => programs.some((part) => part.content.role === role);
  const { group } = entry;
  const { content } = group;
  const [name, setName] = useState(content.name);
  const words = { 'pass-fail': t`All or nothing: every test must be accepted`, sum: t`The sum of its tests`, min: t`The lowest of its tests` };
  const edit = (change: Partial<typeof content>) => void workshop.editGroup(group, change).catch(doors.failed);
  const fault = name === '' || /^[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,127}$/.test(name) ? undefined : t`Use letters, digits, dots, dashes and underscores.`;
  const at = doors.groups.indexOf(entry);
  const before = doors.groups.filter((each, index) => index < at && each.group.content.place !== 'secret');
  const title = groupTitle(entry, number);
  const isSample = content.place === 'sample';
  return (
    <Dialog title={title} onClose={onClose}>
      {content.place === 'group' ? <TextField label={t`Name`} hint={t`Optional; of its folder in the package.`} value={name} fault={fault} onChange={({ target }) => setName(target.value)} onBlur={() => fault === undefined && name !== content.name && edit({ name })} /> : null}
      {doors.scoring && !isSample ? (
        <>
          <NumberField label={t`Points`} least={0} most={1_000_000} value={typeof content.points === 'number' ? content.points : null} onChange={(points) => edit({ points })} />
          <SelectField label={t`How they are given`} value={content.aggregation ?? ''} onChange={({ target }) => edit({ aggregation: AGGREGATIONS.find((each) => each === target.value) ?? null })}>
            <option value="">{content.place === 'secret' ? t`The sum of its groups` : t`As usual: all or nothing`}</option>
            {AGGREGATIONS.map((each) => (
              <option key={each} value={each}>
                {words[each]}
              </option>
            ))}
          </SelectField>
        </>
      ) : null}
      {content.place === 'group' && before.length > 0 ? (
        <fieldset className="plain-fieldset">
          <legend>
            <Trans>Only where these are passed</Trans>
          </legend>
          {before.map((each) => (
            <CheckField
              key={each.group.id}
              label={groupTitle(each, doors.groups.indexOf(each) - 1)}
              checked={content.requirePass.includes(each.group.id)}
              onChange={({ target }) => edit({ requirePass: target.checked ? [...content.requirePass, each.group.id] : content.requirePass.filter((id) => id !== each.group.id) })}
            />
          ))}
        </fieldset>
      ) : null}
      {!isSample && (content.grader || hasProgram('grader')) ? (
        <>
          <CheckField label={t`The grader gives its verdict and points`} hint={t`In place of the rule above. It is told of every test of the group.`} checked={Boolean(content.grader)} onChange={({ target }) => edit({ grader: target.checked ? [] : null })} />
          {content.grader ? <LineField label={t`Arguments of the grader`} hint={t`As in the most that the group gives.`} value={lineOf(content.grader)} onChange={(line) => edit({ grader: argumentsOf(line) })} /> : null}
        </>
      ) : null}
      <TestLimits value={content.limits ?? null} above={content.place === 'group' ? t`as all secret tests` : t`as the problem`} onChange={(limits) => edit({ limits })} />
      {content.validatorArgs !== null || hasProgram('output-validator') ? <LineField label={t`Arguments of the checker`} hint={t`Or of the interactor. Empty: as above.`} value={lineOf(content.validatorArgs ?? [])} onChange={(line) => edit({ validatorArgs: line.trim() === '' ? null : argumentsOf(line) })} /> : null}
      <LineField label={t`Arguments of the input validator`} hint={t`For limits that hold in this group only.`} value={Array.isArray(content.inputValidatorArgs) ? lineOf(content.inputValidatorArgs) : ''} onChange={(line) => edit({ inputValidatorArgs: line.trim() === '' ? null : argumentsOf(line) })} />
      {isSample ? null : <CheckField label={t`Show its tests to those who fail on them`} checked={content.fullFeedback === true} onChange={({ target }) => edit({ fullFeedback: target.checked ? true : null })} />}
      <div>
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
