import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ECOSYSTEMS, type Ecosystem, type WantedEnvironment } from '#contract/environment.js';
import { languagesQuery } from '../../api/queries.js';
import { CheckField } from '../../ui/field.js';
import { argumentsOf, lineOf } from '../../util/author-tests.js';
import { LineField } from './line-field.js';
import type { SettingsProps } from './settings-props.js';

/** In which languages it is solved, and which packages of other people programs may use. */
export function LanguagesForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const { data: offered = [] } = useQuery(languagesQuery);
  const { languages, environment } = snapshot.value;
  const packages: Record<Ecosystem, string> = { python: t`Packages of PyPI for Python 3`, pypy: t`Packages of PyPI for PyPy`, javascript: t`Packages of npm` };
  const forms: Record<Ecosystem, string> = { python: 'numpy==1.26.4', pypy: 'sortedcontainers==2.4.0', javascript: 'lodash@4.17.21' };
  const use = (ecosystem: Ecosystem, line: string) => {
    const wanted = argumentsOf(line);
    const next = Object.fromEntries(Object.entries(environment ?? {}).filter(([each]) => each !== ecosystem)) as WantedEnvironment;
    if (wanted.length > 0) next[ecosystem] = wanted;
    change({ environment: Object.keys(next).length > 0 ? next : null });
  };
  const toggle = (id: string, on: boolean) => {
    const next = on ? [...(languages ?? []), id] : (languages ?? []).filter((each) => each !== id);
    change({ languages: next.length > 0 ? next : null });
  };
  return (
    <section className="card stack" aria-labelledby="languages">
      <h2 id="languages">
        <Trans>Languages</Trans>
      </h2>
      <CheckField label={<Trans>Every language that is offered here</Trans>} checked={languages === null} onChange={({ target }) => change({ languages: target.checked ? null : offered.map(({ id }) => id) })} />
      {languages === null ? null : (
        <fieldset className="plain-fieldset">
          <legend>
            <Trans>Only these</Trans>
          </legend>
          <div className="form-grid">
            {offered.map(({ id, name }) => (
              <CheckField key={id} label={name} checked={languages.includes(id)} onChange={({ target }) => toggle(id, target.checked)} />
            ))}
          </div>
        </fieldset>
      )}
      <details>
        <summary>
          <Trans>Packages of other people</Trans>
        </summary>
        <div className="stack">
          <p className="soft">
            <Trans>They are installed once, when the problem is published, and are there for every program. With blanks between them, each with its version.</Trans>
          </p>
          <div className="form-grid">
            {ECOSYSTEMS.map((ecosystem) => (
              <LineField key={ecosystem} label={packages[ecosystem]} placeholder={forms[ecosystem]} value={lineOf(environment?.[ecosystem] ?? [])} onChange={(line) => use(ecosystem, line)} />
            ))}
          </div>
        </div>
      </details>
    </section>
  );
}
