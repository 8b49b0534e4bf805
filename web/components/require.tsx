import { t } from '@lingui/core/macro';
import type { ReactElement, ReactNode } from 'react';
import type { Me } from '#contract/account.js';
import { Failure } from '../api/failure.js';
import { useVisitor } from '../hooks/use-me.js';
import { Skeleton } from '../ui/state.js';
import { Failed, SignInFirst } from './failed.js';

/** Shows a page to those who may see it, and tells everybody else what to do. The server decides anyway. `narrow`: as the page is. */
export function Require({ may, narrow = false, children }: { may?: keyof Me['may']; narrow?: boolean; children: (me: Me) => ReactNode }): ReactElement {
  const visitor = useVisitor();
  // Nobody is sent to sign in because the server could not be asked who they are.
  if (visitor.kind === 'unknown' && visitor.error) return <Failed level={1} error={visitor.error} />;
  if (visitor.kind === 'unknown')
    return (
      <div className={narrow ? 'page narrow' : 'page'} aria-busy>
        <Skeleton width="12rem" height="2rem" />
        <Skeleton height="16rem" />
      </div>
    );
  if (visitor.kind === 'guest') return <SignInFirst />;
  if (may && !visitor.me.may[may]) return <Failed level={1} error={new Failure('forbidden', t`Your account does not have the rights for this page. Ask an administrator if you need them.`)} />;
  return <>{children(visitor.me)}</>;
}
