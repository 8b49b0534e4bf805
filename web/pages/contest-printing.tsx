import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { printsQuery } from '../api/contest-site-queries.js';
import { Failure, whyNothing } from '../api/failure.js';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { PrintForm } from '../components/contest/print-form.js';
import { PrintTable } from '../components/contest/print-table.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { State } from '../ui/state.js';

const route = getRouteApi('/contests/$slug/printing');

/** Participants send what they want on paper; jury and runners see what waits. */
export function ContestPrintingPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <Require>
      {() => (
        <ContestFrame slug={slug} section="printing">
          {(contest) => (contest.me === null && !contest.may.deliver ? <Failed error={new Failure('forbidden', t`Only who takes part in the contest may print.`)} /> : <Printing contest={contest} />)}
        </ContestFrame>
      )}
    </Require>
  );
}

function Printing({ contest }: { contest: Contest }): ReactElement {
  const { slug, may, printing } = contest;
  const query = useQuery(printsQuery(slug));
  const failed = whyNothing(query);
  return (
    <>
      {may.print ? <PrintForm slug={slug} seat={contest.me?.seat ?? null} /> : null}
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : query.data?.length === 0 ? (
        <div className="card">
          <State icon="file" title={printing ? t`Nothing was printed yet` : t`Printing is off in this contest`}>
            {may.deliver ? <Trans>What participants send is listed here as it comes.</Trans> : may.print ? <Trans>What you send is listed here until it is brought to you.</Trans> : <Trans>Prints can be sent while the contest runs.</Trans>}
          </State>
        </div>
      ) : (
        <PrintTable slug={slug} prints={query.data} staff={may.deliver} />
      )}
    </>
  );
}
