import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import { ChangePassword } from '../components/change-password.js';
import { Require } from '../components/require.js';
import { SingleKeys } from '../components/shortcuts.js';
import { Time } from '../components/time.js';
import { Tokens } from '../components/tokens.js';
import { useLocale } from '../hooks/use-locale.js';
import { useSetting } from '../hooks/use-setting.js';
import { THEMES, useTheme, type Theme } from '../hooks/use-theme.js';
import { useTitle } from '../hooks/use-title.js';
import { LOCALES, chooseLocale, type Locale } from '../i18n.js';
import { CheckField, SelectField } from '../ui/field.js';
import { toast } from '../ui/toast.js';
import { ROLE_WORD } from '../util/roles.js';

export function AccountPage(): ReactElement {
  useTitle(t`Account`);
  return (
    <Require narrow>
      {(me) => (
        <div className="page narrow">
          <h1>
            <Trans>Account</Trans>
          </h1>
          <Person me={me} />
          <Preferences />
          <ChangePassword me={me} />
          <Tokens />
        </div>
      )}
    </Require>
  );
}

function Person({ me }: { me: Me }): ReactElement {
  const { username } = me;
  return (
    <div className="card stack">
      <dl className="facts">
        <div>
          <dt>
            <Trans>Username</Trans>
          </dt>
          <dd>{username}</dd>
        </div>
        <div>
          <dt>
            <Trans>E-mail</Trans>
          </dt>
          <dd>{me.email}</dd>
        </div>
        <div>
          <dt>
            <Trans>Role</Trans>
          </dt>
          <dd>{ROLE_WORD[me.role]}</dd>
        </div>
        <div>
          <dt>
            <Trans>Here since</Trans>
          </dt>
          <dd>
            <Time at={me.createdAt} />
          </dd>
        </div>
      </dl>
      <p className="soft">
        <Trans>
          <Link to="/people/$username" params={{ username }}>
            Your profile
          </Link>{' '}
          shows others what you have solved. You can hide it there.
        </Trans>
      </p>
    </div>
  );
}

const THEME_WORD: Record<Theme, MessageDescriptor> = { light: msg`Light`, dark: msg`Dark`, auto: msg`As the system` };

/** What this browser remembers for whoever uses it. */
function Preferences(): ReactElement {
  const { _ } = useLingui();
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const [exactTimes, setExactTimes] = useSetting('exact-times');
  return (
    <section className="stack">
      <div>
        <h2>
          <Trans>Preferences</Trans>
        </h2>
        <p className="soft">
          <Trans>They hold in this browser.</Trans>
        </p>
      </div>
      <div className="card stack">
        <div className="row bottom">
          <div style={{ flex: '1 1 12rem' }}>
            <SelectField label={t({ message: 'Language', context: 'of people' })} value={locale} onChange={(event) => void chooseLocale(event.target.value as Locale).catch(() => toast(t`The words of this language cannot be fetched at the moment.`, { tone: 'bad' }))}>
              {(Object.entries(LOCALES) as [Locale, string][]).map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
          <div style={{ flex: '1 1 12rem' }}>
            <SelectField label={t`Theme`} value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {_(THEME_WORD[each])}
                </option>
              ))}
            </SelectField>
          </div>
        </div>
        <CheckField label={t`Exact times`} hint={t`Shows the date and the time with its zone, instead of “5 minutes ago”.`} checked={exactTimes === 'on'} onChange={(event) => setExactTimes(event.target.checked ? 'on' : null)} />
        <SingleKeys />
      </div>
    </section>
  );
}
