import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Suspense, lazy, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import { useMissing } from '../hooks/use-connection.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { useLocale } from '../hooks/use-locale.js';
import { useSignOut } from '../hooks/use-sign-out.js';
import { THEMES, useTheme, type Theme } from '../hooks/use-theme.js';
import { LOCALES, chooseLocale, type Locale } from '../i18n.js';
import { buttonClass } from '../ui/button.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Skeleton } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { idle } from '../util/idle.js';
import { patient } from '../util/patient.js';
import './header.css';

/** Fetched by staff only, and last. */
const RunningWork = lazy(() => idle(2000).then(patient(() => import('./running-work.js'))).then((module) => ({ default: module.RunningWork })));
const THEME_LOOK: Record<Theme, { word: MessageDescriptor; icon: IconName }> = { light: { word: msg`Light`, icon: 'sun' }, dark: { word: msg`Dark`, icon: 'moon' }, auto: { word: msg`As the system`, icon: 'half' } };

function Pages({ guest }: { guest: boolean }): ReactElement {
  return (
    <>
      <Link to="/problems">
        <Trans>Problems</Trans>
      </Link>
      <Link to="/contests" search={{}}>
        <Trans>Contests</Trans>
      </Link>
      {guest ? null : (
        <Link to="/submissions">
          <Trans>Submissions</Trans>
        </Link>
      )}
      <Link to="/status">
        <Trans>Status</Trans>
      </Link>
    </>
  );
}

/** What staff do: folded into one entry where there is room for a row of pages. */
function StaffPages({ me }: { me: Me | undefined }): ReactElement | null {
  if (!me?.may.importProblems) return null;
  return (
    <>
      <Link to="/authoring">
        <Trans>Problems at work</Trans>
      </Link>
      <Link to="/staff/problems" search={{}}>
        <Trans>Manage problems</Trans>
      </Link>
      <Link to="/problems/import" search={{}}>
        <Trans>Import</Trans>
      </Link>
      <Link to="/staff/judge-errors" search={{}}>
        <Trans>Judge errors</Trans>
      </Link>
      <Link to="/staff/rejudgings" search={{}}>
        <Trans>Rejudgings</Trans>
      </Link>
      {me.may.administer ? (
        <Link to="/admin/accounts" search={{}}>
          <Trans>Accounts</Trans>
        </Link>
      ) : null}
    </>
  );
}

export function Header(): ReactElement {
  const visitor = useVisitor();
  const me = visitor.kind === 'account' ? visitor.me : undefined;
  const guest = likelyKind(visitor) === 'guest';
  return (
    <header className="header">
      <div className="narrow-only">
        <Menu label={<Icon name="menu" label={t`Pages`} />}>
          <Pages guest={guest} />
          {me?.may.importProblems ? (
            <p className="menu-word">
              <Trans>Staff</Trans>
            </p>
          ) : null}
          <StaffPages me={me} />
        </Menu>
      </div>
      <Link to="/" className="brand" aria-label={t`Arbiter: to the start`}>
        <Icon name="check" size={26} />
        <span className="brand-word">Arbiter</span>
      </Link>
      <nav aria-label={t`Pages`}>
        <Pages guest={guest} />
        {me?.may.importProblems ? (
          <Menu label={<Trans>Staff</Trans>}>
            <StaffPages me={me} />
          </Menu>
        ) : null}
      </nav>
      <div className="side">
        <NoConnection />
        {me?.may.importProblems ? (
          <Suspense>
            <RunningWork accountId={me.id} />
          </Suspense>
        ) : null}
        <LanguageMenu />
        <ThemeMenu />
        {!guest && !me ? <Skeleton width="6rem" height="1.75rem" /> : null}
        {guest ? (
          <>
            <Link to="/sign-in" search={{}} className={buttonClass('ghost')}>
              <Trans>Sign in</Trans>
            </Link>
            <Link to="/sign-up" search={{}} className={`${buttonClass('primary')} sign-up`}>
              <Trans>Sign up</Trans>
            </Link>
          </>
        ) : null}
        {me ? <AccountMenu me={me} /> : null}
      </div>
    </header>
  );
}

function NoConnection(): ReactElement | null {
  const missing = useMissing();
  return missing ? (
    <span className="no-connection">
      <Icon name="plug" label={t`No connection`} />
      <span aria-hidden>
        <Trans>No connection</Trans>
      </span>
    </span>
  ) : null;
}

function LanguageMenu(): ReactElement {
  const locale = useLocale();
  const name = LOCALES[locale];
  const choose = (next: Locale) => void chooseLocale(next).catch(() => toast(t`The words of this language cannot be fetched at the moment.`, { tone: 'bad' }));
  return (
    <Menu label={<span className="locale">{locale}</span>} labelText={t`Language: ${name}`}>
      {(Object.keys(LOCALES) as Locale[]).map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === locale} onClick={() => choose(each)}>
          {LOCALES[each]}
          {each === locale ? <Icon name="check" /> : null}
        </button>
      ))}
    </Menu>
  );
}

function ThemeMenu(): ReactElement {
  const [theme, setTheme] = useTheme();
  const { _ } = useLingui();
  const word = _(THEME_LOOK[theme].word);
  return (
    <Menu label={<Icon name={THEME_LOOK[theme].icon} />} labelText={t`Theme: ${word}`}>
      {THEMES.map((each) => (
        <button key={each} type="button" aria-pressed={each === theme} onClick={() => setTheme(each)}>
          <Icon name={THEME_LOOK[each].icon} /> {_(THEME_LOOK[each].word)}
          {each === theme ? <Icon name="check" /> : null}
        </button>
      ))}
    </Menu>
  );
}

function AccountMenu({ me }: { me: Me }): ReactElement {
  const signOut = useSignOut();
  const { username } = me;
  return (
    <Menu
      labelText={t`Account of ${username}`}
      label={
        <>
          <Icon name="person" />
          <span className="who">{me.username}</span>
        </>
      }
    >
      <Link to="/people/$username" params={{ username }}>
        <Trans>My profile</Trans>
      </Link>
      <Link to="/account">
        <Trans>Account and tokens</Trans>
      </Link>
      <Link to="/submissions" search={{ user: me.username }}>
        <Trans>My submissions</Trans>
      </Link>
      <button type="button" onClick={() => void signOut()}>
        <Trans>Sign out</Trans>
      </button>
    </Menu>
  );
}
