import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useId, useMemo, useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { replayQuery, virtualRunsQuery } from '../../api/contest-queries.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Note, Skeleton } from '../../ui/state.js';
import { wholeSeconds } from '../../util/contest-times.js';
import { clock } from '../../util/format.js';
import { Failed } from '../failed.js';
import { Countdown } from '../contest/countdown.js';
import { StandingsTable } from './table.js';

/** How often the field moves on beside a run that is under way. Milliseconds. */
const EVERY_MS = 10_000;

/** The standings of a contest that is over as they were at a moment, and a virtual run of the reader among them. */
export function Replay({ contest, run: id }: { contest: Contest; run: string | undefined }): ReactElement {
  const { slug } = contest;
  const runs = useQuery({ ...virtualRunsQuery(slug), enabled: id !== undefined });
  const run = runs.data?.find((each) => each.id === id);
  const now = useServerNow();
  const underWay = run !== undefined && Date.parse(run.endsAt) > now;
  const whole = wholeSeconds(contest);
  const [chosen, setChosen] = useState(whole);
  const at = useDeferredValue(chosen);
  const { data: board, error, refetch } = useQuery({ ...replayQuery(slug, underWay ? undefined : at, id), placeholderData: keepPreviousData, refetchInterval: underWay ? EVERY_MS : false });
  const slider = useId();
  const slugs = useMemo(() => new Map(contest.problems?.map(({ label, slug: problem }) => [label, problem])), [contest.problems]);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!board) return <Skeleton height="24rem" />;
  const own = board.rows.find(({ participant }) => participant.virtual)?.participant.id;
  const time = clock(underWay ? board.atSeconds : chosen);
  return (
    <div className="stack">
      <div className="row apart">
        {underWay ? (
          <p>
            <Trans>Your virtual run ends in</Trans> <Countdown until={run.endsAt} />
          </p>
        ) : (
          <div className="field replay-time">
            <label htmlFor={slider}>
              <Trans>As it was after</Trans> <output htmlFor={slider} className="numbers">{time}</output>
            </label>
            <input id={slider} type="range" min={0} max={whole} step={60} value={chosen} aria-valuetext={time} onChange={({ target }) => setChosen(target.valueAsNumber)} />
          </div>
        )}
        <Link to="/contests/$slug/standings" params={{ slug }} search={{}}>
          <Trans>The final standings</Trans>
        </Link>
      </div>
      {board.frozen ? (
        <Note tone="odd">
          <Trans>The field is frozen beside you, as it was for everybody then.</Trans>
        </Note>
      ) : null}
      <StandingsTable board={board} rows={board.rows} slugs={slugs} own={own} among="replay" />
    </div>
  );
}
