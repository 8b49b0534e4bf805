import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { Bar } from '../ui/progress.js';
import { number } from '../util/format.js';
import { groupsNow, rangesOf, type GroupNow } from '../util/group-points.js';
import { groupName } from './group-name.js';
import { VerdictBadge } from './verdict.js';
import './tests.css';

/** What each test group gave points for, and why; nothing where the problem does not score. */
export function TestGroups({ submission }: { submission: Submission }): ReactElement | null {
  if (!submission.groups?.some((group) => group.points)) return null;
  const rows = groupsNow(submission.groups, submission.tests);
  return (
    <section className="stack tight">
      <h2>
        <Trans>Groups and points</Trans>
      </h2>
      <ul className="card plain-list groups" style={{ padding: 0 }}>
        {rows.map((row) => (
          <Group key={row.group.name} row={row} finished={submission.state === 'finished'} />
        ))}
      </ul>
    </section>
  );
}

function Group({ row, finished }: { row: GroupNow; finished: boolean }): ReactElement {
  const { group, depth } = row;
  return (
    <li>
      <span className="name" style={{ paddingInlineStart: `${Math.max(0, depth - 1)}rem` }}>
        {groupName(group.name)}
        <br />
        <span className="soft small">{testsOf(row)}</span>
      </span>
      <span>{row.verdict ? <VerdictBadge verdict={row.verdict} /> : <span className="soft small">{progressOf(row, finished)}</span>}</span>
      <span className="points">
        <Points row={row} />
      </span>
      <span className="why">{why(row, finished)}</span>
    </li>
  );
}

function Points({ row: { group, score } }: { row: GroupNow }): ReactElement {
  if (group.points?.counts === false) return <span className="soft small"><Trans>Gives no points</Trans></span>;
  const possible = group.points?.possible ?? null;
  const got = score === undefined ? '…' : number(score, 2);
  const most = possible === null ? '' : number(possible, 2);
  return (
    <>
      {most === '' ? <Trans>{got} points</Trans> : <Trans>{got} of {most} points</Trans>}
      {possible === null ? null : <Bar value={score ?? 0} limit={possible} scale />}
    </>
  );
}

/** Empty: it is not told. */
function testsOf({ group, total }: GroupNow): string {
  if (total === 0) return '';
  if (group.tests.length === 0) return plural(total, { one: '# test', other: '# tests' });
  const numbers = rangesOf(group.tests).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
  return plural(group.tests.length, { one: `Test ${numbers}`, other: `Tests ${numbers}` });
}

function progressOf({ done, total }: GroupNow, finished: boolean): string {
  if (finished) return '–';
  return done === 0 ? t`To come` : t`${done} of ${total} done`;
}

/** Why a group has its points, from the rules of the package. */
function why({ group, verdict, firstFailed, accepted, total, score }: GroupNow, finished: boolean): string {
  const rules = group.points;
  if (!rules) return '';
  if (!rules.counts) return t`It is run, but counts for nothing.`;
  if (rules.requirePass.length > 0 && score === 0 && firstFailed === undefined && (total === 0 ? verdict === 'skipped' : accepted < total && (finished || verdict === 'skipped'))) {
    const required = rules.requirePass.map(groupName).join(', ');
    return t`Not run to its end: every test of ${required} must be accepted first.`;
  }
  if (group.name === '' && finished && verdict !== undefined && verdict !== 'accepted') return t`A submission that is not accepted gets no points.`;
  const aggregated = rules.graded ? t`The problem's own grader gives the points.` : group.tests.length > 0 || group.groups.length === 0 ? ofTests(rules, firstFailed) : ofGroups(rules);
  if (rules.requirePass.length === 0 || finished) return aggregated;
  const required = rules.requirePass.map(groupName).join(', ');
  return [aggregated, t`It requires every test of ${required}.`].join(' ');
}

type Rules = NonNullable<GroupNow['group']['points']>;

function ofTests({ scoreAggregation }: Rules, firstFailed: number | undefined): string {
  switch (scoreAggregation) {
    case 'pass-fail':
      return firstFailed === undefined ? t`All points if every test is accepted.` : t`All points only if every test is accepted; test ${firstFailed} is not.`;
    case 'sum':
      return t`The points of its tests are added.`;
    case 'min':
      return firstFailed === undefined ? t`The fewest points of any of its tests count.` : t`The fewest points of any of its tests count; test ${firstFailed} is not accepted.`;
    case 'max':
      return t`The most points of any of its tests count.`;
    case 'average':
      return t`The points of its tests are averaged.`;
  }
}

function ofGroups({ scoreAggregation }: Rules): string {
  switch (scoreAggregation) {
    case 'pass-fail':
      return t`All points if everything in it is accepted.`;
    case 'sum':
      return t`The points of its groups are added.`;
    case 'min':
      return t`The fewest points of any of its groups count.`;
    case 'max':
      return t`The most points of any of its groups count.`;
    case 'average':
      return t`The points of its groups are averaged.`;
  }
}
