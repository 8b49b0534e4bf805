import { t } from '@lingui/core/macro';
import type { ReactElement, ReactNode } from 'react';
import type { Contest } from '#contract/contest.js';
import { Failure } from '../../api/failure.js';
import { Failed } from '../failed.js';

/** What jury or runners alone see; to others it says whom it is for. The server decides anyway. */
export function ForJury({ contest, may, children }: { contest: Contest; may: 'edit' | 'deliver'; children: ReactNode }): ReactElement {
  if (contest.may[may]) return <>{children}</>;
  const message = may === 'edit' ? t`This part is for the jury of the contest.` : t`This part is for the jury and the runners of the contest.`;
  return <Failed error={new Failure('forbidden', message)} />;
}
