import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import type { Scoreboard } from '#contract/scoreboard.js';
import { useMe } from '../../hooks/use-me.js';
import { useScoreboard } from '../../hooks/use-scoreboard.js';
import { useSearchText } from '../../hooks/use-search-text.js';
import { Button } from '../../ui/button.js';
import { Note, Skeleton, State } from '../../ui/state.js';
import { elapsedSeconds } from '../../util/contest-times.js';
import { number } from '../../util/format.js';
import { patient } from '../../util/patient.js';
import { serverNow } from '../../util/server-clock.js';
import { filterRows, type StandingsSearch } from '../../util/standings-filter.js';
import { Failed } from '../failed.js';
import { Filters } from './filters.js';
import { Legend } from './legend.js';
import { ParticipantDialog } from './participant-dialog.js';
import { SolvesChart } from './solves-chart.js';
import { StandingsTable } from './table.js';

const Projector = lazy(patient(async () => ({ default: (await import('./projector.js')).Projector })));

/** The standings of a contest as they go on. */
export function Standings({ contest, search }: { contest: Contest; search: StandingsSearch }): ReactElement {
  const me = useMe();
  const navigate = useNavigate();
  const jury = me !== undefined && me.role !== 'student' && contest.me === null;
  const asPublic = jury && search.view === 'public';
  const { board, error, refetch } = useScoreboard(contest.slug, contest.state, asPublic);
  const change = (part: StandingsSearch, replace = true) => void navigate({ to: '/contests/$slug/standings', params: { slug: contest.slug }, search: { ...search, ...part }, replace, resetScroll: false });
  const [text, setText] = useSearchText(search.search, (found) => change({ search: found }));
  const { group, affiliation, official } = search;
  const shown = useMemo(() => (board ? filterRows(board.rows, { search: text, group, affiliation, official }) : []), [board, text, group, affiliation, official]);
  const slugs = useMemo(() => new Map(contest.problems?.map(({ label, slug }) => [label, slug])), [contest.problems]);
  const table = useRef<HTMLDivElement>(null);
  const own = contest.me?.id;

  if (error) return <Failed error={error} retry={refetch} />;
  if (!board) return <Skeleton height="24rem" />;
  const opened = search.participant === undefined ? undefined : board.rows.find(({ participant }) => participant.id === search.participant);
  const untilSeconds = elapsedSeconds(contest, serverNow());
  return (
    <>
      <FreezeNote contest={contest} board={board} jury={jury} />
      {board.rows.length === 0 ? (
        <State icon="people" title={t`Nobody takes part yet`} />
      ) : (
        <>
          <Filters
            contest={contest} board={board} shown={shown} search={search} text={text} onText={setText} onChange={change} jury={jury}
            onOwn={own !== undefined && shown.some(({ participant }) => participant.id === own) ? () => showRow(table.current, shown.findIndex(({ participant }) => participant.id === own)) : undefined}
          />
          <div ref={table}>
            {shown.length === 0 ? (
              <State icon="search" title={t`Nobody fits`} action={<Button onClick={() => (setText(''), change({ search: undefined, group: undefined, affiliation: undefined, official: undefined }))}>{t`Show all`}</Button>} />
            ) : (
              <StandingsTable board={board} rows={shown} slugs={slugs} own={own} among={`${asPublic} ${text} ${group} ${affiliation} ${official}`} onOpen={(participant) => change({ participant }, false)} />
            )}
          </div>
          <OwnNews board={board} own={own} />
          <Legend format={board.format} />
          <SolvesPart board={board} untilSeconds={untilSeconds} />
        </>
      )}
      {opened ? <ParticipantDialog contest={contest} board={board} row={opened} asPublic={asPublic} untilSeconds={untilSeconds} onClose={() => change({ participant: undefined })} /> : null}
      {search.projector ? (
        <Suspense fallback={null}>
          <Projector contest={contest} board={board} rows={shown} onLeave={() => change({ projector: undefined })} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Rows have all the same height, whether they are drawn or not. */
function showRow(frame: HTMLElement | null, index: number): void {
  const scrolled = frame?.querySelector<HTMLElement>('.standings-frame');
  const row = scrolled?.querySelector<HTMLElement>('tbody tr.own');
  if (!scrolled || !row) return;
  scrolled.scrollTo({ top: row.offsetHeight * index - scrolled.clientHeight / 2, behavior: 'instant' });
  row.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  scrolled.scrollIntoView({ block: 'nearest' });
}

function FreezeNote({ contest, board, jury }: { contest: Contest; board: Scoreboard; jury: boolean }): ReactElement | null {
  if (board.frozen)
    return (
      <Note tone="odd">
        {jury ? <Trans>This is what everybody else sees: the standings are frozen, and what was sent since waits for its verdict.</Trans> : <Trans>The standings are frozen: what was sent since waits for its verdict until they are unveiled.</Trans>}
      </Note>
    );
  if (jury && contest.state === 'frozen')
    return (
      <Note tone="odd">
        <Trans>For everybody else the standings are frozen. You see them as they are.</Trans>
      </Note>
    );
  return null;
}

/** Tells screen readers of one's own rank when it changes. */
function OwnNews({ board, own }: { board: Scoreboard; own: string | undefined }): ReactElement {
  const rank = useMemo(() => board.rows.find(({ participant }) => participant.id === own)?.rank ?? null, [board.rows, own]);
  const before = useRef(rank);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (before.current !== null && rank !== null && before.current !== rank) {
      const now = number(rank);
      setSaid(t`Your rank is ${now} now.`);
    }
    before.current = rank;
  }, [rank]);
  return (
    <div className="unseen" role="status">
      {said}
    </div>
  );
}

/** Made only while it is unfolded: it looks at every row. */
function SolvesPart({ board, untilSeconds }: { board: Scoreboard; untilSeconds: number }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">
        <Trans>Solutions of each problem over time</Trans>
      </summary>
      {open ? <SolvesChart board={board} untilSeconds={untilSeconds} /> : null}
    </details>
  );
}
