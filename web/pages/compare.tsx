import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Suspense, lazy, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { CompareHead } from '../components/compare-head.js';
import { CompareTests } from '../components/compare-tests.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { useSubmission } from '../hooks/use-submission.js';
import { useTitle } from '../hooks/use-title.js';
import { buttonClass } from '../ui/button.js';
import { Skeleton, State } from '../ui/state.js';
import { patient } from '../util/patient.js';

const route = getRouteApi('/compare');
const SourceDiff = lazy(() => patient(() => import('../components/draft-diff.js'))().then((module) => ({ default: module.DraftDiff })));

/** Two submissions to the same problem, beside each other. */
export function ComparePage(): ReactElement {
  const { left, right } = route.useSearch();
  return (
    <Require>
      {() =>
        left && right ? (
          <Both key={`${left} ${right}`} left={left} right={right} />
        ) : (
          <Nothing />
        )
      }
    </Require>
  );
}

function Nothing(): ReactElement {
  useTitle(t`Compare`);
  const chooses = (
    <Link to="/submissions" search={{}} className={buttonClass('primary')}>
      <Trans>Choose from my submissions</Trans>
    </Link>
  );
  return (
    <State icon="lines" title={t`Two submissions are needed`} level={1} action={chooses}>
      <Trans>Tick two rows in the list of submissions, or open a submission and choose another one to compare with.</Trans>
    </State>
  );
}

function Both(ids: { left: string; right: string }): ReactElement {
  const [left, right] = [useSubmission(ids.left), useSubmission(ids.right)];
  const failed = left.error ? left : right.error ? right : undefined;
  const problem = left.submission?.problemName;
  useTitle(problem === undefined ? t`Compare` : t`Compare submissions to ${problem}`);
  if (failed) return <Failed level={1} error={failed.error} what="submission" retry={failed.refetch} />;
  if (!left.submission || !right.submission) return <Waiting />;
  if (left.submission.problem !== right.submission.problem)
    return (
      <State icon="warning" title={t`These are submissions to two problems`} level={1}>
        <Trans>Only submissions to the same problem can be compared.</Trans>
      </State>
    );
  return <Compared left={left.submission} right={right.submission} />;
}

function Compared({ left, right }: { left: Submission; right: Submission }): ReactElement {
  const same = JSON.stringify(left.files) === JSON.stringify(right.files);
  const { problem, problemName } = left;
  return (
    <div className="page">
      <h1>
        <Trans>
          Two submissions to{' '}
          <Link to="/problems/$slug" params={{ slug: problem }}>
            {problemName}
          </Link>
        </Trans>
      </h1>
      <div className="compare-heads">
        <CompareHead title={t`Left`} submission={left} />
        <CompareHead title={t`Right`} submission={right} />
      </div>
      <section className="stack tight">
        <h2>
          <Trans>Source</Trans>
        </h2>
        {same ? (
          <p className="soft">
            <Trans>Both have the same source.</Trans>
          </p>
        ) : (
          <Suspense fallback={<Skeleton height="20rem" />}>
            <SourceDiff theirs={left} ours={right} theirName={t`Left`} ourName={t`Right`} language={right.language} />
          </Suspense>
        )}
      </section>
      <CompareTests left={left} right={right} />
    </div>
  );
}

function Waiting(): ReactElement {
  return (
    <div className="page" aria-busy>
      <Skeleton width="20rem" height="1.9rem" />
      <Skeleton height="9rem" />
      <Skeleton height="20rem" />
      <Skeleton height="20rem" />
    </div>
  );
}
