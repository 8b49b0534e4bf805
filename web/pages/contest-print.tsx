import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Print } from '#contract/contest-site.js';
import { contestQuery } from '../api/contest-queries.js';
import { printQuery } from '../api/contest-site-queries.js';
import { whyNothing } from '../api/failure.js';
import { PrintLoading, PrintSheets } from '../components/contest/print-sheets.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { useMarkPrint } from '../hooks/use-mark-print.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';

const route = getRouteApi('/contests/$slug/printing/$id');

/** One print as it comes out of the printer: each page names whose it is and where they sit. */
export function ContestPrintPage(): ReactElement {
  return <Require>{() => <ThePrint />}</Require>;
}

function ThePrint(): ReactElement {
  const { slug, id } = route.useParams();
  const query = useQuery(printQuery(slug, id));
  useTitle(query.data && titleOf(query.data));
  const failed = whyNothing(query);
  if (failed) return <Failed level={1} error={failed} retry={() => void query.refetch()} />;
  if (!query.data) return <PrintLoading />;
  return <Sheets slug={slug} print={query.data} />;
}

const titleOf = ({ name, participant: { name: who } }: Print) => t`${name} of ${who}`;

function Sheets({ slug, print }: { slug: string; print: Print }): ReactElement {
  const { id, name, doneAt } = print;
  const contest = useQuery(contestQuery(slug));
  const { mark, pending } = useMarkPrint(slug);
  return (
    <div className="page print-page">
      <div className="print-bar stack tight">
        <p className="small">
          <Link to="/contests/$slug/printing" params={{ slug }}>
            <Trans>Printing</Trans>
          </Link>
        </p>
        <div className="row apart">
          <h1>{name}</h1>
          <div className="row">
            {doneAt === null ? null : (
              <Badge tone="good" icon="check">
                <Trans>Done</Trans>
              </Badge>
            )}
            <Button look="primary" icon="file" onClick={() => window.print()}>
              <Trans>Print…</Trans>
            </Button>
            {contest.data?.may.deliver ? (
              <Button busy={pending === id} onClick={() => mark(id, doneAt === null)}>
                {doneAt === null ? <Trans>It is done</Trans> : <Trans>It is not done</Trans>}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      <PrintSheets print={print} />
    </div>
  );
}
