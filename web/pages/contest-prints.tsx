import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Print } from '#contract/contest-site.js';
import { call } from '../api/call.js';
import { printsTogetherQuery } from '../api/contest-site-queries.js';
import { whyNothing } from '../api/failure.js';
import { PrintLoading, PrintSheets } from '../components/contest/print-sheets.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { Note, State } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { number } from '../util/format.js';

const route = getRouteApi('/contests/$slug/printing/together');

/** Several prints for one run of the printer, the one that came first at the head. */
export function ContestPrintsPage(): ReactElement {
  return <Require>{() => <ThePrints />}</Require>;
}

function ThePrints(): ReactElement {
  const { slug } = route.useParams();
  const query = useQuery(printsTogetherQuery(slug, route.useSearch().ids));
  useTitle(t`Printing`);
  const failed = whyNothing(query);
  if (failed) return <Failed level={1} error={failed} retry={() => void query.refetch()} />;
  if (!query.data) return <PrintLoading />;
  return <Together slug={slug} prints={query.data} />;
}

function Together({ slug, prints }: { slug: string; prints: readonly Print[] }): ReactElement {
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const back = { to: '/contests/$slug/printing', params: { slug } } as const;
  const pages = prints.reduce((sum, print) => sum + print.pages, 0);
  const finish = useMutation({
    mutationFn: () => call('changePrints', { params: { slug }, body: { ids: prints.map(({ id }) => id), done: true } }),
    onSuccess: async () => {
      toast(t`They are marked as done.`);
      void client.invalidateQueries({ queryKey: ['contest', slug, 'prints'] });
      await navigate(back);
    },
  });
  return (
    <div className="page print-page">
      <div className="print-bar stack tight">
        <p className="small">
          <Link {...back}>
            <Trans>Printing</Trans>
          </Link>
        </p>
        <div className="row apart">
          <div>
            <h1>
              <Plural value={prints.length} _0="No prints" one="# print" other="# prints" />
            </h1>
            <p className="soft numbers">
              <Plural value={pages} one="# page" other={`${number(pages)} pages`} />
            </p>
          </div>
          {prints.length === 0 ? null : (
            <div className="row">
              <Button look="primary" icon="file" onClick={() => window.print()}>
                <Trans>Print…</Trans>
              </Button>
              <Button busy={finish.isPending} onClick={() => finish.mutate()}>
                <Trans>They are done</Trans>
              </Button>
            </div>
          )}
        </div>
        {finish.error ? (
          <Note tone="bad" alert>
            {finish.error.message}
          </Note>
        ) : null}
      </div>
      {prints.length === 0 ? (
        <div className="card">
          <State
            icon="file"
            title={t`Nothing waits to be printed`}
            action={
              <Link {...back} className={buttonClass('primary')}>
                <Trans>All prints</Trans>
              </Link>
            }
          />
        </div>
      ) : (
        prints.map((print) => <PrintSheets key={print.id} print={print} among />)
      )}
    </div>
  );
}
