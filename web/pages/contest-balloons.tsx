import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Balloon, BalloonChange, BalloonState } from '#contract/contest-site.js';
import type { Contest } from '#contract/contest.js';
import { call } from '../api/call.js';
import { balloonsQuery } from '../api/contest-site-queries.js';
import { whyNothing } from '../api/failure.js';
import { BalloonCard } from '../components/contest/balloon-card.js';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { ForJury } from '../components/contest/for-jury.js';
import { SiteSettings } from '../components/contest/site-settings.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { Note, Skeleton, State } from '../ui/state.js';
import { toast } from '../ui/toast.js';

const route = getRouteApi('/contests/$slug/balloons');

/** Balloons to deliver, who is on the way with which, and which must come back. */
export function ContestBalloonsPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <Require>
      {(me) => (
        <ContestFrame slug={slug} section="balloons">
          {(contest) => (
            <ForJury contest={contest} may="deliver">
              <Balloons contest={contest} me={me.username} />
            </ForJury>
          )}
        </ContestFrame>
      )}
    </Require>
  );
}

function Balloons({ contest, me }: { contest: Contest; me: string }): ReactElement {
  const { slug } = contest;
  const client = useQueryClient();
  const query = useQuery(balloonsQuery(slug));
  const refresh = () => client.invalidateQueries({ queryKey: ['contest', slug, 'balloons'] });
  const move = useMutation({
    mutationFn: ({ id, ...body }: BalloonChange & { id: string }) => call('changeBalloon', { params: { slug, id }, body }),
    onSuccess: refresh,
    onError: (error) => (toast(error.message, { tone: 'bad' }), refresh()),
  });
  const failed = whyNothing(query);
  if (failed) return <Failed error={failed} retry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div aria-busy>
        <Skeleton height="14rem" />
      </div>
    );
  const { mode, held, runners, items } = query.data;
  const of = (state: BalloonState) => items.filter((item) => item.state === state);
  const waiting = of('waiting').length;
  const cards = (listed: readonly Balloon[]) => (
    <ul className="plain-list balloon-list">
      {listed.map((balloon) => (
        <BalloonCard key={balloon.id} balloon={balloon} me={me} runners={contest.may.edit ? runners : []} mayTakeOver={contest.may.edit} busy={move.isPending && move.variables.id === balloon.id} onMove={(change) => move.mutate({ id: balloon.id, ...change })} />
      ))}
    </ul>
  );
  return (
    <>
      {held ? (
        <Note tone="accent">
          <Trans>The standings are frozen. What is solved now gets its balloon when everything is shown.</Trans>
        </Note>
      ) : null}
      <p role="status" className="numbers">
        {waiting === 0 ? <Trans>No balloon waits.</Trans> : <Plural value={waiting} one="# balloon waits." other="# balloons wait." />}
      </p>
      {items.length === 0 ? (
        <div className="card">
          <State icon="star" title={mode === 'off' ? t`This contest has no balloons` : t`No balloons yet`}>
            {mode === 'off' ? <Trans>The jury can switch them on.</Trans> : <Trans>As soon as somebody solves a problem, its balloon is listed here.</Trans>}
          </State>
        </div>
      ) : null}
      <Group title={<Trans>Bring back</Trans>} listed={of('recalled')} cards={cards} />
      <Group title={<Trans>To deliver</Trans>} listed={of('waiting')} cards={cards} />
      <Group title={<Trans>Under way</Trans>} listed={of('taken')} cards={cards} />
      <Group title={<Trans>Delivered</Trans>} listed={of('delivered')} cards={cards} />
      {mode === 'off' && contest.may.edit ? <SiteSettings contest={contest} /> : null}
    </>
  );
}

function Group({ title, listed, cards }: { title: ReactNode; listed: readonly Balloon[]; cards: (listed: readonly Balloon[]) => ReactElement }): ReactElement | null {
  if (listed.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        {title} <span className="soft numbers">{listed.length}</span>
      </h2>
      {cards(listed)}
    </section>
  );
}
