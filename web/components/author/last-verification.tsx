import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { verificationQuery } from '../../api/queries.js';
import { verificationsQuery } from '../../api/staff-queries.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { VerificationBadge } from '../verification-badge.js';
import { VerificationMatrix } from '../verification-matrix.js';

/** What the solutions came to, test by test, when the problem was published last. */
export function LastVerification(): ReactElement | null {
  const { published } = useWorkshop().authored;
  return published?.version ? <Of slug={published.slug} /> : null;
}

function Of({ slug }: { slug: string }): ReactElement | null {
  const { data: past } = useQuery(verificationsQuery(slug));
  const last = past?.[0];
  const { data } = useQuery({ ...verificationQuery(slug, last?.id ?? ''), enabled: last !== undefined });
  if (!last) return null;
  const { version } = last;
  return (
    <section className="stack tight" aria-labelledby="last-verification">
      <div className="row">
        <h2 id="last-verification">
          <Trans>What they came to in version {version}</Trans>
        </h2>
        <VerificationBadge verification={last} />
      </div>
      {data && data.rows.length > 0 ? <VerificationMatrix verification={data} /> : null}
    </section>
  );
}
