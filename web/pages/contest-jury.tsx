import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { whyNothing } from '../api/failure.js';
import { juryQuery } from '../api/contest-site-queries.js';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { ForJury } from '../components/contest/for-jury.js';
import { JuryErrors } from '../components/contest/jury-errors.js';
import { JuryNow } from '../components/contest/jury-now.js';
import { JuryProblems } from '../components/contest/jury-problems.js';
import { JuryQueue } from '../components/contest/jury-queue.js';
import { JuryWarnings } from '../components/contest/jury-warnings.js';
import { SiteSettings } from '../components/contest/site-settings.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { useJuryLive } from '../hooks/use-jury-live.js';
import { Skeleton } from '../ui/state.js';

const route = getRouteApi('/contests/$slug/jury');

/** What the jury watches while a contest runs: what needs them, how hard the problems turn out, and every submission as it comes. */
export function ContestJuryPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <Require>
      {() => (
        <ContestFrame slug={slug} section="jury">
          {(contest) => (
            <ForJury contest={contest} may="edit">
              <Jury contest={contest} />
            </ForJury>
          )}
        </ContestFrame>
      )}
    </Require>
  );
}

function Jury({ contest }: { contest: Contest }): ReactElement {
  const { slug } = contest;
  useJuryLive(slug);
  const query = useQuery(juryQuery(slug));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const failed = whyNothing(query);
  if (failed) return <Failed error={failed} retry={() => void query.refetch()} />;
  const overview = query.data;
  if (!overview)
    return (
      <div className="stack wide" aria-busy>
        <Skeleton height="6rem" />
        <Skeleton height="14rem" />
      </div>
    );
  return (
    <>
      <JuryWarnings warnings={overview.warnings} />
      <JuryNow contest={contest} overview={overview} />
      <JuryErrors slug={slug} errors={overview.errors} />
      <JuryProblems problems={overview.problems} />
      <JuryQueue contest={contest} search={search} onChange={(part) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false })} />
      <SiteSettings contest={contest} />
    </>
  );
}
