import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { TimeMargins, Verification, VerificationRow } from '#contract/problem.js';
import type { Verdict } from '#contract/verdict.js';
import { useSummaryProgress } from '../hooks/use-summary-progress.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { Bar } from '../ui/progress.js';
import { duration, memory, number, percent } from '../util/format.js';
import { columnsOf, greyZoneOf, surprisesFirst, type Column } from '../util/matrix.js';
import { VERDICT, VerdictBadge, VerdictIcon } from './verdict.js';
import './verification-matrix.css';

const SHOWN = ['verdict', 'time', 'memory'] as const;
type Shown = (typeof SHOWN)[number];
/** Tests beyond this are looked at one submission at a time. */
const MOST_COLUMNS = 400;

/** Labelled submissions by tests: what was expected, what came, and where they differ. */
export function VerificationMatrix({ verification }: { verification: Verification }): ReactElement {
  const [shown, setShown] = useState<Shown>('verdict');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = verification.state === 'finished' ? surprisesFirst(verification.rows) : verification.rows;
  const columns = columnsOf(rows).slice(0, MOST_COLUMNS);
  const words: Record<Shown, string> = { verdict: t`Verdicts`, time: t`Processor time in ms`, memory: t`Memory in MiB` };
  const toggle = (path: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  return (
    <div className="stack tight">
      <div style={{ maxWidth: '16rem' }}>
        <SelectField label={t`In the cells`} value={shown} onChange={(event) => setShown(SHOWN.find((each) => each === event.target.value) ?? 'verdict')}>
          {SHOWN.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`Labelled submissions`}>
        <table className="table matrix">
          <caption className="unseen">
            <Trans>Labelled submissions: expected and got, and each test</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Submission</Trans>
              </th>
              <th>
                <Trans>Expected</Trans>
              </th>
              <th>
                <Trans>Got</Trans>
              </th>
              <th className="end">
                <Trans>Time</Trans>
              </th>
              <th className="end">
                <Trans>Memory</Trans>
              </th>
              <th>
                <Trans>Tests</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Rows key={row.path} row={row} columns={columns} shown={shown} timeLimitMs={verification.timeLimitMs} margins={verification.timeMargins} open={open.has(row.path)} onToggle={() => toggle(row.path)} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowsProps {
  row: VerificationRow;
  columns: readonly Column[];
  shown: Shown;
  timeLimitMs: number | null;
  margins: TimeMargins;
  open: boolean;
  onToggle: () => void;
}

function Rows({ row, columns, shown, timeLimitMs, margins, open, onToggle }: RowsProps): ReactElement {
  const { path, submission, note, expected, cpuMs, peakMemoryKib, asExpected, tests } = row;
  const grey = greyZoneOf(row, timeLimitMs, margins);
  return (
    <>
      <tr className={asExpected === false ? 'surprise' : undefined}>
        <th scope="row">
          <span className="mono">
            {submission ? (
              <Link to="/submissions/$id" params={{ id: submission }}>
                {path}
              </Link>
            ) : (
              path
            )}
          </span>
          <div className="row remarks">
            {asExpected === false ? (
              <Badge tone="bad" icon="cross">
                <Trans>Surprise</Trans>
              </Badge>
            ) : asExpected ? (
              <Badge tone="good" icon="check">
                <Trans>As expected</Trans>
              </Badge>
            ) : null}
            {grey ? <Grey {...grey} /> : null}
          </div>
          {note ? (
            <div className="small soft note-text" lang="en">
              {note}
            </div>
          ) : null}
        </th>
        <td>
          {expected.length === 0 ? (
            <Trans>anything</Trans>
          ) : (
            <ul className="plain-list expected">
              {expected.map((word) => (
                <li key={word}>{word in VERDICT ? VERDICT[word as Verdict].word : word}</li>
              ))}
            </ul>
          )}
        </td>
        <td className="tight">
          <Got row={row} />
        </td>
        <td className="end numbers tight">
          {duration(cpuMs)} <Bar value={cpuMs ?? 0} limit={cpuMs === null ? null : timeLimitMs} />
        </td>
        <td className="end numbers tight">{memory(peakMemoryKib)}</td>
        <td>
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <Cells row={row} columns={columns} shown={shown} timeLimitMs={timeLimitMs} />
            {tests.length > 0 ? (
              <Button compact look="ghost" aria-expanded={open} aria-label={t`Each test of ${path}`} icon={open ? 'up' : 'chevron'} onClick={onToggle} />
            ) : null}
          </div>
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={6} className="each-test">
            <EachTest row={row} timeLimitMs={timeLimitMs} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Grey({ zone, share }: { zone: 'near' | 'just over'; share: number }): ReactElement {
  const part = percent(share);
  return (
    <Badge tone="warn" icon="clock" title={zone === 'near' ? t`Another machine may find it too slow.` : t`Another machine may accept it.`}>
      {zone === 'near' ? <Trans>{part} of the time limit</Trans> : <Trans>Only just too slow: {part} of the time limit</Trans>}
    </Badge>
  );
}

function Got({ row }: { row: VerificationRow }): ReactElement {
  switch (row.state) {
    case 'queued':
    case 'judging':
      return row.submission ? <Judging id={row.submission} state={row.state} /> : <span className="soft">–</span>;
    case 'unjudgeable':
      return (
        <Badge tone="calm" icon="dash">
          <Trans>Cannot be run here</Trans>
        </Badge>
      );
    case 'finished':
      return row.verdict ? <VerdictBadge verdict={row.verdict} /> : <span className="soft">–</span>;
  }
}

/** How many tests are through, by the live channel. */
function Judging({ id, state }: { id: string; state: 'queued' | 'judging' }): ReactElement {
  const progress = useSummaryProgress({ id, state });
  if (state === 'queued' && progress?.state !== 'judging') {
    return (
      <Badge tone="calm" icon="dots">
        <Trans>Queued</Trans>
      </Badge>
    );
  }
  const [done, total] = [number(progress?.testsDone ?? 0), number(progress?.testsTotal ?? 0)];
  return (
    <Badge tone="accent" icon="spinner" spin>
      <span className="numbers">{progress && progress.testsTotal > 0 ? <Trans>Judging {done}/{total}</Trans> : <Trans>Judging</Trans>}</span>
    </Badge>
  );
}

/** One cell for each test, in the same place in every row. Readers of screens are told the sum, and find each test below. */
function Cells({ row: { tests }, columns, shown, timeLimitMs }: Pick<RowsProps, 'row' | 'columns' | 'shown' | 'timeLimitMs'>): ReactElement {
  const byIndex = new Map(tests.map((test) => [test.index, test]));
  const failed = tests.filter(({ verdict }) => verdict !== 'accepted' && verdict !== 'skipped');
  const [some, all] = [number(failed.length), number(tests.length)];
  return (
    <>
      <div className={`cells ${shown}`} aria-hidden>
        {columns.map(({ index, name }) => {
          const test = byIndex.get(index);
          if (!test) return <span key={index} className="cell waiting" title={name} />;
          const share = timeLimitMs === null ? 0 : test.cpuMs / timeLimitMs;
          const { word, tone } = VERDICT[test.verdict];
          const heat = shown === 'time' && test.verdict === 'accepted' && share > 0.5 ? 'warn' : tone;
          return (
            <span key={index} className={`cell tone-${heat} numbers`} title={`${name}: ${word}, ${duration(test.cpuMs)}, ${memory(test.peakMemoryKib)}`}>
              {test.verdict === 'skipped' || shown === 'verdict' ? <VerdictIcon verdict={test.verdict} size={12} /> : shown === 'time' ? number(Math.round(test.cpuMs)) : number(test.peakMemoryKib / 1024, test.peakMemoryKib < 10240 ? 1 : 0)}
            </span>
          );
        })}
      </div>
      <span className="unseen">{tests.length === 0 ? <Trans>No tests yet</Trans> : failed.length === 0 ? <Trans>{all} tests, none failed</Trans> : <Trans>{some} of {all} tests failed</Trans>}</span>
    </>
  );
}

function EachTest({ row: { path, tests }, timeLimitMs }: Pick<RowsProps, 'row' | 'timeLimitMs'>): ReactElement {
  return (
    <table className="table">
      <caption className="unseen">
        <Trans>Tests of {path}</Trans>
      </caption>
      <thead>
        <tr>
          <th>
            <Trans>Test</Trans>
          </th>
          <th>
            <Trans>Verdict</Trans>
          </th>
          <th className="end">
            <Trans>Time</Trans>
          </th>
          <th className="end">
            <Trans>Memory</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {tests.map(({ index, name, verdict, cpuMs, peakMemoryKib }) => (
          <tr key={index}>
            <th scope="row" className="mono">
              {name}
            </th>
            <td className="tight">
              <VerdictBadge verdict={verdict} />
            </td>
            <td className="end numbers tight">
              {verdict === 'skipped' ? '–' : duration(cpuMs)} <Bar value={verdict === 'skipped' ? 0 : cpuMs} limit={timeLimitMs} />
            </td>
            <td className="end numbers tight">{verdict === 'skipped' ? '–' : memory(peakMemoryKib)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
