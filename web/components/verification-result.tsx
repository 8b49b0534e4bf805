import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Verification } from '#contract/problem.js';
import { Note } from '../ui/state.js';
import { duration } from '../util/format.js';
import { Time } from './time.js';

/** What a verification has come to, and what to do where it does not prove its version. */
export function VerificationResult({ verification }: { verification: Verification }): ReactElement {
  const { rows, data, asExpected, createdAt, timeLimitMs, problem, reasons } = verification;
  const surprises = rows.filter((row) => row.asExpected === false).length;
  const unjudged = rows.filter((row) => row.state === 'unjudgeable').length;
  const failed = data?.counts.reduce((sum, count) => sum + count.failed, 0) ?? 0;
  const limit = duration(timeLimitMs);
  const proved = reasons.length === 0;
  return (
    <Note tone={proved ? 'good' : asExpected === false ? 'bad' : 'warn'} alert>
      <ul className="plain-list">
        {rows.length === 0 ? (
          <li>
            <Trans>The package has no labelled submissions, so nothing shows that it is right.</Trans>
          </li>
        ) : surprises > 0 ? (
          <li>
            <Plural value={surprises} one="# submission did not get what its label says." other="# submissions did not get what their labels say." />
          </li>
        ) : unjudged > 0 ? (
          <li>
            <Plural value={unjudged} one="# submission could not be judged here." other="# submissions could not be judged here." />
          </li>
        ) : (
          <li>
            <Trans>Every submission got what its label says.</Trans>
          </li>
        )}
        {failed > 0 ? (
          <li>
            <Plural value={failed} one="# check of its data failed." other="# checks of its data failed." />
          </li>
        ) : data === null || data.failure !== null ? null : (
          <li>
            <Trans>Its data is as its validators want it.</Trans>
          </li>
        )}
      </ul>
      <p className="numbers">
        {timeLimitMs === null ? null : <Trans>Time limit: {limit}.</Trans>} <Time at={createdAt} />
      </p>
      {proved ? null : (
        <p>
          <Trans>
            So this version is not proved, and is not published by itself. The reasons stand below: correct what they name (the label, the tests, the limit or the program) and{' '}
            <Link to="/problems/import" search={{ problem }}>
              import the package as a new version
            </Link>
            . If you are sure that it is right all the same, publish it below with a reason.
          </Trans>
        </p>
      )}
    </Note>
  );
}
