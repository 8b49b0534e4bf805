import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import type { Status } from '#contract/status.js';
import { whyNothing } from '../api/failure.js';
import { languagesQuery } from '../api/queries.js';
import { Complaints } from '../components/complaints.js';
import { Failed } from '../components/failed.js';
import { JudgeTable } from '../components/judge-table.js';
import { Time } from '../components/time.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useLiveStatus } from '../hooks/use-live-status.js';
import { useTitle } from '../hooks/use-title.js';
import { Skeleton, SkeletonRows, State } from '../ui/state.js';
import { duration, memory, number } from '../util/format.js';
import '../components/narrow-table.css';
import './status.css';

/** Judges, queue and languages, as they are now. Everybody may read it; staff see the machinery besides. */
export function StatusPage(): ReactElement {
  useTitle(t`Status`);
  const query = useLiveStatus();
  const languageName = useLanguageName();
  const failed = whyNothing(query);
  return (
    <div className="page">
      <h1>
        <Trans>Status</Trans>
      </h1>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : (
        <>
          {query.data ? <Complaints complaints={query.data.complaints} languageName={languageName} /> : <Skeleton height="2.4rem" />}
          <Queue status={query.data} />
          <LastHour lastHour={query.data?.lastHour} />
          <Part title={<Trans>Judges</Trans>}>
            <JudgeTable judges={query.data?.judges} />
          </Part>
        </>
      )}
      <Languages judges={query.data?.judges} mayAdd={query.data?.staff !== undefined} />
      {/* Last, because guests' and staff's pages differ here, and nothing may move when it comes. */}
      {query.data?.staff ? <Machinery staff={query.data.staff} /> : null}
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Facts({ facts, busy = false }: { facts: readonly (readonly [string, ReactNode])[]; busy?: boolean }): ReactElement {
  return (
    <dl className="card facts" aria-busy={busy}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numbers">{value ?? <Skeleton width="3rem" />}</dd>
        </div>
      ))}
    </dl>
  );
}

const seconds = (value: number | null): string => (value === null ? '–' : duration(value < 1 ? value * 1000 : Math.round(value) * 1000));

function Queue({ status }: { status: Status | undefined }): ReactElement {
  const alive = status?.judges.filter((judge) => judge.alive) ?? [];
  const sum = (of: 'slots' | 'busy') => number(alive.reduce((all, judge) => all + judge[of], 0));
  const [busy, slots] = [sum('busy'), sum('slots')];
  return (
    <Facts
      busy={!status}
      facts={[
        [t`Waiting`, status && number(status.queue.queued)],
        [t`Being judged`, status && number(status.queue.judging)],
        [t`Longest wait`, status && (status.queue.oldestSeconds === null ? t`nobody waits` : seconds(status.queue.oldestSeconds))],
        [t`Slots in use`, status && t`${busy} of ${slots}`],
      ]}
    />
  );
}

function LastHour({ lastHour }: { lastHour: Status['lastHour'] | undefined }): ReactElement {
  const finished = number(lastHour?.finished ?? 0);
  const counts = lastHour?.perFiveMinutes.map((count) => number(count)).join(', ') ?? '';
  const most = Math.max(1, ...(lastHour?.perFiveMinutes ?? []));
  return (
    <Part title={<Trans>The last hour</Trans>}>
      <div className="card hour-card">
        {lastHour ? (
          <>
            <div className="stack tight">
              <p className="numbers">
                <Plural value={lastHour.finished} one="One submission was judged" other={`${finished} submissions were judged`} />
              </p>
              <div className="hour" role="img" aria-label={t`Judged in each five minutes, from an hour ago until now: ${counts}`}>
                {lastHour.perFiveMinutes.map((count, index) => (
                  <span key={index} className={count === 0 ? 'none' : undefined} style={{ height: `${(count / most) * 100}%` }} />
                ))}
              </div>
              <div className="row apart small soft" aria-hidden>
                <span>
                  <Trans>an hour ago</Trans>
                </span>
                <span>
                  <Trans>now</Trans>
                </span>
              </div>
            </div>
            <dl className="facts">
              <div>
                <dt>
                  <Trans>Mean wait</Trans>
                </dt>
                <dd className="numbers">{seconds(lastHour.meanWaitSeconds)}</dd>
              </div>
              <div>
                <dt>
                  <Trans>Mean time of judging</Trans>
                </dt>
                <dd className="numbers">{seconds(lastHour.meanJudgingSeconds)}</dd>
              </div>
            </dl>
          </>
        ) : (
          <Skeleton height="7.6rem" />
        )}
      </div>
    </Part>
  );
}

function Machinery({ staff }: { staff: NonNullable<Status['staff']> }): ReactElement {
  const { server, database } = staff;
  return (
    <Part title={<Trans>Machinery, for staff</Trans>}>
      <Facts
        facts={[
          [t`Judge errors in the last hour`, number(staff.judgeErrorsLastHour)],
          [t`This server started`, <Time key="started" at={server.startedAt} />],
          [t`Its memory`, memory(server.memoryKib)],
          [t`Node.js`, server.node],
          [t`PostgreSQL`, database.version],
          [t`Size of the database`, memory(database.sizeKib)],
          [t`Connections to it`, number(database.connections)],
        ]}
      />
    </Part>
  );
}

/** `mayAdd`: the reader is told how further ones are added. */
function Languages({ judges, mayAdd }: { judges: Status['judges'] | undefined; mayAdd: boolean }): ReactElement {
  const query = useQuery(languagesQuery);
  const { data } = query;
  const failed = whyNothing(query);
  const alive = judges?.filter((judge) => judge.alive) ?? [];
  return (
    <Part title={<Trans>Languages</Trans>}>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : data?.length === 0 ? (
        <div className="card">
          <State icon="plug" title={t`No language is offered`}>
            <Trans>Languages are those of the judges that are at work.</Trans>
          </State>
        </div>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Languages`} aria-busy={data === undefined}>
          <table className="table status-languages">
            <caption className="unseen">
              <Trans>Languages with their versions and commands</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Language</Trans>
                </th>
                <th className="roomy">
                  <Trans>Version</Trans>
                </th>
                <th className="roomy">
                  <Trans>Compiled by</Trans>
                </th>
                <th className="roomy">
                  <Trans>Run by</Trans>
                </th>
                <th className="end">
                  <Trans>Judges</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {data?.map((language) => <LanguageRow key={language.id} language={language} having={alive.filter((judge) => judge.languages.some(({ id }) => id === language.id)).length} of={alive.length} />) ?? (
                <SkeletonRows rows={8} widths={['7rem', '12rem', '14rem', '8rem', '3rem']} classNames={['', 'roomy', 'roomy', 'roomy', '']} />
              )}
            </tbody>
          </table>
        </div>
      )}
      {mayAdd ? (
        <p className="small soft">
          <Trans>
            Further languages are added on the machine of a judge: <code>npx arbiter languages</code> lists them, and <code>npx arbiter languages add haskell</code> installs one, proves it and offers it.
          </Trans>
        </p>
      ) : null}
    </Part>
  );
}

function LanguageRow({ language, having, of }: { language: OfferedLanguage; having: number; of: number }): ReactElement {
  const [some, all] = [number(having), number(of)];
  return (
    <tr>
      <th scope="row">
        {language.name} <span className="soft small mono">{language.id}</span>
        <span className="cramped small soft">
          <span>{language.version}</span>
          {language.compileCommand ? <span className="mono">{language.compileCommand}</span> : null}
          <span className="mono">{language.runCommand}</span>
        </span>
      </th>
      <td className="roomy">{language.version}</td>
      <td className="mono small commands roomy">{language.compileCommand || <span className="soft">–</span>}</td>
      <td className="mono small commands roomy">{language.runCommand}</td>
      <td className="end numbers tight">{of === 0 ? '' : t`${some} of ${all}`}</td>
    </tr>
  );
}
