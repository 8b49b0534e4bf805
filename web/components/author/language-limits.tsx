import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import type { AuthoredLanguageLimits } from '#contract/authoring-limits.js';
import { LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { languagesQuery } from '../../api/queries.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { NumberField } from './number-field.js';

/** Languages that have more time or another memory limit than most. */
export function LanguageLimits({ value, onChange }: { value: AuthoredLanguageLimits; onChange: (value: AuthoredLanguageLimits | null) => void }): ReactElement {
  const id = useId();
  const { data: offered = [] } = useQuery(languagesQuery);
  const nameOf = (language: LanguageId) => offered.find((each) => each.id === language)?.name ?? language;
  const listed = LANGUAGE_IDS.filter((language) => value[language] !== undefined);
  const others = offered.filter(({ id: language }) => value[language] === undefined);
  const set = (language: LanguageId, limits: AuthoredLanguageLimits[LanguageId]) => {
    const next = Object.fromEntries(Object.entries(value).filter(([each]) => each !== language)) as AuthoredLanguageLimits;
    if (limits) next[language] = limits;
    onChange(Object.keys(next).length > 0 ? next : null);
  };
  return (
    <section className="stack tight" aria-labelledby={id}>
      <div>
        <h3 id={id}>
          <Trans>Limits of single languages</Trans>
        </h3>
        <p className="soft">
          <Trans>For languages that are slow or start with much memory. The time is that of the problem, or of the test, times the factor; an empty field is as for all.</Trans>
        </p>
      </div>
      {listed.map((language) => {
        const name = nameOf(language);
        const limits = value[language]!;
        return (
          <div key={language} className="row bottom language-limits" role="group" aria-label={name}>
            <strong>{name}</strong>
            <NumberField label={t`Time, times`} placeholder="1" least={0.001} most={1000} step="any" value={limits.timeFactor} onChange={(timeFactor) => set(language, { ...limits, timeFactor })} />
            <NumberField label={t`Memory, in MiB`} placeholder={t`as for all`} least={1} most={1_000_000} value={limits.memoryMib} onChange={(memoryMib) => set(language, { ...limits, memoryMib })} />
            <Button look="ghost" icon="trash" aria-label={t`No limits of its own for ${name}`} onClick={() => set(language, undefined)} />
          </div>
        );
      })}
      {others.length > 0 ? (
        <SelectField label={t`Give a language limits of its own`} className="language-limits-choice" value="" onChange={({ target }) => set(target.value as LanguageId, { timeFactor: null, memoryMib: null })}>
          <option value="">{t`Choose a language…`}</option>
          {others.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
      ) : null}
    </section>
  );
}
