import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { watchQueue } from '../api/live.js';
import { languagesQuery, statusQuery } from '../api/queries.js';
import type { Answer } from '../api/types.js';
import { Failed } from '../components/failed.js';
import { Time } from '../components/time.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Bar } from '../ui/progress.js';
import { Skeleton, SkeletonRows, State } from '../ui/state.js';
import { counted } from '../util/format.js';

/** Judges, queue and languages, as they are now. */
export function StatusPage(): ReactElement {
  useTitle('Status');
  const client = useQueryClient();
  const query = useQuery(statusQuery);
  useEffect(() => {
    const again = () => void client.invalidateQueries({ queryKey: statusQuery.queryKey });
    return watchQueue({ onReady: again, onQueue: again });
  }, [client]);
  return (
    <div className="page">
      <h1>Status</h1>
      {query.error && !query.data ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          <Queue status={query.data} />
          <Judges status={query.data} />
        </>
      )}
      <Languages />
    </div>
  );
}

type Status = Answer<'getStatus'> | undefined;

function Queue({ status }: { status: Status }): ReactElement {
  const slots = status?.judges.filter((judge) => judge.alive).reduce((sum, judge) => sum + judge.slots, 0);
  const shown = (value: string | number | undefined) => <dd className="numbers">{value ?? <Skeleton width="3rem" />}</dd>;
  return (
    <dl className="card facts" aria-busy={!status}>
      <div>
        <dt>Being judged</dt>
        {shown(status?.queue.judging)}
      </div>
      <div>
        <dt>Waiting</dt>
        {shown(status?.queue.queued)}
      </div>
      <div>
        <dt>Longest wait</dt>
        {shown(status && (status.queue.oldestSeconds === null ? 'none' : counted(Math.round(status.queue.oldestSeconds), 'second')))}
      </div>
      <div>
        <dt>Slots</dt>
        {shown(slots)}
      </div>
    </dl>
  );
}

function Judges({ status }: { status: Status }): ReactElement {
  return (
    <section className="stack tight">
      <h2>Judges</h2>
      {status?.judges.length === 0 ? (
        <div className="card">
          <State icon="plug" title="No judge has been seen">Submissions are kept and wait until a judge is started.</State>
        </div>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label="Judges">
          <table className="table">
            <caption className="unseen">Judges</caption>
            <thead>
              <tr>
                <th>Name</th>
                <th>Host</th>
                <th>State</th>
                <th>Slots in use</th>
                <th>Languages</th>
                <th>Started</th>
                <th>Last seen</th>
              </tr>
            </thead>
            <tbody>
              {status?.judges.map((judge) => (
                <tr key={judge.name}>
                  <th scope="row">{judge.name}</th>
                  <td>{judge.host}</td>
                  <td>{judge.alive ? <Badge tone="good" icon="check">At work</Badge> : <Badge tone="bad" icon="plug">Away</Badge>}</td>
                  <td className="numbers tight">
                    {judge.busy} of {judge.slots} <Bar value={judge.busy} limit={judge.slots} scale />
                  </td>
                  <td className="numbers">{judge.languages.length}</td>
                  <td>
                    <Time at={judge.startedAt} />
                  </td>
                  <td>
                    <Time at={judge.lastSeenAt} />
                  </td>
                </tr>
              )) ?? <SkeletonRows rows={2} widths={['6rem', '5rem', '5rem', '6rem', '2rem', '6rem', '6rem']} />}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Languages(): ReactElement {
  const { data, error, refetch } = useQuery(languagesQuery);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <section className="stack tight">
      <h2>Languages</h2>
      <div className="table-frame" tabIndex={0} role="region" aria-label="Languages">
        <table className="table">
          <caption className="unseen">Languages with their versions and commands</caption>
          <thead>
            <tr>
              <th>Language</th>
              <th>Version</th>
              <th>Compiled by</th>
              <th>Run by</th>
            </tr>
          </thead>
          <tbody>
            {data?.map((language) => (
              <tr key={language.id}>
                <th scope="row">
                  {language.name} <span className="soft small mono">{language.id}</span>
                </th>
                <td>{language.version}</td>
                <td className="mono small">{language.compileCommand || <span className="soft">–</span>}</td>
                <td className="mono small">{language.runCommand}</td>
              </tr>
            )) ?? <SkeletonRows rows={8} widths={['7rem', '12rem', '14rem', '8rem']} />}
          </tbody>
        </table>
      </div>
    </section>
  );
}
