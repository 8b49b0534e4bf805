import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { whyNothing } from '../api/failure.js';
import { versionsQuery } from '../api/staff-queries.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { SkeletonRows } from '../ui/state.js';
import { Failed } from './failed.js';
import { VersionRow } from './version-row.js';
import './narrow-table.css';
import './versions.css';

/** Every version of a package: what proves it, how it became current, how its time limit came; each to be published, compared and had back. */
export function ProblemVersions({ slug }: { slug: string }): ReactElement {
  const query = useQuery(versionsQuery(slug));
  const { data } = query;
  const failed = whyNothing(query);
  const current = data?.find((version) => version.current);
  return (
    <section className="stack">
      <div className="row apart">
        <h2>
          <Trans>Versions</Trans>
        </h2>
        <Link to="/problems/import" search={{ problem: slug }} className={buttonClass()}>
          <Icon name="upload" /> <Trans>New version</Trans>
        </Link>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Versions`} aria-busy={data === undefined}>
          <table className="table">
            <caption className="unseen">
              <Trans>Versions</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Version</Trans>
                </th>
                <th className="roomy">
                  <Trans>Added</Trans>
                </th>
                <th className="roomy">
                  <Trans>Time limit</Trans>
                </th>
                <th className="roomy">
                  <Trans>Contents</Trans>
                </th>
                <th className="roomy">
                  <Trans>Proof</Trans>
                </th>
                <th className="roomy">
                  <Trans>Published</Trans>
                </th>
                <th>
                  <span className="unseen">
                    <Trans>Actions</Trans>
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>{data?.map((version) => <VersionRow key={version.number} slug={slug} version={version} current={current} />) ?? <SkeletonRows rows={2} widths={['5rem', '8rem', '6rem', '9rem', '6rem', '8rem', '9rem']} classNames={['', 'roomy', 'roomy', 'roomy', 'roomy', 'roomy', '']} />}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
