import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { addressOf } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { problemQuery } from '../api/queries.js';
import { DeleteProblem } from '../components/delete-problem.js';
import { Failed } from '../components/failed.js';
import { ProblemSettings } from '../components/problem-settings.js';
import { TYPE_WORD } from '../components/problem-words.js';
import { ProblemVersions } from '../components/problem-versions.js';
import { RejudgeButton } from '../components/rejudge-button.js';
import { Require } from '../components/require.js';
import { VerificationPart } from '../components/verification-part.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Note, Skeleton } from '../ui/state.js';
import { duration, memory, number } from '../util/format.js';

const route = getRouteApi('/problems/$slug/staff');

/** What those who may edit a problem do with it. */
export function ProblemStaffPage(): ReactElement {
  const { slug } = route.useParams();
  useTitle(t`Manage ${slug}`);
  return <Require may="importProblems">{() => <Loaded key={slug} slug={slug} />}</Require>;
}

function Loaded({ slug }: { slug: string }): ReactElement {
  const { verification } = route.useSearch();
  const query = useQuery(problemQuery(slug));
  const { data: problem } = query;
  const failed = whyNothing(query);
  if (failed) return <Failed level={1} error={failed} what="problem" retry={() => void query.refetch()} />;
  if (!problem)
    return (
      <div className="page" aria-busy>
        <Skeleton width="16rem" height="1.9rem" />
        <Skeleton height="20rem" />
      </div>
    );
  return (
    <div className="page">
      <div className="row apart">
        <div className="row">
          <h1>{problem.name}</h1>
          {problem.visibility === 'private' ? (
            <Badge tone="calm" icon="lock">
              <Trans>Hidden</Trans>
            </Badge>
          ) : (
            <Badge tone="good" icon="eye">
              <Trans>Public</Trans>
            </Badge>
          )}
        </div>
        <div className="row">
          <Link to="/submissions" search={{ problem: slug }} className={buttonClass('ghost')}>
            <Trans>Submissions</Trans>
          </Link>
          {problem.may.edit ? <RejudgeButton slug={slug} /> : null}
          <Link to="/problems/$slug" params={{ slug }} className={buttonClass()}>
            <Trans>Statement and editor</Trans>
          </Link>
        </div>
      </div>
      {problem.may.edit ? (
        <>
          <VerificationPart problem={problem} chosen={verification} />
          <ProblemVersions slug={slug} />
          <div className="columns">
            <ProblemSettings key={problem.visibility} problem={problem} />
            <div className="stack">
              <Package problem={problem} />
              {problem.may.delete ? <DeleteProblem problem={problem} /> : null}
            </div>
          </div>
        </>
      ) : (
        <NotYours problem={problem} />
      )}
    </div>
  );
}

/** Staff who do not own it see what there is to see, and whom to ask. */
function NotYours({ problem }: { problem: Problem }): ReactElement {
  const { owner } = problem;
  return (
    <>
      <Note tone="calm">
        {owner ? (
          <Trans>
            This problem belongs to <strong>{owner}</strong>. Only {owner} and administrators may verify it, add versions, have its package, change what the list says of it, or delete it. Ask {owner} if you need one of these; you can submit to it and see all submissions.
          </Trans>
        ) : (
          <Trans>This problem belongs to nobody any more. Only administrators may verify it, add versions, have its package, change what the list says of it, or delete it. You can submit to it and see all submissions.</Trans>
        )}
      </Note>
      <Package problem={problem} />
    </>
  );
}

function Package({ problem }: { problem: Problem }): ReactElement {
  const { _ } = useLingui();
  const { slug, version, testCount, limits, types, may } = problem;
  return (
    <section className="card stack">
      <h2>
        <Trans>Package</Trans>
      </h2>
      <dl className="facts numbers">
        <div>
          <dt>
            <Trans>Version</Trans>
          </dt>
          <dd>{number(version)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Tests</Trans>
          </dt>
          <dd>{number(testCount)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Time limit</Trans>
          </dt>
          <dd>{limits.timeMs === null ? <Trans>being measured</Trans> : duration(limits.timeMs)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Memory limit</Trans>
          </dt>
          <dd>{memory(limits.memoryKib)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Output limit</Trans>
          </dt>
          <dd>{memory(limits.outputKib)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Types</Trans>
          </dt>
          <dd>{types.map((type) => _(TYPE_WORD[type])).join(', ')}</dd>
        </div>
      </dl>
      {may.edit ? (
        <div>
          <a href={addressOf('getPackage', { slug })} download className={buttonClass()}>
            <Icon name="download" /> <Trans>Download</Trans>
          </a>
        </div>
      ) : null}
    </section>
  );
}
