import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { ContestFormat, ContestRules } from '#contract/contest.js';
import { CheckField, SelectField } from '../../ui/field.js';
import { NumberField } from '../author/number-field.js';
import type { FieldsProps } from './contest-form.js';

/** Which rules a format goes by; the others say nothing to it. */
const RULES_OF: Record<ContestFormat, readonly (keyof ContestRules)[]> = { icpc: ['penaltyMinutes', 'compileErrorsCount'], ioi: ['best'], codeforces: ['compileErrorsCount'], atcoder: ['penaltyMinutes', 'compileErrorsCount'], leaderboard: [] };

export function ContestRulesFields({ draft, change, faultOf }: FieldsProps): ReactElement | null {
  const has = RULES_OF[draft.format];
  const set = (rules: Partial<ContestRules>) => change({ rules: { ...draft.rules, ...rules } });
  if (has.length === 0) return null;
  return (
    <div className="form-grid">
      {has.includes('penaltyMinutes') ? <NumberField label={t`Minutes for each wrong try`} value={draft.rules.penaltyMinutes} least={0} most={1000} fault={faultOf('rules.penaltyMinutes')} onChange={(value) => set({ penaltyMinutes: value ?? 0 })} /> : null}
      {has.includes('best') ? (
        <SelectField label={t`What counts of a problem`} value={draft.rules.best} onChange={({ target }) => set({ best: target.value as ContestRules['best'] })}>
          <option value="groups">{t`The best of each test group, added up`}</option>
          <option value="submission">{t`The best submission`}</option>
        </SelectField>
      ) : null}
      {has.includes('compileErrorsCount') ? <CheckField label={t`A compile error is a try`} checked={draft.rules.compileErrorsCount} onChange={({ target }) => set({ compileErrorsCount: target.checked })} /> : null}
    </div>
  );
}
