import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import { call } from '../api/call.js';
import { reconnect } from '../api/live.js';
import { meQuery } from '../api/queries.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { THEMES, useTheme, type Theme } from '../hooks/use-theme.js';
import { buttonClass } from '../ui/button.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Skeleton } from '../ui/state.js';
import './header.css';

const THEME_LOOK: Record<Theme, { word: string; icon: IconName }> = { light: { word: 'Light', icon: 'sun' }, dark: { word: 'Dark', icon: 'moon' }, auto: { word: 'As the system', icon: 'half' } };

function Pages({ me, guest }: { me: Me | undefined; guest: boolean }): ReactElement {
  return (
    <>
      <Link to="/problems">Problems</Link>
      {guest ? null : <Link to="/submissions">Submissions</Link>}
      <Link to="/status">Status</Link>
      {me?.may.importProblems ? <Link to="/problems/import">Import</Link> : null}
      {me?.may.administer ? <Link to="/admin/accounts">Accounts</Link> : null}
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
        <Menu label={<Icon name="menu" label="Pages" />}>
          <Pages me={me} guest={guest} />
        </Menu>
      </div>
      <Link to="/" className="brand" aria-label="Arbiter: to the start">
        <Icon name="check" size={26} />
        <span className="brand-word">Arbiter</span>
      </Link>
      <nav aria-label="Pages">
        <Pages me={me} guest={guest} />
      </nav>
      <div className="side">
        <ThemeMenu />
        {!guest && !me ? <Skeleton width="6rem" height="1.75rem" /> : null}
        {guest ? (
          <>
            <Link to="/sign-in" search={{}} className={buttonClass('ghost')}>
              Sign in
            </Link>
            <Link to="/sign-up" search={{}} className={`${buttonClass('primary')} sign-up`}>
              Sign up
            </Link>
          </>
        ) : null}
        {me ? <AccountMenu me={me} /> : null}
      </div>
    </header>
  );
}

function ThemeMenu(): ReactElement {
  const [theme, setTheme] = useTheme();
  return (
    <Menu label={<Icon name={THEME_LOOK[theme].icon} />} labelText={`Theme: ${THEME_LOOK[theme].word}`}>
      {THEMES.map((each) => (
        <button key={each} type="button" aria-pressed={each === theme} onClick={() => setTheme(each)}>
          <Icon name={THEME_LOOK[each].icon} /> {THEME_LOOK[each].word}
          {each === theme ? <Icon name="check" /> : null}
        </button>
      ))}
    </Menu>
  );
}

function AccountMenu({ me }: { me: Me }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  async function signOut() {
    await call('signOut').catch(() => undefined);
    client.clear();
    client.setQueryData(meQuery.queryKey, null);
    reconnect();
    void navigate({ to: '/' });
  }
  return (
    <Menu
      labelText={`Account of ${me.username}`}
      label={
        <>
          <Icon name="person" />
          <span className="who">{me.username}</span>
        </>
      }
    >
      <Link to="/account">Account and tokens</Link>
      <Link to="/submissions" search={{ user: me.username }}>
        My submissions
      </Link>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </Menu>
  );
}
