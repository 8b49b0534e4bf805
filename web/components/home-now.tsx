import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLiveStatus } from '../hooks/use-live-status.js';
import { Icon } from '../ui/icon.js';
import { Skeleton } from '../ui/state.js';
import { number } from '../util/format.js';

/** Whether judges are at work, what waits, and what was judged of late. */
export function HomeNow(): ReactElement {
  const { data } = useLiveStatus();
  const alive = data?.judges.filter((judge) => judge.alive).length ?? 0;
  const [judging, queued, finished] = [data?.queue.judging ?? 0, data?.queue.queued ?? 0, data?.lastHour.finished ?? 0];
  const [atWork, waiting, judged] = [number(judging), number(queued), number(finished)];
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>
          <Trans>Now</Trans>
        </h2>
        <Link to="/status">
          <Trans>Status</Trans>
        </Link>
      </div>
      <div className="card now">
        {data ? (
          <>
            <p className="row">
              <Icon name={alive > 0 ? 'check' : 'warning'} />
              {alive > 0 ? <Plural value={alive} one="One judge at work" other="# judges at work" /> : <Trans>No judge is at work: submissions wait until one is.</Trans>}
            </p>
            <p className="row soft numbers">
              <Icon name="dots" />
              {queued + judging === 0 ? (
                <Trans>Nothing is waiting</Trans>
              ) : (
                <Trans>
                  Being judged: {atWork}. Waiting: {waiting}.
                </Trans>
              )}
            </p>
            <p className="row soft numbers">
              <Icon name="chart" />
              <Plural value={finished} one="One submission judged in the last hour" other={`${judged} submissions judged in the last hour`} />
            </p>
          </>
        ) : (
          <>
            <Skeleton width="9rem" />
            <Skeleton width="11rem" />
            <Skeleton width="13rem" />
          </>
        )}
      </div>
    </section>
  );
}
