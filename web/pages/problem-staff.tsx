import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { addressOf, call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { problemQuery, verificationQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { ProblemSettings } from '../components/problem-settings.js';
import { Require } from '../components/require.js';
import { Time } from '../components/time.js';
import { VerificationMatrix } from '../components/verification-matrix.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Progress } from '../ui/progress.js';
import { Note, Skeleton, State } from '../ui/state.js';
import { duration, memory } from '../util/format.js';
import { readStored, writeStored } from '../util/stored.js';

const route = getRouteApi('/problems/$slug/staff');

/** What those who may edit a problem do with it. */
export function ProblemStaffPage(): ReactElement {
  const { slug } = route.useParams();
  useTitle(`Manage ${slug}`);
  return <Require may="importProblems">{() => <Loaded key={slug} slug={slug} />}</Require>;
}

function Loaded({ slug }: { slug: string }): ReactElement {
  const { data: problem, error, refetch } = useQuery(problemQuery(slug));
  if (error) return <Failed level={1} error={error} what="problem" retry={() => void refetch()} />;
  if (!problem)
    return (
      <div className="page" aria-busy>
        <Skeleton width="16rem" height="1.9rem" />
        <Skeleton height="20rem" />
      </div>
    );
  if (!problem.may.edit) return <Failed level={1} error={new Failure('forbidden', 'You may not edit this problem.')} />;
  return (
    <div className="page">
      <div className="row apart">
        <h1>{problem.name}</h1>
        <Link to="/problems/$slug" params={{ slug }} className={buttonClass()}>
          Statement and editor
        </Link>
      </div>
      <VerificationPart problem={problem} />
      <div className="columns">
        <ProblemSettings problem={problem} />
        <Package problem={problem} />
      </div>
    </div>
  );
}

function VerificationPart({ problem }: { problem: Problem }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // The last one is remembered, so that leaving the page loses nothing.
  const remembered = `verification.${problem.slug}.${problem.version}`;
  const id = search.verification ?? readStored(remembered) ?? undefined;
  const start = useMutation({
    mutationFn: () => call('createVerification', { params: { slug: problem.slug } }),
    onSuccess: (created) => {
      writeStored(remembered, created.id);
      void navigate({ search: { verification: created.id }, replace: true, resetScroll: false });
    },
  });
  return (
    <section className="stack">
      <div className="row apart">
        <div>
          <h2>Verification</h2>
          <p className="soft">Judges every labelled submission of the package.</p>
        </div>
        <Button look="primary" busy={start.isPending} onClick={() => start.mutate()}>
          {id ? 'Verify again' : 'Verify'}
        </Button>
      </div>
      {start.error ? (
        <Note tone="bad" alert>
          {start.error.message}
        </Note>
      ) : null}
      {id ? (
        <Running key={id} slug={problem.slug} id={id} />
      ) : (
        <div className="card">
          <State icon="check" title="Not verified from here yet">Verify the package to see whether each labelled submission gets what its label says.</State>
        </div>
      )}
    </section>
  );
}

function Running({ slug, id }: { slug: string; id: string }): ReactElement {
  const { data, error, refetch } = useQuery(verificationQuery(slug, id));
  if (error) return <Failed error={error} what="verification" retry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  const done = data.rows.filter(({ state }) => state === 'finished' || state === 'unjudgeable').length;
  const surprises = data.rows.filter(({ asExpected }) => asExpected === false).length;
  return (
    <div className="stack">
      {data.state === 'running' ? (
        <div className="stack tight">
          <p className="numbers">
            {done} of {data.rows.length} submissions judged. You may leave this page: it goes on.
          </p>
          <Progress fraction={data.rows.length > 0 ? done / data.rows.length : 0} label="Submissions judged" />
        </div>
      ) : (
        <Note tone={data.asExpected ? 'good' : 'bad'} alert>
          {data.asExpected ? 'Every submission got what its label says.' : surprises > 0 ? `${surprises} of ${data.rows.length} submissions did not get what their labels say.` : 'Not every submission could be judged here.'} Version {data.version}, begun <Time at={data.createdAt} />
          {data.timeLimitMs === null ? '' : `, time limit ${duration(data.timeLimitMs)}`}.
        </Note>
      )}
      <VerificationMatrix verification={data} />
    </div>
  );
}

function Package({ problem }: { problem: Problem }): ReactElement {
  return (
    <section className="card stack">
      <h2>Package</h2>
      <dl className="facts numbers">
        <div>
          <dt>Version</dt>
          <dd>{problem.version}</dd>
        </div>
        <div>
          <dt>Tests</dt>
          <dd>{problem.testCount}</dd>
        </div>
        <div>
          <dt>Time limit</dt>
          <dd>{problem.limits.timeMs === null ? 'being measured' : duration(problem.limits.timeMs)}</dd>
        </div>
        <div>
          <dt>Memory limit</dt>
          <dd>{memory(problem.limits.memoryKib)}</dd>
        </div>
        <div>
          <dt>Output limit</dt>
          <dd>{memory(problem.limits.outputKib)}</dd>
        </div>
        <div>
          <dt>Types</dt>
          <dd>{problem.types.join(', ')}</dd>
        </div>
      </dl>
      <div className="row">
        <a href={addressOf('getPackage', { slug: problem.slug })} download className={buttonClass()}>
          <Icon name="download" /> Download
        </a>
        <Link to="/problems/import" search={{ problem: problem.slug }} className={buttonClass()}>
          <Icon name="upload" /> New version
        </Link>
        <Link to="/submissions" search={{ problem: problem.slug }} className={buttonClass('ghost')}>
          Submissions
        </Link>
      </div>
    </section>
  );
}
