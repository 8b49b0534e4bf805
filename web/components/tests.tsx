import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { duration, memory, number } from '../util/format.js';
import { showsEveryTest } from '../util/submission-state.js';
import { groupName } from './group-name.js';
import { Remark, type Test } from './test-remark.js';
import { TestTiles } from './test-tiles.js';
import { Usage } from './usage.js';
import { VerdictBadge } from './verdict.js';
import './narrow-table.css';
import './tests.css';

/** More tests than this are shown as tiles. */
export const TABLE_TESTS = 30;

interface Props {
  submission: Submission;
  staff: boolean;
}

/** Each test as far as it is known; those to come have their place already, so that nothing moves. */
export function Tests({ submission, staff }: Props): ReactElement {
  const total = Math.max(submission.testsTotal, submission.tests.length);
  const byIndex = new Map(submission.tests.map((test) => [test.index, test]));
  if (!showsEveryTest(submission)) return <ShownTests submission={submission} staff={staff} />;
  const all = Array.from({ length: total }, (_, at) => byIndex.get(at + 1));
  return total > TABLE_TESTS ? <TestTiles all={all} submission={submission} staff={staff} /> : <Table all={all} submission={submission} staff={staff} />;
}

/** Where a problem keeps most tests to itself there is no place for those to come. */
function ShownTests({ submission, staff }: Props): ReactElement {
  return (
    <>
      <p className="soft">
        {submission.contestTells !== undefined ? <Trans>While the contest runs, it tells of single tests only how the samples went.</Trans> : submission.feedback === 'nothing' ? <Trans>Of secret tests this problem shows nothing but the verdict of all.</Trans> : <Trans>This problem shows its tests up to the first one that fails, and nothing of their data.</Trans>}
      </p>
      {submission.tests.length > 0 ? <Table all={submission.tests} submission={submission} staff={staff} /> : null}
    </>
  );
}

function Table({ all, submission, staff }: Props & { all: (Test | undefined)[] }): ReactElement {
  const groups = new Map(submission.groups?.flatMap((group) => group.tests.map((index) => [index, group.name] as const)));
  // Where a group gives its points for all or nothing, those of a single test say nothing.
  const singly = new Set(submission.groups?.flatMap((group) => (group.points?.counts && group.points.scoreAggregation !== 'pass-fail' ? group.tests : [])));
  const scored = submission.tests.some((test) => typeof test.score === 'number' && singly.has(test.index));
  const [timeLimit, memoryLimit] = [submission.timeLimitMs, submission.memoryLimitKib];
  const [mostTime, mostMemory] = [timeLimit === null ? '' : duration(timeLimit), memoryLimit === null ? '' : memory(memoryLimit)];
  const toCome = submission.state === 'finished' ? t`Not run` : t`To come`;
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Tests`}>
      <table className="table tests-table">
        <caption className="unseen">
          <Trans>Tests with verdict, time and memory</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight end">#</th>
            <th>
              <Trans>Verdict</Trans>
            </th>
            <th className="roomy">
              <Trans>Test</Trans>
            </th>
            {scored ? (
              <th className="end">
                <Trans>Points</Trans>
              </th>
            ) : null}
            <th className="end">{mostTime === '' ? t`Time` : t`Time (limit ${mostTime})`}</th>
            <th className="end roomy">{mostMemory === '' ? t`Memory` : t`Memory (limit ${mostMemory})`}</th>
            <th className="roomy">
              <Trans>Remark</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((test, at) => (
            <Row key={at} index={test?.index ?? at + 1} test={test} name={test?.name ?? groupOf(groups.get(test?.index ?? at + 1))} toCome={toCome} points={scored ? (singly.has(test?.index ?? at + 1) ? (test?.score ?? null) : null) : undefined} staff={staff} timeLimit={timeLimit} memoryLimit={memoryLimit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const groupOf = (name: string | undefined): string => (name === undefined ? '' : groupName(name));

interface RowProps {
  index: number;
  test: Test | undefined;
  name: string;
  toCome: string;
  /** Undefined: no test has any of its own. */
  points: number | null | undefined;
  staff: boolean;
  timeLimit: number | null;
  memoryLimit: number | null;
}

const Row = memo(function Row({ index, test, name, toCome, points, staff, timeLimit, memoryLimit }: RowProps): ReactElement {
  const ran = test?.cpuMs !== undefined && test.verdict !== 'skipped';
  return (
    <tr className={test ? undefined : 'waiting'}>
      <td className="end numbers tight">{index}</td>
      <td className="tight">
        {test ? <VerdictBadge verdict={test.verdict} /> : <span className="soft">{toCome}</span>}
        <span className="cramped small soft">
          <span>{name}</span>
          {test ? <Remark test={test} staff={staff} /> : null}
        </span>
      </td>
      <td className="tight roomy">{name}</td>
      {points === undefined ? null : <td className="end numbers">{points === null ? '' : number(points, 2)}</td>}
      <td className="end tight">
        {ran ? <Usage kind="time" value={test.cpuMs} limit={test.timeLimitMs ?? timeLimit} /> : null}
        <span className="cramped">{ran ? <Usage kind="memory" value={test.peakMemoryKib} limit={test.memoryLimitKib ?? memoryLimit} /> : null}</span>
      </td>
      <td className="end tight roomy">{ran ? <Usage kind="memory" value={test.peakMemoryKib} limit={test.memoryLimitKib ?? memoryLimit} /> : null}</td>
      <td className="roomy">{test ? <Remark test={test} staff={staff} /> : null}</td>
    </tr>
  );
}, sameRow);

/** Tests are made anew with every piece of news; what is in them says whether the row changes. */
function sameRow(before: RowProps, after: RowProps): boolean {
  const { test: a, ...rest } = before;
  const { test: b, ...others } = after;
  return (Object.keys(rest) as (keyof typeof rest)[]).every((key) => rest[key] === others[key]) && sameTest(a, b);
}

function sameTest(a: Test | undefined, b: Test | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Test>;
  return [...keys].every((key) => a[key] === b[key]);
}
