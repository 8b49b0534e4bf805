import { useState, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { Icon } from '../ui/icon.js';
import { Bar } from '../ui/progress.js';
import { duration, memory } from '../util/format.js';
import { VERDICT, VerdictBadge, VerdictIcon } from './verdict.js';
import './tests.css';

type Test = Submission['tests'][number];

/** More tests than this are shown as tiles. */
export const TABLE_TESTS = 30;

/** Each test as far as it is known; those to come have their place already, so that nothing moves. */
export function Tests({ submission, staff }: { submission: Submission; staff: boolean }): ReactElement {
  const total = Math.max(submission.testsTotal, submission.tests.length);
  const byIndex = new Map(submission.tests.map((test) => [test.index, test]));
  const all = Array.from({ length: total }, (_, at) => byIndex.get(at + 1));
  return total > TABLE_TESTS ? <Tiles all={all} submission={submission} staff={staff} /> : <Table all={all} submission={submission} staff={staff} />;
}

interface Props {
  all: (Test | undefined)[];
  submission: Submission;
  staff: boolean;
}

function Table({ all, submission, staff }: Props): ReactElement {
  const scored = submission.tests.some((test) => typeof test.score === 'number');
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label="Tests">
      <table className="table tests-table">
        <caption className="unseen">Tests with verdict, time and memory</caption>
        <thead>
          <tr>
            <th className="tight end">#</th>
            <th>Verdict</th>
            <th>Test</th>
            {scored ? <th className="end">Points</th> : null}
            <th className="end">Time</th>
            <th className="end">Memory</th>
            <th>Remark</th>
          </tr>
        </thead>
        <tbody>
          {all.map((test, at) => (
            <tr key={at} className={test ? undefined : 'waiting'}>
              <td className="end numbers tight">{at + 1}</td>
              <td className="tight">{test ? <VerdictBadge verdict={test.verdict} /> : <span className="soft">{submission.state === 'finished' ? 'Not run' : 'To come'}</span>}</td>
              <td className="tight">{test?.name ?? (test ? '' : '…')}</td>
              {scored ? <td className="end numbers">{test?.score ?? ''}</td> : null}
              <td className="end tight">{test?.cpuMs === undefined ? null : <Figure text={duration(test.cpuMs)} value={test.cpuMs} limit={submission.timeLimitMs} />}</td>
              <td className="end tight">{test?.peakMemoryKib === undefined ? null : <Figure text={memory(test.peakMemoryKib)} value={test.peakMemoryKib} limit={submission.memoryLimitKib} />}</td>
              <td>{test ? <Remark test={test} staff={staff} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Figure = ({ text, value, limit }: { text: string; value: number; limit: number | null }) => (
  <span className="figure numbers">
    {text}
    <Bar value={value} limit={limit} />
  </span>
);

function Tiles({ all, submission, staff }: Props): ReactElement {
  const firstBad = submission.tests.find((test) => test.verdict !== 'accepted' && test.verdict !== 'skipped');
  const [chosen, setChosen] = useState<number>();
  const shown = all[(chosen ?? firstBad?.index ?? 1) - 1];
  const counts = new Map<Test['verdict'], number>();
  for (const test of submission.tests) counts.set(test.verdict, (counts.get(test.verdict) ?? 0) + 1);
  return (
    <div className="card stack">
      <div className="summary-dots small numbers">
        {[...counts].map(([verdict, count]) => (
          <span key={verdict} className="row" style={{ gap: '0.35em' }}>
            <VerdictIcon verdict={verdict} size={14} /> {count} {VERDICT[verdict].word.toLowerCase()}
          </span>
        ))}
        {submission.tests.length < all.length ? <span className="soft">{all.length - submission.tests.length} to come</span> : null}
      </div>
      <div className="tiles" role="group" aria-label="Tests">
        {all.map((test, at) =>
          test ? (
            <button key={at} type="button" className={`tile tone-${VERDICT[test.verdict].tone}`} aria-pressed={shown === test} aria-label={`Test ${at + 1}: ${VERDICT[test.verdict].word}`} onClick={() => setChosen(at + 1)}>
              <VerdictIcon verdict={test.verdict} size={13} />
              {at + 1}
            </button>
          ) : (
            <span key={at} className="tile waiting" aria-hidden>
              <Icon name="dots" size={13} />
              {at + 1}
            </span>
          ),
        )}
      </div>
      <div className="test-detail">
        {shown ? (
          <div className="row">
            <strong>
              Test {shown.index}
              {shown.name ? ` (${shown.name})` : ''}
            </strong>
            <VerdictBadge verdict={shown.verdict} />
            {shown.cpuMs === undefined ? null : <Figure text={duration(shown.cpuMs)} value={shown.cpuMs} limit={submission.timeLimitMs} />}
            {shown.peakMemoryKib === undefined ? null : <Figure text={memory(shown.peakMemoryKib)} value={shown.peakMemoryKib} limit={submission.memoryLimitKib} />}
            <Remark test={shown} staff={staff} />
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** What is worth saying about a test in words. */
function Remark({ test, staff }: { test: Test; staff: boolean }): ReactElement {
  const parts = [
    test.signal ? `killed by ${test.signal}` : typeof test.exitCode === 'number' && test.exitCode !== 0 ? `exit code ${test.exitCode}` : '',
    test.message ?? '',
    staff && test.judgeMessage ? `Judge: ${test.judgeMessage}` : '',
    staff && typeof test.wallMs === 'number' && test.verdict !== 'accepted' ? `wall ${duration(test.wallMs)}` : '',
    test.repeatedCpuMs && test.repeatedCpuMs.length > 1 ? `measured ${test.repeatedCpuMs.map((ms) => duration(ms)).join(', ')}` : '',
  ].filter((part) => part !== '');
  return <span className={parts.length > 0 ? 'small soft remark' : undefined}>{parts.join(' · ')}</span>;
}
