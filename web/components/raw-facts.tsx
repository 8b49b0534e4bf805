import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { JudgingFacts, Submission } from '#contract/submission.js';
import { whyNothing } from '../api/failure.js';
import { judgingsQuery } from '../api/queries.js';
import { Note, Skeleton } from '../ui/state.js';
import { duration, exactTime, memory, number } from '../util/format.js';
import { whyJudging } from '../util/why-verdict.js';
import { Failed } from './failed.js';
import { RawTests } from './raw-tests.js';
import { StateBadge } from './verdict.js';
import './raw-facts.css';

/** For staff: everything that was recorded of each judging, and why it came out as it did. Fetched when it is opened. */
export function RawFacts({ submission }: { submission: Pick<Submission, 'id' | 'reason'> }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      {submission.reason ? <Note tone="odd">{submission.reason}</Note> : null}
      <details className="card raw-facts" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Trans>All raw facts</Trans>
        </summary>
        {open ? <Judgings id={submission.id} /> : null}
      </details>
    </>
  );
}

function Judgings({ id }: { id: string }): ReactElement {
  const query = useQuery(judgingsQuery(id));
  const { data } = query;
  const failed = whyNothing(query);
  if (failed) return <Failed error={failed} retry={() => void query.refetch()} />;
  if (!data) return <Skeleton height="14rem" />;
  return (
    <>
      <p className="small soft mono" style={{ overflowWrap: 'anywhere' }}>
        {id}
      </p>
      {data.items.map((facts) => (
        <Judging key={facts.id} facts={facts} />
      ))}
    </>
  );
}

function Judging({ facts }: { facts: JudgingFacts }): ReactElement {
  const judged = exactTime(facts.queuedAt);
  return (
    <section className="judging stack tight">
      <div className="row">
        <h2>{facts.current ? <Trans>The judging that counts</Trans> : <Trans>Judged before, queued {judged}</Trans>}</h2>
        <StateBadge submission={{ state: facts.state, verdict: facts.verdict ?? undefined }} />
      </div>
      <p>{whyJudging(facts)}</p>
      <dl className="facts">
        {recorded(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      {facts.tests.length > 0 ? <FoldedTests facts={facts} /> : null}
    </section>
  );
}

/** Those of the judging that counts are open; drawn only when they are. */
function FoldedTests({ facts }: { facts: JudgingFacts }): ReactElement {
  const [open, setOpen] = useState(facts.current);
  const { length } = facts.tests;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{plural(length, { one: 'Raw numbers of # test', other: 'Raw numbers of # tests' })}</summary>
      {open ? <RawTests facts={facts} /> : null}
    </details>
  );
}

function recorded(facts: JudgingFacts): [string, string][] {
  const { compile, judge, judgeHost, claimedAt, finishedAt, cancelledAt, timeLimitMs } = facts;
  const at = (time: string | null) => (time === null ? null : exactTime(time));
  const [cpu, wall] = [duration(compile?.cpuMs), duration(compile?.wallMs)];
  const all: [string, string | null][] = [
    [t`Judge`, judge],
    [t`Host of the judge`, judgeHost],
    [t`Attempts`, number(facts.attempt)],
    [t`Given back unjudged`, number(facts.releases)],
    [t`Priority`, number(facts.priority)],
    [t`Tests that are run`, facts.mode === 'every-test' ? t`every one` : t`until the result is settled`],
    [t`Version of the package`, number(facts.packageVersion)],
    [t`Version of the language`, facts.languageVersion],
    [t`Compiler and its flags`, facts.compileCommand || null],
    [t`Run as`, facts.runCommand || null],
    [t`Time limit`, timeLimitMs === null ? null : duration(timeLimitMs)],
    [t`Memory limit`, facts.memoryLimitKib === null ? null : memory(facts.memoryLimitKib)],
    [t`Output limit`, memory(facts.outputLimitKib)],
    [t`CPU time of the slowest test`, facts.cpuMs === null ? null : duration(facts.cpuMs)],
    [t`Wall clock of the slowest test`, facts.wallMs === null ? null : duration(facts.wallMs)],
    [t`Memory peak of the largest test`, facts.peakMemoryKib === null ? null : memory(facts.peakMemoryKib)],
    [t`Compiling`, compile === null ? null : t`${cpu} CPU, ${wall} wall clock`],
    [t`Points`, facts.score === null ? null : number(facts.score, 4)],
    [t`Queued`, at(facts.queuedAt)],
    [t`Taken by the judge`, at(claimedAt)],
    [t`Finished`, at(finishedAt)],
    [t`Given up`, at(cancelledAt)],
    [t`Id of the judging`, facts.id],
  ];
  return all.filter((row): row is [string, string] => row[1] !== null);
}
