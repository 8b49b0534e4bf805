import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Verification, VerificationRow } from '#contract/problem.js';
import type { Verdict } from '#contract/verdict.js';
import { Badge } from '../ui/badge.js';
import { Bar } from '../ui/progress.js';
import { duration } from '../util/format.js';
import { VERDICT, VerdictBadge, VerdictIcon } from './verdict.js';
import './verification-matrix.css';

/** Labelled submissions by tests: what was expected, what came, and where they differ. */
export function VerificationMatrix({ verification }: { verification: Verification }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label="Labelled submissions">
      <table className="table matrix">
        <caption className="unseen">Labelled submissions: expected and got, and each test</caption>
        <thead>
          <tr>
            <th>Submission</th>
            <th>Expected</th>
            <th>Got</th>
            <th>As expected</th>
            <th className="end">Time</th>
            <th>Tests</th>
          </tr>
        </thead>
        <tbody>
          {verification.rows.map((row) => (
            <Row key={row.path} row={row} timeLimitMs={verification.timeLimitMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, timeLimitMs }: { row: VerificationRow; timeLimitMs: number | null }): ReactElement {
  return (
    <tr className={row.asExpected === false ? 'surprise' : undefined}>
      <th scope="row">
        <span className="mono">{row.submission ? <Link to="/submissions/$id" params={{ id: row.submission }}>{row.path}</Link> : row.path}</span>
        {row.note ? <div className="small soft">{row.note}</div> : null}
      </th>
      <td className="tight">{row.expected.length === 0 ? 'anything' : row.expected.map(nameOf).join(' or ')}</td>
      <td className="tight">
        <Got row={row} />
      </td>
      <td className="tight">{row.asExpected === null ? <span className="soft">–</span> : row.asExpected ? <Badge tone="good" icon="check">Yes</Badge> : <Badge tone="bad" icon="cross">No</Badge>}</td>
      <td className="end numbers tight">
        {duration(row.cpuMs)} <Bar value={row.cpuMs ?? 0} limit={row.cpuMs === null ? null : timeLimitMs} />
      </td>
      <td>
        <Cells tests={row.tests} />
      </td>
    </tr>
  );
}

const nameOf = (verdict: string) => (verdict in VERDICT ? VERDICT[verdict as Verdict].word : verdict);

function Got({ row }: { row: VerificationRow }): ReactElement {
  switch (row.state) {
    case 'queued':
      return <Badge tone="calm" icon="dots">Queued</Badge>;
    case 'judging':
      return <Badge tone="accent" icon="spinner" spin>Judging</Badge>;
    case 'unjudgeable':
      return <Badge tone="calm" icon="dash">Cannot be run here</Badge>;
    case 'finished':
      return row.verdict ? <VerdictBadge verdict={row.verdict} /> : <span className="soft">–</span>;
  }
}

function Cells({ tests }: { tests: VerificationRow['tests'] }): ReactElement {
  const failed = tests.filter(({ verdict }) => verdict !== 'accepted' && verdict !== 'skipped');
  return (
    <>
      <div className="cells" aria-hidden>
        {tests.map((test) => (
          <span key={test.index} className={`cell tone-${VERDICT[test.verdict].tone}`} title={`${test.name}: ${VERDICT[test.verdict].word}, ${duration(test.cpuMs)}`}>
            <VerdictIcon verdict={test.verdict} size={12} />
          </span>
        ))}
      </div>
      <span className="unseen">{tests.length === 0 ? 'No tests yet' : failed.length === 0 ? `All ${tests.length} accepted` : failed.map((test) => `${test.name}: ${VERDICT[test.verdict].word}`).join(', ')}</span>
    </>
  );
}
