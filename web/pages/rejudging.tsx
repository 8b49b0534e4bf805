import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Rejudging } from '#contract/rejudging.js';
import { Failed } from '../components/failed.js';
import { RejudgingEnd } from '../components/rejudging-end.js';
import { RejudgingMatrix } from '../components/rejudging-matrix.js';
import { RejudgingPeople } from '../components/rejudging-people.js';
import { RejudgingStandings } from '../components/rejudging-standings.js';
import { RejudgingRows } from '../components/rejudging-rows.js';
import { RejudgingBadge } from '../components/rejudging-state.js';
import { Require } from '../components/require.js';
import { Time } from '../components/time.js';
import { VERDICT } from '../components/verdict.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useRejudging } from '../hooks/use-rejudging.js';
import { useTitle } from '../hooks/use-title.js';
import { Progress } from '../ui/progress.js';
import { Note, Skeleton } from '../ui/state.js';
import { duration, number } from '../util/format.js';

const route = getRouteApi('/staff/rejudgings/$id');

/** One rejudging: how far it is, what would change, and the decision. */
export function RejudgingPage(): ReactElement {
  const { id } = route.useParams();
  return <Require may="importProblems">{() => <Loaded key={id} id={id} />}</Require>;
}

function Loaded({ id }: { id: string }): ReactElement {
  const { show = 'changed' } = route.useSearch();
  const navigate = route.useNavigate();
  const { rejudging, error, refetch } = useRejudging(id);
  const name = rejudging?.problemName;
  useTitle(name ? t`Rejudging of ${name}` : t`Rejudging`);
  if (error) return <Failed level={1} error={error} retry={refetch} />;
  if (!rejudging)
    return (
      <div className="page" aria-busy>
        <Skeleton width="20rem" height="1.9rem" />
        <Skeleton height="9rem" />
        <Skeleton height="16rem" />
      </div>
    );
  return (
    <div className="page">
      <Head rejudging={rejudging} />
      <State rejudging={rejudging} />
      <RejudgingEnd rejudging={rejudging} />
      {rejudging.matrix.length > 0 ? (
        <>
          <section className="stack tight">
            <h2>
              <Trans>Verdicts</Trans>
            </h2>
            <RejudgingMatrix cells={rejudging.matrix} />
          </section>
          <section className="stack tight">
            <h2>
              <Trans>People</Trans>
            </h2>
            <RejudgingPeople people={rejudging.people} single={rejudging.problem !== null} />
          </section>
        </>
      ) : null}
      {rejudging.state === 'ready' || rejudging.state === 'applied' ? <RejudgingStandings rejudging={rejudging} /> : null}
      <RejudgingRows rejudging={rejudging} show={show} onShow={(next) => void navigate({ search: { show: next }, replace: true, resetScroll: false })} />
      {rejudging.times.length > 0 ? <Times times={rejudging.times} /> : null}
    </div>
  );
}

function Head({ rejudging }: { rejudging: Rejudging }): ReactElement {
  const languageName = useLanguageName();
  const { problem, problemName, contestName, version, filter, user, createdAt, reason, state } = rejudging;
  const language = filter.language === undefined ? '' : languageName(filter.language);
  const verdicts = filter.verdicts?.map((verdict) => VERDICT[verdict].word).join(', ') ?? '';
  return (
    <div className="stack tight">
      <div className="row">
        <h1>{contestName !== null ? problemName === null ? <Trans>Rejudging of {contestName}</Trans> : <Trans>Rejudging of {problemName} in {contestName}</Trans> : problemName === null ? <Trans>Rejudging of single submissions</Trans> : <Trans>Rejudging of {problemName}</Trans>}</h1>
        <RejudgingBadge state={state} />
      </div>
      {reason ? <p>{reason}</p> : null}
      <p className="soft row">
        {user ? (
          <span>
            <Trans>Begun by {user}</Trans> <Time at={createdAt} />
          </span>
        ) : null}
        {version === null ? null : <span className="numbers">{t`against version ${version}`}</span>}
        {language ? <span>{language}</span> : null}
        {verdicts ? <span>{verdicts}</span> : null}
        {filter.since ? (
          <span>
            <Trans context="time">from</Trans> <Time at={filter.since} />
          </span>
        ) : null}
        {filter.until ? (
          <span>
            <Trans context="time">until</Trans> <Time at={filter.until} />
          </span>
        ) : null}
        {problem === null ? null : (
          <Link to="/problems/$slug/staff" params={{ slug: problem }} search={{}}>
            <Trans>Manage the problem</Trans>
          </Link>
        )}
        <Link to="/staff/rejudgings" search={{}}>
          <Trans>All rejudgings</Trans>
        </Link>
      </p>
    </div>
  );
}

function State({ rejudging }: { rejudging: Rejudging }): ReactElement {
  const { state, done, total, changed, outcomes, waitsForTimeLimit, endedBy, endedAt } = rejudging;
  const [through, all] = [number(done), number(total)];
  const ender = endedBy ?? '–';
  const open = state === 'running' || state === 'ready';
  return (
    <section className="card stack tight" aria-label={t`State`}>
      <p className="numbers" role="status">
        <Trans>
          {through} of {all} judged
        </Trans>
        {' · '}
        <Plural value={changed} one="# changes" other="# change" />
      </p>
      {state === 'running' ? <Progress fraction={total === 0 ? 1 : done / total} label={t`Judged again`} /> : null}
      {state === 'running' && waitsForTimeLimit ? (
        <Note tone="warn">
          <Trans>The time limit of this version is still being measured; judging waits for it.</Trans>
        </Note>
      ) : null}
      {outcomes.failed > 0 && state !== 'cancelled' ? (
        <Note tone="odd">
          <Plural value={outcomes.failed} one="The judge failed at # submission, or could not run it: it keeps what it has." other="The judge failed at # submissions, or could not run them: they keep what they have." />
        </Note>
      ) : null}
      {outcomes.stale > 0 ? (
        <Note tone="warn">
          <Plural value={outcomes.stale} one="# submission was judged again by another way since this began; that judging counts." other="# submissions were judged again by another way since this began; those judgings count." />
        </Note>
      ) : null}
      {!open && endedAt ? (
        <p className="soft">
          {state === 'applied' ? <Trans>Applied by {ender}</Trans> : <Trans>Cancelled by {ender}</Trans>} <Time at={endedAt} />
        </p>
      ) : null}
    </section>
  );
}

function Times({ times }: { times: Rejudging['times'] }): ReactElement {
  const languageName = useLanguageName();
  return (
    <section className="stack tight">
      <h2>
        <Trans>Largest changes of time</Trans>
      </h2>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`Largest changes of time`}>
        <table className="table">
          <caption className="unseen">
            <Trans>CPU time of the slowest test, before and now</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Who</Trans>
              </th>
              <th>
                <Trans>Language</Trans>
              </th>
              <th className="end">
                <Trans context="judging">Old</Trans>
              </th>
              <th className="end">
                <Trans context="judging">New</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {times.map(({ submission, user, language, oldCpuMs, newCpuMs }) => (
              <tr key={submission}>
                <th scope="row">
                  <Link to="/submissions/$id" params={{ id: submission }}>
                    {user}
                  </Link>
                </th>
                <td>{languageName(language)}</td>
                <td className="end numbers">{duration(oldCpuMs)}</td>
                <td className="end numbers">{duration(newCpuMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
