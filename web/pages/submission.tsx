import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Submission } from '#contract/submission.js';
import { call } from '../api/call.js';
import { submissionQuery } from '../api/queries.js';
import { CompileLog } from '../components/compile-log.js';
import { Failed } from '../components/failed.js';
import { FailingSample } from '../components/failing-sample.js';
import { Require } from '../components/require.js';
import { SourceFiles } from '../components/source-files.js';
import { Story } from '../components/story.js';
import { Tests } from '../components/tests.js';
import { Time } from '../components/time.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useSubmission } from '../hooks/use-submission.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { Bar } from '../ui/progress.js';
import { Note, Skeleton } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { duration, memory } from '../util/format.js';
import { draftKey, writeStored } from '../util/stored.js';

const route = getRouteApi('/submissions/$id');

/** The story of one submission, as it happens. */
export function SubmissionPage(): ReactElement {
  const { id } = route.useParams();
  return <Require>{(me) => <Loaded key={id} id={id} me={me} />}</Require>;
}

function Loaded({ id, me }: { id: string; me: Me }): ReactElement {
  const { submission, stage, error, refetch } = useSubmission(id);
  const [place, setPlace] = useState<{ file: string; line: number }>();
  useTitle(submission && `Submission to ${submission.problemName}`);
  if (!submission || !stage) return error ? <Failed level={1} error={error} what="submission" retry={refetch} /> : <Waiting />;
  const staff = me.may.seeAllSubmissions;
  const compileFailed = submission.compile?.ok === false;
  return (
    <div className="page">
      <Story submission={submission} stage={stage} />
      <Facts submission={submission} />
      <Actions submission={submission} me={me} />
      {staff ? <StaffFacts submission={submission} /> : null}
      {submission.compile?.log ? (
        <section className="stack tight">
          <h2>{compileFailed ? 'Why it did not compile' : 'What the compiler said'}</h2>
          <CompileLog log={submission.compile.log} files={submission.files.map(({ name }) => name)} onPlace={(file, line) => setPlace({ file, line })} />
        </section>
      ) : null}
      <FailingSample submission={submission} />
      {compileFailed || (submission.testsTotal === 0 && submission.tests.length === 0) ? null : (
        <section className="stack tight">
          <h2>Tests</h2>
          <Tests submission={submission} staff={staff} />
        </section>
      )}
      <SourceFiles id={submission.id} files={submission.files} language={submission.language} show={place} />
    </div>
  );
}

function Facts({ submission }: { submission: Submission }): ReactElement {
  const languageName = useLanguageName();
  return (
    <dl className="card facts">
      <div>
        <dt>Problem</dt>
        <dd>
          <Link to="/problems/$slug" params={{ slug: submission.problem }}>
            {submission.problemName}
          </Link>
        </dd>
      </div>
      <div>
        <dt>Submitted</dt>
        <dd>
          <Time at={submission.submittedAt} /> by {submission.user}
        </dd>
      </div>
      <div>
        <dt>Language</dt>
        <dd title={submission.languageVersion}>{languageName(submission.language)}</dd>
      </div>
      <Measured name="Time" text={duration(submission.cpuMs)} value={submission.cpuMs} limit={submission.timeLimitMs} limitText={submission.timeLimitMs === null ? '' : duration(submission.timeLimitMs)} />
      <Measured name="Memory" text={memory(submission.peakMemoryKib)} value={submission.peakMemoryKib} limit={submission.memoryLimitKib} limitText={submission.memoryLimitKib === null ? '' : memory(submission.memoryLimitKib)} />
    </dl>
  );
}

function Measured({ name, text, value, limit, limitText }: { name: string; text: string; value: number | null | undefined; limit: number | null; limitText: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">
        {text} {limitText ? <span className="soft small">of {limitText}</span> : null} <Bar value={value ?? 0} limit={typeof value === 'number' ? limit : null} />
      </dd>
    </div>
  );
}

function Actions({ submission, me }: { submission: Submission; me: Me }): ReactElement {
  const navigate = useNavigate();
  const client = useQueryClient();
  const rejudge = useMutation({
    mutationFn: () => call('rejudgeSubmission', { params: { id: submission.id } }),
    onSuccess: () => {
      toast('It is being judged again.');
      void client.invalidateQueries({ queryKey: submissionQuery(submission.id).queryKey });
    },
  });
  function again() {
    writeStored(draftKey(me.username, submission.problem, submission.language), submission.files[0]?.content ?? '');
    writeStored(`language.${submission.problem}`, submission.language);
    void navigate({ to: '/problems/$slug', params: { slug: submission.problem } });
  }
  return (
    <div className="row">
      <Button onClick={again} disabled={submission.files.length !== 1}>
        Edit and submit again
      </Button>
      {me.may.seeAllSubmissions ? (
        <Button busy={rejudge.isPending} onClick={() => rejudge.mutate()} disabled={submission.state !== 'finished'}>
          Judge again
        </Button>
      ) : null}
      {rejudge.error ? (
        <Note tone="bad" alert>
          {rejudge.error.message}
        </Note>
      ) : null}
    </div>
  );
}

/** Every raw fact that we are given, for whoever must explain a verdict. */
function StaffFacts({ submission }: { submission: Submission }): ReactElement {
  const { compile } = submission;
  const facts: [string, string | undefined][] = [
    ['Judge', submission.judge],
    ['Attempt', submission.attempt?.toString()],
    ['Version of the language', submission.languageVersion],
    ['Wall clock', typeof submission.wallMs === 'number' ? duration(submission.wallMs) : undefined],
    ['Compiling', compile && `${duration(compile.cpuMs)} CPU, ${duration(compile.wallMs)} wall`],
    ['Id', submission.id],
  ];
  return (
    <details className="card">
      <summary>Facts for staff</summary>
      <div className="stack tight" style={{ marginTop: 'var(--space-3)' }}>
        {submission.reason ? <Note tone="odd">{submission.reason}</Note> : null}
        <dl className="facts">
          {facts.map(([name, value]) =>
            value === undefined ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
    </details>
  );
}

function Waiting(): ReactElement {
  return (
    <div className="page" aria-busy>
      <Skeleton height="8.2rem" />
      <Skeleton height="5.2rem" />
      <Skeleton width="18rem" height="2.25rem" />
      <Skeleton height="24rem" />
    </div>
  );
}
