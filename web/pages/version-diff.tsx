import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { whyNothing } from '../api/failure.js';
import { versionDiffQuery, versionsQuery } from '../api/staff-queries.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { VersionDifferences } from '../components/version-diff.js';
import { useTitle } from '../hooks/use-title.js';
import { SelectField } from '../ui/field.js';
import { Skeleton, State } from '../ui/state.js';
import { buttonClass } from '../ui/button.js';
import { ago } from '../util/format.js';

const route = getRouteApi('/problems/$slug/compare');

/** Two versions of a problem beside each other. */
export function VersionDiffPage(): ReactElement {
  const { slug } = route.useParams();
  const { from, to } = route.useSearch();
  useTitle(t`Versions of ${slug}`);
  return <Require may="importProblems">{() => (from && to ? <Compared slug={slug} from={from} to={to} /> : <Nothing slug={slug} />)}</Require>;
}

function Nothing({ slug }: { slug: string }): ReactElement {
  const back = (
    <Link to="/problems/$slug/staff" params={{ slug }} search={{}} className={buttonClass('primary')}>
      <Trans>To the versions</Trans>
    </Link>
  );
  return (
    <State icon="columns" title={t`Two versions are needed`} level={1} action={back}>
      <Trans>Press “Compare” beside a version of the problem.</Trans>
    </State>
  );
}

function Compared({ slug, from, to }: { slug: string; from: number; to: number }): ReactElement {
  const query = useQuery(versionDiffQuery(slug, from, to));
  const { data } = query;
  const failed = whyNothing(query);
  if (failed) return <Failed level={1} error={failed} what="problem" retry={() => void query.refetch()} />;
  return (
    <div className="page" aria-busy={data === undefined}>
      <div>
        <h1>
          <Trans>
            Versions {from} and {to} of{' '}
            <Link to="/problems/$slug/staff" params={{ slug }} search={{}}>
              {slug}
            </Link>
          </Trans>
        </h1>
      </div>
      <Choice slug={slug} from={from} to={to} />
      {data ? <VersionDifferences diff={data} /> : <Skeleton height="20rem" />}
    </div>
  );
}

function Choice({ slug, from, to }: { slug: string; from: number; to: number }): ReactElement | null {
  const navigate = route.useNavigate();
  const { data } = useQuery(versionsQuery(slug));
  if (!data) return <Skeleton height="4rem" />;
  const choose = (search: { from: number; to: number }) => void navigate({ search, replace: true });
  const options = data.map(({ number, createdAt }) => {
    const when = ago(createdAt);
    return (
      <option key={number} value={number}>
        {t`Version ${number}, ${when}`}
      </option>
    );
  });
  return (
    <div className="row bottom">
      <SelectField label={t`Before`} value={from} onChange={(event) => choose({ from: Number(event.target.value), to })}>
        {options}
      </SelectField>
      <SelectField label={t`After`} value={to} onChange={(event) => choose({ from, to: Number(event.target.value) })}>
        {options}
      </SelectField>
    </div>
  );
}
