import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { formatLocale } from '../i18n.js';

/** What a program may import besides what its language brings. */
export function Packages({ packages }: Pick<Problem, 'packages'>): ReactElement | null {
  const languageName = useLanguageName();
  if (packages === undefined) return null;
  const list = new Intl.ListFormat(formatLocale(), { type: 'conjunction' });
  return (
    <section className="stack tight">
      <h2>
        <Trans>Packages</Trans>
      </h2>
      <ul className="plain-list stack tight">
        {packages.map(({ name, version, languages }) => {
          const release = `${name} ${version}`;
          const where = list.format(languages.map(languageName));
          return (
            <li key={`${languages.join()} ${name}`}>
              <Trans>
                <code>{release}</code> for {where}
              </Trans>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
