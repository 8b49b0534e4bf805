import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { useMe } from '../../hooks/use-me.js';
import { Register } from './register.js';

/** A private contest shows itself to whoever knows its code; that there is none of this address is not told apart. */
export function JoinByCode({ slug }: { slug: string }): ReactElement | null {
  if (useMe() === undefined) return null;
  return (
    <div className="page slim join-by-code">
      <section className="card stack">
        <h2>
          <Trans>Were you told a code?</Trans>
        </h2>
        <p className="soft">
          <Trans>A private contest opens by its code.</Trans>
        </p>
        <Register slug={slug} mode="code" />
      </section>
    </div>
  );
}
